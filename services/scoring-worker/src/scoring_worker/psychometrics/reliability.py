"""Reliability of a factor over a district: alpha and the intraclass correlations.

Omega and the REML variance components are later work; nothing here stands in for them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Ratings = NDArray[np.float64]
"""Shape (n_persons, n_items), in scale points after reversal; NaN marks a skipped item."""


def cronbach_alpha(ratings: Ratings) -> float | None:
    """Cronbach's alpha from the pairwise covariances (as `psych::alpha`, raw).

    A negative value is legal: the items then work against each other.

    Returns:
        None for fewer than two items, a pair of items that fewer than two persons answered both of,
        or no variance at all.

    Source:
        Cronbach (1951), Psychometrika 16(3), 297-334.
    """
    n_items = ratings.shape[1]
    if n_items < 2:  # noqa: PLR2004 - one item has nothing to agree with
        return None
    covariance = _pairwise_covariance(ratings)
    if covariance is None or covariance.sum() <= 0:
        return None
    return float(n_items / (n_items - 1) * (1 - np.trace(covariance) / covariance.sum()))


def _pairwise_covariance(ratings: Ratings) -> NDArray[np.float64] | None:
    """Covariances over the persons who answered both items of a pair; None where fewer than two did."""
    seen = (~np.isnan(ratings)).astype(np.float64)
    values = np.nan_to_num(ratings)
    both = seen.T @ seen
    if bool(np.any(both < 2)):  # noqa: PLR2004 - a covariance needs two
        return None
    sums = values.T @ seen
    return np.asarray((values.T @ values - sums * sums.T / both) / (both - 1))


def feldt_interval(alpha: float, *, n_persons: int, n_items: int) -> tuple[float, float] | None:
    """95 % interval for alpha by Feldt's F distribution; None for fewer than two persons or items.

    Source:
        Feldt (1965), Psychometrika 30(3), 357-370.
    """
    if n_persons < 2 or n_items < 2:  # noqa: PLR2004 - no degrees of freedom
        return None
    df1, df2 = n_persons - 1, (n_persons - 1) * (n_items - 1)
    upper, lower = special.fdtri(df1, df2, 0.975), special.fdtri(df1, df2, 0.025)
    return float(1 - (1 - alpha) * upper), float(1 - (1 - alpha) * lower)


@dataclass(frozen=True)
class IntraclassCorrelations:
    """How much schools differ (icc1: one person's score) and how stable a school's mean is (icc2)."""

    icc1: float
    icc2: float


def intraclass(groups: list[NDArray[np.float64]]) -> IntraclassCorrelations | None:
    """ICC(1) and ICC(2) from a one-way analysis of variance, with the arithmetic mean group size.

    Args:
        groups: person scores of each school, in scale points; empty groups are left out.

    Returns:
        None with fewer than two groups, no more persons than groups, or no variance.

    Source:
        Bliese (2000); checked against `multilevel::ICC1` and `ICC2`.
    """
    used = [scores for scores in groups if scores.size > 0]
    n, n_groups = sum(scores.size for scores in used), len(used)
    if n_groups < 2 or n <= n_groups:  # noqa: PLR2004 - nothing to compare
        return None
    grand = sum(float(scores.sum()) for scores in used) / n
    between = sum(scores.size * (float(scores.mean()) - grand) ** 2 for scores in used) / (n_groups - 1)
    within = sum(float(np.sum((scores - scores.mean()) ** 2)) for scores in used) / (n - n_groups)
    size = n / n_groups
    if between == 0 or between + (size - 1) * within == 0:
        return None
    return IntraclassCorrelations(
        icc1=(between - within) / (between + (size - 1) * within), icc2=(between - within) / between
    )
