"""Where a factor lies on the developmental continuum, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import special

Number = TypeVar("Number", float, Fraction)
"""Full precision, or exact where the result is rounded for publication."""


def level_index(mean: Number, *, cuts: Sequence[Number]) -> int:
    """Which level a mean lies in, 0 the lowest; a cut belongs to the level above it."""
    return sum(mean >= cut for cut in cuts)


def level_probabilities(
    mean: float, *, error: float, cuts: Sequence[float], df: float | None
) -> NDArray[np.float64]:
    """Probability of each level, P(k) = F((c_k - m)/s) - F((c_{k-1} - m)/s).

    Args:
        mean: m, in scale points.
        error: s, its standard error, in scale points; 0 puts everything on the mean's own level.
        cuts: ascending cut points in scale points.
        df: degrees of freedom of F, a t distribution; None for the normal distribution.

    Returns:
        Shape (n_levels,), lowest level first, summing to 1.
    """
    if error == 0:
        return np.asarray(np.eye(len(cuts) + 1)[level_index(mean, cuts=cuts)])
    z = (np.asarray(cuts, dtype=np.float64) - mean) / error
    below = special.ndtr(z) if df is None else special.stdtr(df, z)
    return np.diff(below, prepend=0.0, append=1.0)


@dataclass(frozen=True)
class Tipping(Generic[Number]):
    """How different the missing people would have to be to move the level.

    Attributes:
        difference: (m - cut) / (1 - n/N), in scale points: positive, so much lower; negative, so much higher.
        cut: index of the cut that would be crossed.
    """

    difference: Number
    cut: int


def tipping_point(mean: Number, *, cuts: Sequence[Number], unseen: Number) -> Tipping[Number] | None:
    """Tipping point at the nearest cut; of two equally near the lower.

    Args:
        mean: m, in scale points.
        cuts: ascending cut points in scale points.
        unseen: share of the faculty that did not answer, 1 - n/N.

    Returns:
        None if everyone answered: nobody is left to move it.
    """
    if unseen <= 0:
        return None
    cut = min(range(len(cuts)), key=lambda index: abs(mean - cuts[index]))
    return Tipping(difference=(mean - cuts[cut]) / unseen, cut=cut)


def worst_case_bounds(mean: Number, *, n: int, eligible: int, low: int, high: int) -> tuple[Number, Number]:
    """Where the faculty's mean lies whatever the missing people would have said.

    Returns:
        (n m + (N - n) L) / N and (n m + (N - n) H) / N, in scale points.
    """
    total = max(eligible, n)
    missing = total - n
    return (n * mean + missing * low) / total, (n * mean + missing * high) / total
