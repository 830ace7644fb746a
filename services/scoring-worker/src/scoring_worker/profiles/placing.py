"""Where a core's score lies on the continuum: unrounded, but computed from the core alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.intervals import eligible_number, mean_interval, standard_error
from scoring_worker.psychometrics.levels import NEAR_CUT as NEAR_CUT_POINTS
from scoring_worker.psychometrics.levels import SURE_FROM, level_index, level_probabilities
from survey_core.contracts.measures import Interval
from survey_core.disclosure import Bound, CodedMean, FactorCore
from survey_core.instruments import Scale

NEAR_CUT = Fraction(str(NEAR_CUT_POINTS))
"""Nearer to a cut than this, in scale points, the score lies between two levels; exactly."""
_SLACK = 1e-9  # floats meant to be 4.1 must not be rounded outward to 4.2


@dataclass(frozen=True, eq=False)
class Placement:
    """A level with its probabilities.

    Attributes:
        index: the level the score lies in, 0 the lowest.
        probabilities: shape (n_levels,), lowest first, unrounded.
        between: the two levels the score lies between, None if it is certain.
    """

    index: int
    probabilities: NDArray[np.float64]
    between: tuple[int, int] | None

    @property
    def weak(self) -> float:
        """Probability of the lower half of the continuum."""
        return float(self.probabilities[: self.probabilities.size // 2].sum())

    @property
    def strong(self) -> float:
        """Probability of the upper half of the continuum."""
        return 1 - self.weak


@dataclass(frozen=True, eq=False)
class PlacedFactor:
    """A factor whose score may be shown.

    Attributes:
        core: what may be known about it.
        mean: its coded mean.
        error: standard error of the mean in scale points.
        interval: rounded outward to 0.1, within the scale.
        placement: its level, whether or not that may be shown.
    """

    core: FactorCore
    mean: CodedMean
    error: float
    interval: Interval
    placement: Placement

    @property
    def rounding(self) -> float:
        """`rounding_variance` of the mean."""
        return rounding_variance(self.mean)


def rounding_variance(mean: CodedMean) -> float:
    """Variance of the error that rounding a mean to u made, u²/12, in squared scale points."""
    return float(mean.unit) ** 2 / 12


def place_factor(core: FactorCore, *, scale: Scale) -> PlacedFactor | None:
    """Compute what follows from a factor's core; None if its score may not be shown."""
    if core.mean is None or core.sd is None:
        return None
    variance = float(core.sd**2)
    eligible = eligible_number(core.eligible)
    error = float(standard_error(variance, n=core.n, eligible=eligible))
    low, high = mean_interval(float(core.mean.value), variance=variance, n=core.n, eligible=eligible).tolist()
    interval = outward(
        (low, high), low=scale.low, high=scale.high, everyone=error == 0, bound=core.mean.bound
    )
    placement = place(
        core.mean,
        error=error,
        df=core.n - 1,
        cuts=exact_cuts(scale),
        near=NEAR_CUT,
        scale_ends=(scale.low, scale.high),
    )
    return PlacedFactor(core=core, mean=core.mean, error=error, interval=interval, placement=placement)


def exact_cuts(scale: Scale) -> tuple[Fraction, ...]:
    """The scale's cut points as the decimals they were written as."""
    return tuple(Fraction(str(cut)) for cut in scale.cuts)


def place(
    mean: CodedMean,
    *,
    error: float,
    df: int,
    cuts: Sequence[Fraction],
    near: Fraction,
    scale_ends: tuple[float, float],
) -> Placement:
    """Find the level of a score and whether it is certain.

    Args:
        mean: the score; coded, it may lie anywhere between its value and the end of the scale.
        error: its standard error.
        df: degrees of freedom.
        cuts: ascending.
        near: nearer to a cut than this is between two levels.
        scale_ends: lowest and highest possible score.
    """
    index = level_index(mean.value, cuts=cuts)
    floats = [float(cut) for cut in cuts]
    probabilities = level_probabilities(float(mean.value), error=error, cuts=floats, df=df)
    unclear = _unclear_cut(mean, cuts=cuts, near=near, scale_ends=scale_ends)
    if unclear is not None:
        return Placement(index, probabilities, (unclear, unclear + 1))
    if float(probabilities.max()) >= SURE_FROM:
        return Placement(index, probabilities, None)
    neighbours = [other for other in (index - 1, index + 1) if 0 <= other <= len(cuts)]
    other = max(neighbours, key=lambda level: probabilities[level])
    return Placement(index, probabilities, (min(index, other), max(index, other)))


def _unclear_cut(
    mean: CodedMean, *, cuts: Sequence[Fraction], near: Fraction, scale_ends: tuple[float, float]
) -> int | None:
    """The cut a score is too near to, or that a coded score may lie on either side of."""
    lowest, highest = mean.within(*scale_ends)
    close = [i for i, cut in enumerate(cuts) if lowest - near < cut < highest + near]
    return min(close, key=lambda i: abs(cuts[i] - mean.value), default=None)


def outward(ends: tuple[float, float], *, low: float, high: float, everyone: bool, bound: Bound) -> Interval:
    """Round an interval outward to 0.1, keep it on the scale, and open it where the score is coded.

    Raises:
        ValueError: there is no interval; nothing is published for a single person.
    """
    if any(math.isnan(end) for end in ends):
        raise ValueError("an interval needs two answers")
    lower = low if bound == "at_most" else max(low, math.floor(10 * ends[0] + _SLACK) / 10)
    upper = high if bound == "at_least" else min(high, math.ceil(10 * ends[1] - _SLACK) / 10)
    return Interval(low=float(lower), high=float(upper), everyone_answered=everyone)
