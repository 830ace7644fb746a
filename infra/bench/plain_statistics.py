"""The same statistics of one school in plain numpy and scipy, from the formulas: a yardstick and a check.

Nothing here is shared with the product. It is what a careful analyst would write for one school: arrays over
the items, a loop over the factors. One scale, every item on it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

Floats = NDArray[np.float64]
Z = float(stats.norm.ppf(0.975))
HAIR = 1e-12
CONSENSUS, SHARE = 0.62, 0.2  # below this consensus, and both camps at least this large


@dataclass(frozen=True)
class Plan:
    """What the formulas need to know of an instrument.

    Attributes:
        factors: the columns of each factor.
        domains: the factors of each domain.
        reverse: shape (n_items,).
        low: lowest answer value.
        high: highest answer value.
        cuts: of the levels.
        favourable: answer values.
        camps: two groups of answer values.
    """

    factors: list[list[int]]
    domains: list[list[int]]
    reverse: NDArray[np.bool_]
    low: int
    high: int
    cuts: tuple[float, ...]
    favourable: tuple[int, ...]
    camps: tuple[tuple[int, ...], ...]

    @property
    def null(self) -> float:
        """Variance of answers spread evenly over the options."""
        return ((self.high - self.low + 1) ** 2 - 1) / 12


def school(answers: NDArray[np.int16], eligible: int, plan: Plan) -> dict[str, Any]:
    """Everything in closed form about one school: items, factors and domains.

    Args:
        answers: shape (n_respondents, n_items), 0 = not answered.
        eligible: N.
        plan: of the instrument.
    """
    x = np.where(answers == 0, np.nan, answers.astype(np.float64))
    turned = np.where(plan.reverse, plan.low + plan.high - x, x)
    scores = np.column_stack([_scores(turned[:, columns]) for columns in plan.factors])
    return {
        "items": items(x, eligible, plan),
        "factors": [
            factor(turned[:, columns], scores[:, place], eligible, plan)
            for place, columns in enumerate(plan.factors)
        ],
        "domains": [domain(scores[:, places], eligible, plan) for places in plan.domains],
    }


def _scores(turned: Floats) -> Floats:
    known = np.count_nonzero(~np.isnan(turned), axis=1)
    total = np.nansum(turned, axis=1)
    out = np.full(len(turned), np.nan)
    return np.asarray(np.divide(total, known, out=out, where=2 * known >= turned.shape[1]))


def items(x: Floats, eligible: int, plan: Plan) -> dict[str, Floats]:
    """Per key of the contract, shape (n_items, ...)."""
    options = np.arange(plan.low, plan.high + 1)
    counts = (x[:, :, np.newaxis] == options).sum(axis=0)
    n, mean, variance = counts.sum(axis=1), np.nanmean(x, axis=0), np.nanvar(x, axis=0, ddof=1)
    share = counts / n[:, np.newaxis]
    distance = np.abs(options - mean[:, np.newaxis])
    close = np.where(share > 0, 1 - distance / (plan.high - plan.low), 1.0)
    favourable = share[:, np.isin(options, plan.favourable)].sum(axis=1)
    return {
        "mean": mean,
        "variance": variance,
        "rwg": np.maximum(0, 1 - variance / plan.null),
        "ad_m": np.nanmean(np.abs(x - mean), axis=0),
        "a_wg": _a_wg(mean, variance, n, plan),
        "agreement_a": np.array([_van_der_eijk(row) for row in counts]),
        "consensus": 1 + np.sum(share * np.log2(close), axis=1),
        "favourable": favourable,
        "favourable_interval": _wilson(favourable, n * (eligible - 1) / np.maximum(eligible - n, 1e-300)),
        "camps": np.stack([share[:, np.isin(options, camp)].sum(axis=1) for camp in plan.camps], axis=1),
    }


def _a_wg(mean: Floats, variance: Floats, n: NDArray[np.int64], plan: Plan) -> Floats:
    low, high = plan.low, plan.high
    largest = ((high + low) * mean - mean**2 - high * low) * n / (n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - 2 * variance / largest
    inside = (mean >= (low * (n - 1) + high) / n - HAIR) & (mean <= (high * (n - 1) + low) / n + HAIR)
    at_an_end = (np.abs(mean - low) < HAIR) | (np.abs(mean - high) < HAIR)
    return np.where(at_an_end, 1.0, np.where(inside, found, np.nan))


def _van_der_eijk(counts: NDArray[np.int64]) -> float:
    left, agreement = counts.copy(), 0.0
    while left.any():
        used = left > 0
        height = left[used].min()
        agreement += _layer(used) * height * used.sum() / counts.sum()
        left[used] -= height
    return agreement


def _layer(used: NDArray[np.bool_]) -> float:
    k, places = used.size, np.flatnonzero(used)
    if places.size in {1, k}:
        return 1.0 if places.size == 1 else 0.0
    first, second = np.triu_indices(places.size, k=1)
    between = (places[first][:, np.newaxis] < np.arange(k)) & (np.arange(k) < places[second][:, np.newaxis])
    broken = int((between & ~used).sum())
    kept = int(first.size * (k - places.size)) - broken
    unimodal = ((k - 2) * kept - (k - 1) * broken) / ((k - 2) * (kept + broken))
    return float(unimodal * (1 - (places.size - 1) / (k - 1)))


def _wilson(share: Floats, n: Floats) -> Floats:
    centre = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return np.stack([np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)], axis=1)


def factor(turned: Floats, scores: Floats, eligible: int, plan: Plan) -> dict[str, Any]:
    """Per key of the contract, for one factor."""
    own = scores[~np.isnan(scores)]
    n, mean, sd = own.size, own.mean(), own.std(ddof=1)
    missing = 1 - n / eligible
    se = sd / np.sqrt(n) * np.sqrt(missing)
    below = [0.0, *(stats.t.cdf((cut - mean) / se, n - 1) for cut in plan.cuts), 1.0]
    ratio = np.nanvar(turned, axis=0, ddof=1).mean() / plan.null
    complete = turned[~np.isnan(turned).any(axis=1)]
    middle, spread = complete.mean(axis=0), complete.var(axis=0, ddof=1)
    sizes = np.full(turned.shape[1], len(complete))
    nearest = min(plan.cuts, key=lambda cut: abs(mean - cut))
    agreed = turned.shape[1] * (1 - min(ratio, 1.0))
    return {
        "n": n,
        "mean": mean,
        "sd": sd,
        "se": se,
        "interval": mean + np.array([-1, 1]) * stats.t.ppf(0.975, n - 1) * se,
        "level_probabilities": np.diff(below),
        "rwg_j": agreed / (agreed + min(ratio, 1.0)),
        "rwg_j_star": 1 - ratio,
        "ad_m_j": np.abs(complete - middle).mean(axis=0).mean(),
        "a_wg_j": np.nanmean(_a_wg(middle, spread, sizes, plan)),
        "alpha": _alpha(turned),
        "bounds": np.array([n * mean + (eligible - n) * end for end in (plan.low, plan.high)]) / eligible,
        "tipping_point": (mean - nearest) / missing,
    }


def _alpha(turned: Floats) -> float:
    seen, values = (~np.isnan(turned)).astype(np.float64), np.nan_to_num(turned)
    both, sums = seen.T @ seen, values.T @ seen
    covariance = (values.T @ values - sums * sums.T / both) / (both - 1)
    k = turned.shape[1]
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


def domain(scores: Floats, eligible: int, plan: Plan) -> dict[str, Any]:
    """Per key of the contract, for one domain."""
    percents = 100 * (scores - plan.low) / (plan.high - plan.low)
    known = np.count_nonzero(~np.isnan(percents), axis=1)
    own = np.nanmean(percents[(known > 0) & (2 * known >= scores.shape[1])], axis=1)
    half = stats.t.ppf(0.975, own.size - 1) * np.sqrt(own.var(ddof=1) / own.size * (1 - own.size / eligible))
    return {"n": own.size, "percent": own.mean(), "interval": own.mean() + np.array([-1, 1]) * half}


def split_probabilities(answers: NDArray[np.int16], eligible: int, plan: Plan, *, draws: int) -> Floats:
    """Probability that the whole faculty is split on each item: shares from a gamma, then the people.

    Thresholds are the default ones: consensus below 0.62, both camps at least 20 %.
    """
    rng, options = np.random.default_rng(7), np.arange(plan.low, plan.high + 1)
    found = []
    for column in answers.T:
        counts = (column[:, np.newaxis] == options).sum(axis=0)
        weights = rng.standard_gamma(counts + 1 / options.size, size=(draws, options.size))
        unseen = rng.multinomial(eligible - counts.sum(), weights / weights.sum(axis=1, keepdims=True))
        share = (counts + unseen) / eligible
        distance = np.abs(options - (share @ options)[:, np.newaxis])
        close = np.where(share > 0, 1 - distance / (plan.high - plan.low), 1.0)
        consensus = 1 + np.sum(share * np.log2(close), axis=1)
        camps = [share[:, np.isin(options, camp)].sum(axis=1) for camp in plan.camps]
        found.append(np.mean((consensus < CONSENSUS) & (np.minimum(*camps) >= SHARE - 1e-9)))
    return np.array(found)


def reml(n: Floats, mean: Floats, within: Floats) -> tuple[float, float]:
    """Variance between and within schools by restricted maximum likelihood: tau2, sigma2.

    Args:
        n: persons per school.
        mean: school means.
        within: squared deviations of persons from their school's mean, per school.
    """
    persons = n.sum()

    def parts(ratio: float) -> tuple[Floats, float]:
        weight = n / (1 + n * ratio)
        centre = float((weight * mean).sum() / weight.sum())
        return weight, float(within.sum() + (weight * (mean - centre) ** 2).sum())

    def deviance(log_ratio: float) -> float:
        ratio = float(np.exp(log_ratio))
        weight, squares = parts(ratio)
        logs = np.log1p(n * ratio).sum() + np.log(weight.sum())
        return float((persons - 1) * np.log(squares) + logs)

    best = optimize.minimize_scalar(deviance, bounds=(-12, 6), method="bounded", options={"xatol": 1e-9})
    ratio = float(np.exp(best.x))
    sigma2 = parts(ratio)[1] / (persons - 1)
    return ratio * sigma2, sigma2
