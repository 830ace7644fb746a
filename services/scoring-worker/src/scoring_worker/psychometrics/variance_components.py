"""How much of a score lies between schools, how much within: REML, and the shrunken means that follow.

The model is y = mu + u_school + e, var(u) = tau2 and var(e) = sigma2. Its restricted likelihood depends on
the answers only through n, mean and squared deviations of each school, and, with sigma2 maximised out, on the
single ratio tau2 / sigma2. That curve is searched for every minimum on a grid, so nothing hangs on a starting
value, and tau2 = 0 is found exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize

Floats = NDArray[np.float64]

_STEPS_PER_DECADE = 7  # points per factor of ten at which the slope is looked at
ROUNDING = 1e-12
"""Relative to the mean: deviations below are left over from computing means."""


@dataclass(frozen=True)
class VarianceComponents:
    """What REML finds over the schools of a district.

    Attributes:
        tau2: variance of the schools' true means, in squared scale points, at least 0.
        sigma2: variance of persons within a school, in squared scale points.
        grand_mean: mu, the precision-weighted mean of the schools, in scale points.
    """

    tau2: float
    sigma2: float
    grand_mean: float

    def reliability(self, n: ArrayLike) -> Floats:
        """Lambda = n tau2 / (n tau2 + sigma2): how much of a school's mean is the school, not who answered.

        Args:
            n: persons per school; any shape.

        Returns:
            Same shape, 0 (all noise) to 1, unitless; 0 for a school without persons.

        Source:
            Raudenbush & Bryk (2002), Hierarchical Linear Models, 2nd ed., ch. 3.
        """
        sizes = np.nan_to_num(np.asarray(n, dtype=np.float64))
        with np.errstate(invalid="ignore"):
            share = sizes * self.tau2 / (sizes * self.tau2 + self.sigma2)
        return np.asarray(np.where(sizes > 0, share, 0.0))

    def shrunken(self, mean: ArrayLike, *, n: ArrayLike) -> Floats:
        """Empirical-Bayes means mu + lambda (m - mu), as `coef` of an lme4 fit.

        Args:
            mean: raw school means, in scale points; NaN where a school has none.
            n: persons per school, the shape of `mean`.

        Returns:
            Same shape, in scale points; NaN where the raw mean is.

        Source:
            Morris (1983), J. Am. Stat. Assoc. 78(381), 47-55.
        """
        raw = np.asarray(mean, dtype=np.float64)
        return np.asarray(self.grand_mean + self.reliability(n) * (raw - self.grand_mean))


@dataclass(frozen=True)
class _Sizes:
    """Schools gathered by size: within one size the likelihood needs only their number, mean and spread."""

    n: Floats
    schools: Floats
    mean: Floats
    spread: Floats  # squared deviations of the school means from `mean`
    within: float  # squared deviations of persons from their school's mean, all schools

    @property
    def persons(self) -> float:
        return float(self.n @ self.schools)


def reml(n: ArrayLike, *, mean: ArrayLike, within_ss: ArrayLike) -> VarianceComponents | None:
    """Variance components of the one-way random-effects model by restricted maximum likelihood.

    Args:
        n: persons per school, shape (n_schools,); schools without persons or without a mean are left out.
        mean: school means, in scale points, shape (n_schools,).
        within_ss: sum of squared deviations from the school's own mean, in squared scale points, shape
            (n_schools,); NaN counts as 0, what a single person has.

    Returns:
        None with fewer than two schools, no more persons than schools, or no variance at all.

    Source:
        Patterson & Thompson (1971), Biometrika 58(3), 545-554; Searle, Casella & McCulloch (1992), Variance
        Components, ch. 3. Checked against `lme4::lmer(y ~ 1 + (1 | g), REML = TRUE)`.
    """
    sizes = _by_size(n, mean=mean, within_ss=within_ss)
    n_schools = float(sizes.schools.sum())
    if n_schools < 2 or sizes.persons <= n_schools:  # noqa: PLR2004 - nothing lies between or within
        return None
    centre = float(sizes.schools @ sizes.mean / n_schools)
    between = float(np.sum(sizes.spread + sizes.schools * (sizes.mean - centre) ** 2))
    nothing = sizes.persons * (ROUNDING * float(np.abs(sizes.mean).max())) ** 2
    if sizes.within <= nothing:  # everyone agrees with their school: the limit of an infinite ratio
        return VarianceComponents(between / (n_schools - 1), 0.0, centre) if between > nothing else None
    ratio = _best_ratio(sizes, between=between)
    weight, squares, mu = _fit(sizes, np.array([ratio]))
    sigma2 = (sizes.within + float(np.sum(weight * squares))) / (sizes.persons - 1)
    return VarianceComponents(tau2=ratio * sigma2, sigma2=sigma2, grand_mean=float(mu[0]))


def _by_size(n: ArrayLike, *, mean: ArrayLike, within_ss: ArrayLike) -> _Sizes:
    """A hundred thousand schools have a few hundred sizes: every later step costs only those."""
    count, means = np.asarray(n, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    used = (count > 0) & np.isfinite(means)
    means = means[used]
    sizes, index = np.unique(count[used], return_inverse=True)
    schools = np.bincount(index, minlength=sizes.size).astype(np.float64)
    centres = np.bincount(index, weights=means, minlength=sizes.size) / schools
    deviations = (means - centres[index]) ** 2
    spread = np.bincount(index, weights=deviations, minlength=sizes.size).astype(np.float64)
    within = float(np.nansum(np.asarray(within_ss, dtype=np.float64)[used]))
    return _Sizes(n=sizes, schools=schools, mean=centres, spread=spread, within=within)


def _fit(sizes: _Sizes, ratio: Floats) -> tuple[Floats, Floats, Floats]:
    """What the likelihood needs at each ratio, in units of sigma2.

    Returns:
        The weight w = n / (1 + n ratio) of a school, shape (n_ratios, n_sizes); the squared deviations of the
        schools of a size from mu, same shape; and mu, the weighted mean, shape (n_ratios,).
    """
    weight = sizes.n / (1 + np.multiply.outer(ratio, sizes.n))
    mu = weight @ (sizes.schools * sizes.mean) / (weight @ sizes.schools)
    return weight, sizes.spread + sizes.schools * (sizes.mean - mu[:, None]) ** 2, mu


def _deviance(sizes: _Sizes, ratio: Floats) -> Floats:
    """-2 log restricted likelihood with sigma2 maximised out, up to a constant, at each ratio."""
    weight, squares, _ = _fit(sizes, ratio)
    spread = np.log1p(np.multiply.outer(ratio, sizes.n)) @ sizes.schools
    residual = (sizes.persons - 1) * np.log(sizes.within + np.sum(weight * squares, axis=1))
    return np.asarray(residual + spread + np.log(weight @ sizes.schools))


def _slope(sizes: _Sizes, ratio: Floats) -> Floats:
    """Derivative of the deviance by the ratio."""
    weight, squares, _ = _fit(sizes, ratio)
    scatter, fall = np.sum(weight * squares, axis=1), np.sum(weight**2 * squares, axis=1)
    total = weight @ sizes.schools
    rise = total - (weight**2 @ sizes.schools) / total
    return np.asarray(rise - (sizes.persons - 1) * fall / (sizes.within + scatter))


def _best_ratio(sizes: _Sizes, *, between: float) -> float:
    """The ratio tau2 / sigma2 of the lowest deviance; 0 exactly where the deviance only rises.

    The grid reaches from ratios no school could show to far beyond the moment estimate, where the slope is
    positive. Every term of the slope changes over factors of ten, the grid's steps are a third of one.
    """
    lowest = 1e-9 / float(sizes.n.max())
    highest = 1e3 * max(between / sizes.within * sizes.persons, 1.0)
    steps = int(_STEPS_PER_DECADE * np.log10(highest / lowest))
    points = np.concatenate([[0.0], np.geomspace(lowest, highest, steps)])
    slope = _slope(sizes, points)
    turns = np.flatnonzero((slope[:-1] < 0) & (slope[1:] >= 0))
    roots = [_root(sizes, low=points[turn], high=points[turn + 1]) for turn in turns]
    candidates = np.array(([0.0] if slope[0] >= 0 else []) + roots)
    return float(candidates[np.argmin(_deviance(sizes, candidates))])


def _root(sizes: _Sizes, *, low: float, high: float) -> float:
    """Where the slope crosses zero between two ratios, to fourteen digits of a school's reliability."""

    def slope(ratio: float) -> float:
        return float(_slope(sizes, np.array([ratio]))[0])

    return float(optimize.brentq(slope, low, high, xtol=1e-14 / float(sizes.n.max()), rtol=1e-14))
