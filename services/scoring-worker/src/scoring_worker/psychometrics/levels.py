"""Where a factor lies on the developmental continuum, and how sure that is.

`level_index`, `tipping_point` and `worst_case_bounds` are plain arithmetic: arrays of floats at full
precision, or exact fractions where the result is rounded for publication.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

SURE_FROM = 0.6
"""Below this probability of the most probable level the score lies between two."""
NEAR_CUT = 0.1
"""Nearer to a cut than this, in scale points, the score lies between two levels."""

_SLACK = 1e-9


def level_index(mean: Any, *, cuts: Sequence[Any]) -> Any:
    """Which level a mean lies in, 0 the lowest; a cut belongs to the level above it.

    Args:
        mean: a number or an array of any shape.
        cuts: ascending cut points.

    Returns:
        An int, or an array of ints of the mean's shape.
    """
    return sum(mean >= cut for cut in cuts)


def level_probabilities(
    mean: ArrayLike, *, error: ArrayLike, cuts: Sequence[float], df: ArrayLike | None
) -> NDArray[np.float64]:
    """Probability of each level, P(k) = F((c_k - m)/s) - F((c_{k-1} - m)/s).

    Args:
        mean: m, in scale points, any shape; NaN where there is none.
        error: s, its standard error, in scale points; 0 puts everything on the mean's own level.
        cuts: ascending cut points in scale points.
        df: degrees of freedom of F, a t distribution; None for the normal distribution.

    Returns:
        Shape (..., n_levels), lowest level first, summing to 1; NaN without a mean or an error.
    """
    distance = np.asarray(cuts, dtype=np.float64) - np.asarray(mean, dtype=np.float64)[..., np.newaxis]
    width = np.asarray(error, dtype=np.float64)[..., np.newaxis]
    with np.errstate(divide="ignore", invalid="ignore"):
        # A mean on a cut has reached the level above, whatever 0/0 may be.
        z = np.where((width == 0) & (distance == 0), -np.inf, distance / width)
    below = special.ndtr(z) if df is None else special.stdtr(np.asarray(df)[..., np.newaxis], z)
    ends = np.zeros_like(below[..., :1])
    return np.diff(np.concatenate([ends, below, ends + 1], axis=-1), axis=-1)


def between_levels(
    mean: ArrayLike, *, probabilities: NDArray[np.float64], cuts: Sequence[float]
) -> NDArray[np.bool_]:
    """Tell whether a score lies between two levels: no level probable enough, or a cut too near.

    Args:
        mean: in scale points, shape (...).
        probabilities: of each level, shape (..., n_levels).
        cuts: ascending cut points in scale points.
    """
    distance = np.abs(np.asarray(mean)[..., np.newaxis] - np.asarray(cuts, dtype=np.float64))
    # 4.1 is not nearer than 0.1 to 4.0, whatever the last bit says.
    near = distance.min(axis=-1) < NEAR_CUT - _SLACK
    return np.asarray(near | (probabilities.max(axis=-1) < SURE_FROM))


@dataclass(frozen=True, eq=False)
class Tipping:
    """How different the missing people would have to be to move the level.

    Attributes:
        difference: (m - cut) / (1 - n/N), in scale points: positive, so much lower; negative, so much higher.
            NaN if everyone answered (nobody is left to move it) or N is not known.
        cut: index of the cut that would be crossed.
    """

    difference: NDArray[Any]
    cut: NDArray[np.intp]


def tipping_point(mean: Any, *, cuts: Sequence[Any], unseen: Any) -> Tipping:
    """Tipping point at the nearest cut; of two equally near the lower.

    Args:
        mean: m, in scale points: a number, a fraction or an array.
        cuts: ascending cut points in scale points.
        unseen: share of the faculty that did not answer, 1 - n/N; NaN where N is not known.
    """
    distance = np.asarray(mean)[..., np.newaxis] - np.asarray(cuts)
    cut = np.argmin(np.abs(distance), axis=-1)
    nearest = np.take_along_axis(distance, cut[..., np.newaxis], axis=-1)[..., 0]
    movable = np.asarray(np.asarray(unseen) > 0, dtype=np.bool_)
    difference = np.full(np.broadcast_shapes(nearest.shape, movable.shape), np.nan, dtype=nearest.dtype)
    np.divide(nearest, unseen, out=difference, where=movable)
    return Tipping(difference=difference, cut=cut)


def worst_case_bounds(mean: Any, *, unseen: Any, low: int, high: int) -> tuple[Any, Any]:
    """Where the faculty's mean lies whatever the missing people would have said.

    Args:
        mean: m, in scale points: a number, a fraction or an array.
        unseen: share of the faculty that did not answer, 1 - n/N; NaN where N is not known.
        low: lowest answer value L.
        high: highest answer value H.

    Returns:
        (n m + (N - n) L) / N and (n m + (N - n) H) / N, in scale points.
    """
    return mean - unseen * (mean - low), mean + unseen * (high - mean)
