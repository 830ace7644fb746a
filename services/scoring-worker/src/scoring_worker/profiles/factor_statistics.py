"""Statistics of one factor at full precision, after reversal (contracts.md, `statistics.json`)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.item_statistics import item_seed
from scoring_worker.profiles.tally import reversed_items
from scoring_worker.psychometrics import agreement, intervals, levels, reliability
from scoring_worker.psychometrics.disagreement import mean_interval_of_posterior
from scoring_worker.psychometrics.persons import Answers, option_counts, reversed_answers
from survey_core.instruments import Factor, Instrument, Scale


@dataclass(frozen=True, eq=False)
class FactorScores:
    """Person scores of one factor at one school: NaN for those it does not count."""

    block: Answers
    scores: NDArray[np.float64]

    @property
    def counted(self) -> NDArray[np.float64]:
        """The scores of those the factor counts."""
        return self.scores[~np.isnan(self.scores)]


def ratings_of(factor: Factor, instrument: Instrument, block: Answers) -> NDArray[np.float64]:
    """Answers after reversal, NaN where there is none; lines without any are left out."""
    scale = instrument.scales[factor.scale]
    answered = block[block.any(axis=1)]
    turned = reversed_answers(answered, reverse=reversed_items(factor), low=scale.low, high=scale.high)
    return np.where(turned == 0, np.nan, turned)


def factor_statistics(
    factor: Factor, *, instrument: Instrument, own: FactorScores, eligible: int | None
) -> dict[str, Any]:
    """Compute everything about one factor.

    Args:
        factor: with its items.
        instrument: it belongs to.
        own: person scores and answers.
        eligible: people it speaks for, None where not known.
    """
    scale = instrument.scales[factor.scale]
    counted = own.counted
    n = int(counted.size)
    if n == 0:
        return {"n": 0} | dict.fromkeys(_FACTOR_KEYS)
    mean = float(counted.mean())
    variance = float(np.var(counted, ddof=1)) if n > 1 else None
    unseen = intervals.unseen_share(n, eligible)
    tipping = None
    if eligible is not None:
        tipping = levels.tipping_point(mean, cuts=list(scale.cuts), unseen=unseen)
    return {
        "n": n,
        "mean": mean,
        "sd": None if variance is None else variance**0.5,
        **_uncertainty(
            factor, instrument=instrument, own=own, mean=mean, variance=variance, n=n, eligible=eligible
        ),
        **_agreement(ratings_of(factor, instrument, own.block), scale),
        "alpha": reliability.cronbach_alpha(ratings_of(factor, instrument, own.block)) if n > 1 else None,
        "shrunken_mean": None,
        "bounds": None
        if eligible is None
        else list(levels.worst_case_bounds(mean, n=n, eligible=eligible, low=scale.low, high=scale.high)),
        "tipping_point": None if tipping is None else tipping.difference,
    }


_FACTOR_KEYS = (
    "mean",
    "sd",
    "se",
    "interval",
    "level_probabilities",
    "rwg_j",
    "rwg_j_star",
    "ad_m_j",
    "a_wg_j",
    "alpha",
    "shrunken_mean",
    "bounds",
    "tipping_point",
)


def _uncertainty(
    factor: Factor,
    *,
    instrument: Instrument,
    own: FactorScores,
    mean: float,
    variance: float | None,
    n: int,
    eligible: int | None,
) -> dict[str, Any]:
    """Standard error, interval and level probabilities; None for a single person.

    No spread among those who answered does not make the others certain: the posterior's width stands in.
    """
    if variance is None:
        return dict.fromkeys(("se", "interval", "level_probabilities"))
    scale = instrument.scales[factor.scale]
    error = intervals.standard_error(variance, n=n, eligible=eligible)
    interval = intervals.mean_interval(mean, variance=variance, n=n, eligible=eligible)
    if variance == 0 and intervals.unseen_share(n, eligible) > 0:
        interval = _posterior_interval(factor, instrument=instrument, block=own.block, eligible=eligible)
        error = intervals.error_of(interval, n=n)
    probabilities = levels.level_probabilities(mean, error=error, cuts=list(scale.cuts), df=n - 1)
    return {"se": error, "interval": pair(interval), "level_probabilities": probabilities.tolist()}


def _posterior_interval(
    factor: Factor, *, instrument: Instrument, block: Answers, eligible: int | None
) -> tuple[float, float]:
    """Interval of the factor from its items' posteriors, as if they erred together: a safe width."""
    scale = instrument.scales[factor.scale]
    turned = reversed_answers(block, reverse=reversed_items(factor), low=scale.low, high=scale.high)
    ends = [
        mean_interval_of_posterior(
            counts,
            low=scale.low,
            eligible=eligible,
            seed=item_seed(item, counts.tolist(), eligible),
        )
        for item, counts in zip(
            factor.items, option_counts(turned, low=scale.low, high=scale.high), strict=True
        )
        if counts.sum() > 0
    ]
    return sum(low for low, _ in ends) / len(ends), sum(high for _, high in ends) / len(ends)


def _agreement(ratings: NDArray[np.float64], scale: Scale) -> dict[str, Any]:
    """r_wg(j) from the answers there are; AD_M(j) and a_wg(j) from complete lines, as R does."""
    complete = ratings[~np.isnan(ratings).any(axis=1)].astype(np.int16)
    counts = option_counts(complete, low=scale.low, high=scale.high)
    deviations = [agreement.mean_deviation(row) for row in counts]
    relative = [value for row in counts if (value := agreement.a_wg(row)) is not None]
    known = [value for value in deviations if value is not None]
    return {
        "rwg_j": agreement.rwg_j(ratings, n_options=scale.options),
        "rwg_j_star": agreement.rwg_j_star(ratings, n_options=scale.options),
        "ad_m_j": sum(known) / len(known) if known else None,
        "a_wg_j": sum(relative) / len(relative) if relative else None,
    }


def pair(ends: tuple[float, float] | None) -> list[float] | None:
    """An interval as JSON writes it."""
    return None if ends is None else list(ends)
