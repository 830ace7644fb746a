"""Reliability of a factor over a district: alpha and its kin, and the intraclass correlations.

Everything about items follows from their pairwise covariances, as in `psych::alpha`: a pair of items uses the
persons who answered both.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from scoring_worker.psychometrics.grouped import CANCELLED, CrossProducts, alpha
from scoring_worker.psychometrics.variance_components import ROUNDING

Ratings = NDArray[np.float64]
"""Shape (n_persons, n_items), in scale points after reversal; NaN marks a skipped item."""

Covariance = NDArray[np.float64]
"""Shape (n_items, n_items), in squared scale points; NaN where too few answered both items."""


def cronbach_alpha(ratings: Ratings) -> float | None:
    """Cronbach's alpha from the pairwise covariances (as `psych::alpha`, raw); see `grouped.alpha`.

    Returns:
        None for fewer than two items, a pair of items that fewer than two persons answered both of,
        or no variance at all.
    """
    found = float(alpha(pairwise_covariance(ratings)))
    return None if math.isnan(found) else found


def pairwise_covariance(ratings: Ratings) -> Covariance:
    """Covariances over the persons who answered both items of a pair; NaN where fewer than two did."""
    seen = (~np.isnan(ratings)).astype(np.float64)
    values = np.nan_to_num(ratings)
    return CrossProducts(both=seen.T @ seen, sums=values.T @ seen, products=values.T @ values).covariance


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


def average_correlation(covariance: Covariance) -> float | None:
    """Mean correlation between items, -1 to 1 (as `psych::alpha`, average_r).

    Returns:
        None for fewer than two items, a covariance that is not there, or an item all answered alike.
    """
    own = np.diag(covariance)
    if len(own) < 2 or not np.all(np.isfinite(covariance)) or not np.all(own > 0):  # noqa: PLR2004 - a pair
        return None
    correlation = covariance / np.sqrt(np.outer(own, own))
    return float(correlation[np.triu_indices(len(own), k=1)].mean())


def standardised_alpha(covariance: Covariance) -> float | None:
    """Alpha of items brought to the same spread, k r / (1 + (k - 1) r) with r the mean correlation.

    Returns:
        None where the mean correlation is, or where it cancels the items' variance out.

    Source:
        Cronbach (1951); checked against `psych::alpha`, std.alpha.
    """
    mean, n_items = average_correlation(covariance), len(covariance)
    if mean is None or 1 + (n_items - 1) * mean <= CANCELLED:
        return None
    return n_items * mean / (1 + (n_items - 1) * mean)


def spearman_brown(covariance: Covariance) -> float | None:
    """Reliability of a factor of exactly two items, 2 r / (1 + r); None for any other number.

    Alpha underestimates such a factor unless both items have the same spread.

    Source:
        Spearman (1910) and Brown (1910), Br. J. Psychol. 3; for two items Eisinga, te Grotenhuis & Pelzer
        (2013), Int. J. Public Health 58(4), 637-642.
    """
    return standardised_alpha(covariance) if len(covariance) == 2 else None  # noqa: PLR2004 - a pair


@dataclass(frozen=True)
class ItemReliability:
    """How each item serves its factor; shape (n_items,), NaN where undefined.

    Attributes:
        item_rest: correlation of the item with the sum of the others, -1 to 1; near 0 or negative: it does
            not belong, or should have been reversed.
        alpha_if_dropped: alpha of the others; above the factor's alpha: the item takes reliability away.
    """

    item_rest: NDArray[np.float64]
    alpha_if_dropped: NDArray[np.float64]


def item_reliability(covariance: Covariance) -> ItemReliability:
    """What each item adds to a factor, from covariances (as `psych::alpha`, r.drop, alpha.drop)."""
    own = np.diag(covariance)
    with_others = covariance.sum(axis=1) - own
    others = covariance.sum() - 2 * with_others - own
    left = others > CANCELLED * (own.sum() - own)
    spread = np.sqrt(np.where((own > 0) & left, own * others, np.nan))
    kept = [np.delete(np.arange(len(own)), item) for item in range(len(own))]
    return ItemReliability(
        item_rest=np.asarray(with_others / spread),
        alpha_if_dropped=np.array([float(alpha(covariance[np.ix_(rest, rest)])) for rest in kept]),
    )


@dataclass(frozen=True)
class IntraclassCorrelations:
    """How much schools differ (icc1: one person's score) and how stable a school's mean is (icc2)."""

    icc1: float
    icc2: float


def intraclass_correlations(
    n: ArrayLike, *, mean: ArrayLike, within_ss: ArrayLike
) -> IntraclassCorrelations | None:
    """ICC(1) and ICC(2) from a one-way analysis of variance, with the arithmetic mean group size.

    Args:
        n: persons per school, shape (n_schools,); schools without persons or without a mean are left out.
        mean: school means, in scale points, shape (n_schools,).
        within_ss: sum of squared deviations from the school's own mean, in squared scale points, shape
            (n_schools,); NaN counts as 0, what a single person has.

    Returns:
        None with fewer than two groups, no more persons than groups, or no variance between them.

    Source:
        Bliese (2000); checked against `multilevel::ICC1` and `ICC2`.
    """
    count, means = np.asarray(n, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    used = (count > 0) & np.isfinite(means)
    count, means = count[used], means[used]
    persons, n_groups = float(count.sum()), count.size
    if n_groups < 2 or persons <= n_groups:  # noqa: PLR2004 - nothing to compare
        return None
    between = float(count @ (means - count @ means / persons) ** 2) / (n_groups - 1)
    within = float(np.nansum(np.asarray(within_ss, dtype=np.float64)[used])) / (persons - n_groups)
    others = persons / n_groups - 1
    # Equal means may differ in their last bit; dividing by that would make any number.
    nothing = persons * (ROUNDING * float(np.abs(means).max())) ** 2
    if between <= nothing or between + others * within == 0:
        return None
    return IntraclassCorrelations(
        icc1=(between - within) / (between + others * within), icc2=(between - within) / between
    )
