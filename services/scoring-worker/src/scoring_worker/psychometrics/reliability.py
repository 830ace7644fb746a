"""Reliability of a factor over a district: alpha and its kin, and the intraclass correlations.

Everything about items follows from their pairwise covariances, as in `psych::alpha`: a pair of items uses the
persons who answered both.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from scoring_worker.psychometrics.grouped import alpha

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
    covariance = pairwise_covariance(ratings)
    return None if covariance is None else _alpha(covariance)


def cronbach_alpha_listwise(ratings: Ratings) -> float | None:
    """Alpha over the persons who answered every item (as `multilevel::cronbach`)."""
    return cronbach_alpha(ratings[~np.isnan(ratings).any(axis=1)])


def pairwise_covariance(ratings: Ratings) -> NDArray[np.float64] | None:
    """Covariances over the persons who answered both items of a pair; None where fewer than two did."""
    seen = (~np.isnan(ratings)).astype(np.float64)
    values = np.nan_to_num(ratings)
    both = seen.T @ seen
    if bool(np.any(both < 2)):  # noqa: PLR2004 - a covariance needs two
        return None
    sums = values.T @ seen
    return np.asarray((values.T @ values - sums * sums.T / both) / (both - 1))


def _alpha(covariance: NDArray[np.float64]) -> float | None:
    found = float(alpha(covariance))
    return None if math.isnan(found) else found


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


def average_correlation(ratings: Ratings) -> float | None:
    """Mean correlation between items, -1 to 1 (as `psych::alpha`, average_r).

    Returns:
        None for fewer than two items, too few answers for a pair, or an item all answered alike.
    """
    covariance = pairwise_covariance(ratings)
    return None if covariance is None else _mean_correlation(covariance)


def _mean_correlation(covariance: NDArray[np.float64]) -> float | None:
    usable = np.all(np.isfinite(covariance)) and np.all(np.diag(covariance) > 0)
    if len(covariance) < 2 or not usable:  # noqa: PLR2004 - a pair
        return None
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    return float(correlation[np.triu_indices(len(correlation), k=1)].mean())


def standardised_alpha(ratings: Ratings) -> float | None:
    """Alpha of items brought to the same spread, k r / (1 + (k - 1) r) with r the mean correlation.

    Returns:
        None where the mean correlation is, or where it cancels the items' variance out.

    Source:
        Cronbach (1951); checked against `psych::alpha`, std.alpha.
    """
    mean, n_items = average_correlation(ratings), int(ratings.shape[1])
    if mean is None or 1 + (n_items - 1) * mean <= 0:
        return None
    return n_items * mean / (1 + (n_items - 1) * mean)


def spearman_brown(ratings: Ratings) -> float | None:
    """Reliability of a factor of exactly two items, 2 r / (1 + r); None for any other number.

    Alpha underestimates such a factor unless both items have the same spread.

    Source:
        Spearman (1910) and Brown (1910), Br. J. Psychol. 3; for two items Eisinga, te Grotenhuis & Pelzer
        (2013), Int. J. Public Health 58(4), 637-642.
    """
    return standardised_alpha(ratings) if ratings.shape[1] == 2 else None  # noqa: PLR2004 - a pair


def spearman_brown_of(covariance: NDArray[np.float64]) -> float | None:
    """`spearman_brown` from the covariances of a factor's items, shape (n_items, n_items)."""
    correlation = _mean_correlation(covariance) if len(covariance) == 2 else None  # noqa: PLR2004 - a pair
    if correlation is None or correlation <= -1:
        return None
    return 2 * correlation / (1 + correlation)


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


def item_reliability(ratings: Ratings) -> ItemReliability | None:
    """What each item adds, from the pairwise covariances (as `psych::alpha`, r.drop and raw_alpha).

    Returns:
        None for fewer than two items or a pair of items that fewer than two persons answered both of.
    """
    covariance = pairwise_covariance(ratings)
    if covariance is None or len(covariance) < 2:  # noqa: PLR2004 - no others
        return None
    own = np.diag(covariance)
    with_others = covariance.sum(axis=1) - own
    others = covariance.sum() - 2 * with_others - own
    usable = (own > 0) & (others > 0)
    spread = np.sqrt(np.where(usable, own * others, 1.0))
    remaining = [np.delete(np.delete(covariance, item, axis=0), item, axis=1) for item in range(len(own))]
    dropped = [_alpha(part) for part in remaining]
    return ItemReliability(
        item_rest=np.where(usable, with_others / spread, np.nan),
        alpha_if_dropped=np.array([np.nan if alpha is None else alpha for alpha in dropped]),
    )


@dataclass(frozen=True)
class IntraclassCorrelations:
    """How much schools differ (icc1: one person's score) and how stable a school's mean is (icc2)."""

    icc1: float
    icc2: float


def intraclass(groups: list[NDArray[np.float64]]) -> IntraclassCorrelations | None:
    """ICC(1) and ICC(2) of the person scores of each school; see `intraclass_correlations`."""
    used = [scores for scores in groups if scores.size > 0]
    return intraclass_correlations(
        [scores.size for scores in used],
        mean=[float(scores.mean()) for scores in used],
        within_ss=[float(np.sum((scores - scores.mean()) ** 2)) for scores in used],
    )


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
        None with fewer than two groups, no more persons than groups, or no variance.

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
    if between == 0 or between + others * within == 0:
        return None
    return IntraclassCorrelations(
        icc1=(between - within) / (between + others * within), icc2=(between - within) / between
    )
