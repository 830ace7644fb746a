"""Uncertainty about a faculty of which only some answered.

The faculty is finite: what is not known is only what the missing people would have said. Without the
finite-population correction intervals are two to four times too wide at real response rates.
"""

import math

from scipy import special

Z_95 = float(special.ndtri(0.975))
"""Two-sided 95 % point of the normal distribution."""

Interval = tuple[float, float]


def unseen_share(n: int, eligible: int | None) -> float:
    """Share of the faculty that did not answer, 1 - n/N; 1 where N is not known (no correction).

    Args:
        n: people who answered, at least 1.
        eligible: N, people eligible; never taken as fewer than n.
    """
    return 1.0 if eligible is None else 1 - n / max(eligible, n)


def standard_error(variance: float, *, n: int, eligible: int | None) -> float:
    """Standard error of the faculty's mean, sqrt(s²/n (1 - n/N)), in the unit of the scores."""
    return math.sqrt(variance / n * unseen_share(n, eligible))


def mean_interval(mean: float, *, variance: float, n: int, eligible: int | None) -> Interval | None:
    """95 % interval for the faculty's mean, m ± t(.975, n-1) SE.

    Returns:
        None for n = 1. Everyone answered: both ends are the mean.

    Source:
        Cochran (1977), Sampling Techniques, ch. 2; checked against `survey::svymean` with fpc.
    """
    if n < 2:  # noqa: PLR2004 - one person has no spread
        return None
    half = float(special.stdtrit(n - 1, 0.975)) * standard_error(variance, n=n, eligible=eligible)
    return mean - half, mean + half


def error_of(interval: Interval, *, n: int) -> float:
    """The standard error an interval of this width would come from; n persons, at least two."""
    return (interval[1] - interval[0]) / 2 / float(special.stdtrit(n - 1, 0.975))


def wilson_interval(share: float, *, n: float) -> Interval:
    """Wilson's 95 % score interval for a share.

    Args:
        share: observed share, 0 to 1.
        n: answers it rests on; may be fractional or infinite (then there is no width).

    Source:
        Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212; checked against `binom::binom.wilson`.
    """
    if math.isinf(n):
        return share, share
    z2 = Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def effective_answers(n: int, *, eligible: int | None) -> float:
    """Answers an infinite population would need for the same certainty, n* = n (N - 1) / (N - n).

    Infinite if everyone answered; n itself where N is not known.
    """
    if eligible is None:
        return float(n)
    if eligible <= n:
        return math.inf
    return n * (eligible - 1) / (eligible - n)


def share_interval(share: float, *, n: int, eligible: int | None) -> Interval:
    """95 % interval for the share of the whole faculty: Wilson's with n*."""
    return wilson_interval(share, n=effective_answers(n, eligible=eligible))
