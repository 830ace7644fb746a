"""Uncertainty about a faculty of which only some answered.

The faculty is finite: what is not known is only what the missing people would have said. Without the
finite-population correction intervals are two to four times too wide at real response rates.

Everything is element by element over arrays of any shape (or plain numbers). `eligible` is N, NaN where it is
not known. An interval is the last axis of an array, (lower, upper); NaN where it is not defined.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from scoring_worker.psychometrics.items import Values, divided

Z_95 = float(special.ndtri(0.975))
"""Two-sided 95 % point of the normal distribution."""

Intervals = NDArray[np.float64]
"""Shape (..., 2): lower and upper end."""


def eligible_number(eligible: int | None) -> float:
    """N as a number: NaN where it is not known."""
    return np.nan if eligible is None else float(eligible)


def unseen_share(n: ArrayLike, eligible: ArrayLike) -> Values:
    """Share of the faculty that did not answer, 1 - n/N; 1 where N is not known (no correction).

    Args:
        n: people who answered; NaN comes out where it is 0.
        eligible: N, people eligible; never taken as fewer than n.
    """
    n, eligible = np.asarray(n), np.asarray(eligible, dtype=np.float64)
    share = np.where(np.isnan(eligible), 1.0, 1 - divided(n, np.maximum(eligible, n)))
    return np.asarray(np.where(n > 0, share, np.nan))


def standard_error(variance: ArrayLike, *, n: ArrayLike, eligible: ArrayLike) -> Values:
    """Standard error of the faculty's mean, sqrt(s²/n (1 - n/N)), in the unit of the scores."""
    return np.asarray(np.sqrt(divided(np.asarray(variance), np.asarray(n)) * unseen_share(n, eligible)))


def mean_interval(mean: ArrayLike, *, variance: ArrayLike, n: ArrayLike, eligible: ArrayLike) -> Intervals:
    """95 % interval for the faculty's mean, m ± t(.975, n-1) SE.

    Returns:
        NaN for n below 2. Everyone answered: both ends are the mean.

    Source:
        Cochran (1977), Sampling Techniques, ch. 2; checked against `survey::svymean` with fpc.
    """
    mean, half = np.asarray(mean), _t_95(n) * standard_error(variance, n=n, eligible=eligible)
    return np.stack(np.broadcast_arrays(mean - half, mean + half), axis=-1)


def error_of(interval: Intervals, *, n: ArrayLike) -> Values:
    """The standard error an interval of this width would come from; n persons, at least two."""
    return np.asarray((interval[..., 1] - interval[..., 0]) / 2 / _t_95(n))


def _t_95(n: ArrayLike) -> Values:
    """97.5 % point of Student's t for n persons; NaN below two. Looked up: computing it is slow."""
    sizes = np.asarray(n, dtype=np.int64)
    return np.asarray(_t_table(int(sizes.max(initial=1)).bit_length())[sizes])


@cache
def _t_table(bits: int) -> Values:
    """The point for every number of persons below 2**bits."""
    degrees = np.arange(2**bits) - 1.0
    return np.asarray(special.stdtrit(np.where(degrees > 0, degrees, np.nan), 0.975))


def wilson_interval(share: ArrayLike, *, n: ArrayLike) -> Intervals:
    """Wilson's 95 % score interval for a share.

    Args:
        share: observed share, 0 to 1; NaN where there is none.
        n: answers it rests on; may be fractional or infinite (then there is no width).

    Source:
        Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212; checked against `binom::binom.wilson`.
    """
    share, weight = np.asarray(share), divided(np.asarray(Z_95**2), np.asarray(n, dtype=np.float64))
    centre = (share + weight / 2) / (1 + weight)
    half = np.sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight)
    return np.stack([np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)], axis=-1)


def effective_answers(n: ArrayLike, *, eligible: ArrayLike) -> Values:
    """Answers an infinite population would need for the same certainty, n* = n (N - 1) / (N - n).

    Infinite if everyone answered; n itself where N is not known.
    """
    n, eligible = np.asarray(n, dtype=np.float64), np.asarray(eligible, dtype=np.float64)
    corrected = np.where(eligible > n, divided(n * (eligible - 1), eligible - n), np.inf)
    return np.asarray(np.where(np.isnan(eligible), n, corrected))


def share_interval(share: ArrayLike, *, n: ArrayLike, eligible: ArrayLike) -> Intervals:
    """95 % interval for the share of the whole faculty: Wilson's with n*."""
    return wilson_interval(share, n=effective_answers(n, eligible=eligible))
