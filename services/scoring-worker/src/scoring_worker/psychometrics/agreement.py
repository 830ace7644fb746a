"""Within-group agreement of one item or one factor, for any number of schools and items at once.

Every function takes counts per option in the last axis, or a `Tally` of them where several are wanted, and
returns an array over the axes before it; NaN where an index is not defined. All of them are the same
before and after reversal of an item.

Checked against R: `multilevel` 2.8 (rwg, rwg.j, ad.m, awg) and `agrmt` 1.42 (agreement, consensus).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.items import Counts, Tally, Values, added, divided, tally


def uniform_variance(n_options: int) -> float:
    """Variance of answers spread evenly over the options, in squared steps: (K² - 1) / 12."""
    return (n_options**2 - 1) / 12


def rwg(counts: Counts | Tally) -> Values:
    """Agreement of one item, r_WG, against a uniform null; truncated at 0, NaN below two answers.

    Args:
        counts: shape (..., n_options), answers per option.

    Returns:
        Shape (...), 0 to 1.

    Source:
        James, Demaree & Wolf (1984), J. Appl. Psychol. 69(1), 85-98.
    """
    own = tally(counts)
    return np.asarray(np.maximum(1 - own.variance / uniform_variance(len(own.by_option)), 0.0))


def mean_deviation(counts: Counts | Tally) -> Values:
    """AD_M of one item: mean distance of the answers from their mean, in scale points; NaN if empty.

    Args:
        counts: shape (..., n_options).

    Source:
        Burke, Finkelstein & Dusig (1999), Organ. Res. Methods 2(1), 49-68.
    """
    own = tally(counts)
    return divided(added(own.by_option * own.distance), own.n)


def a_wg(counts: Counts | Tally) -> Values:
    """Agreement relative to the largest variance the mean allows, a_WG, from -1 to 1.

    NaN where it is not defined: fewer than two answers, or a mean so near an end of the scale that
    the answers could not be further apart. All at the very end is 1, as in R.

    Args:
        counts: shape (..., n_options).

    Source:
        Brown & Hauenstein (2005), Organ. Res. Methods 8(2), 165-184.
    """
    own = tally(counts)
    high, n, total, mean = len(own.by_option) - 1, own.n, own.total, own.mean
    largest = (high * mean - mean**2) * divided(n, n - 1)
    relative = 1 - 2 * divided(own.variance, largest)
    # The bounds of the mean, in whole numbers: (L(n-1) + H) / n and (H(n-1) + L) / n with L = 0.
    within = (high <= total) & (total <= high * (n - 1))
    at_an_end = (total == 0) | (total == high * n)
    defined = np.where(at_an_end, 1.0, np.where(within, relative, np.nan))
    return np.asarray(np.where(n > 1, defined, np.nan))


def consensus(counts: NDArray[np.float64] | Counts | Tally) -> Values:
    """Tastle and Wierman's consensus, 0 (two equal camps at the ends) to 1 (identical); NaN if empty.

    Args:
        counts: shape (..., n_options); shares or fractional counts will do.

    Source:
        Tastle & Wierman (2007), Int. J. Approx. Reason. 45(3), 531-545.
    """
    own = tally(counts)
    # An unused option may lie a whole scale away from the mean; it counts for nothing.
    closeness = np.where(own.by_option == 0, 1.0, 1 - own.distance / (len(own.by_option) - 1))
    return np.asarray(1 + divided(added(own.by_option * np.log2(closeness)), own.n))


def agreement_a(counts: Counts | Tally) -> Values:
    """Van der Eijk's agreement A, -1 (two camps) over 0 (even) to 1 (one option); NaN if empty.

    The counts are cut into layers of equal height; each layer is a pattern of used options with an
    agreement of its own, and A is their mean weighted by size.

    Args:
        counts: shape (..., n_options).

    Source:
        Van der Eijk (2001), Qual. Quant. 35(3), 325-341.
    """
    own = tally(counts)
    by_option = own.by_option
    order = np.argsort(-by_option, axis=0)
    heights = np.take_along_axis(by_option, order, axis=0)
    # Layer j holds the j + 1 most used options; equal heights make layers of no thickness.
    steps = heights - np.concatenate([heights[1:], np.zeros_like(heights[:1])])
    layers = _pattern_agreement(len(by_option))[np.cumsum(1 << order, axis=0)]
    return divided(added(layers * steps * (own.places + 1)), own.n)


@cache
def _pattern_agreement(n_options: int) -> NDArray[np.float64]:
    """Agreement U (1 - (S - 1)/(K - 1)) of every pattern of used options, shape (2**K,), bit k = option k.

    U compares the triples of options that keep to one peak (110, 011) with those that break it (101).
    """
    used = (np.arange(2**n_options)[:, np.newaxis] >> np.arange(n_options)) & 1
    before = np.cumsum(used, axis=1) - used
    after = used.sum(axis=1, keepdims=True) - before - used
    gap = 1 - used
    broken = np.sum(gap * before * after, axis=1)
    kept = np.sum(gap * (before * (before - 1) + after * (after - 1)) // 2, axis=1)
    size = used.sum(axis=1)
    judged = (n_options > 2) & (size > 1) & (size < n_options)  # noqa: PLR2004 - two options have no middle
    unimodality = np.where(
        judged,
        divided((n_options - 2) * kept - (n_options - 1) * broken, (n_options - 2) * (kept + broken)),
        1.0,
    )
    return np.asarray(unimodality * (1 - (size - 1) / (n_options - 1)))


def rwg_j(counts: Counts | Tally) -> Values:
    """Multi-item within-group agreement, r_WG(J), against a uniform null, 0 to 1.

    Args:
        counts: shape (..., n_items, n_options), the answers there are to each item: a skipped item is left
            out of that item's variance only (as `multilevel::rwg.j` does).

    Returns:
        Shape (...); NaN if an item has fewer than two answers. A mean variance above the null gives 0.

    Source:
        James, Demaree & Wolf (1984), J. Appl. Psychol. 69(1), 85-98.
    """
    ratio = np.minimum(1 - rwg_j_star(counts), 1.0)
    agreed = tally(counts).by_option.shape[-1] * (1 - ratio)
    return np.asarray(agreed / (agreed + ratio))


def rwg_j_star(counts: Counts | Tally) -> Values:
    """r*_WG(J): 1 - mean item variance / null, untruncated, so it may be negative; arguments as `rwg_j`.

    Source:
        Lindell, Brandt & Whitney (1999), Appl. Psychol. Meas. 23(2), 127-135.
    """
    own = tally(counts)
    return np.asarray(1 - own.variance.mean(axis=-1) / uniform_variance(len(own.by_option)))


def mean_deviation_j(counts: Counts | Tally) -> Values:
    """AD_M(J): mean of the items' AD_M, in scale points; NaN if nobody answered.

    Args:
        counts: shape (..., n_items, n_options), of those who answered every item (as `multilevel::ad.m`).

    Source:
        Burke, Finkelstein & Dusig (1999), Organ. Res. Methods 2(1), 49-68.
    """
    return np.asarray(mean_deviation(counts).mean(axis=-1))


def a_wg_j(counts: Counts | Tally) -> Values:
    """a_WG(J): mean of the items' a_WG over the items that have one; NaN if none has.

    Args:
        counts: shape (..., n_items, n_options), of those who answered every item (as `multilevel::awg`).

    Source:
        Brown & Hauenstein (2005), Organ. Res. Methods 8(2), 165-184.
    """
    relative = a_wg(counts)
    known = ~np.isnan(relative)
    return divided(np.where(known, relative, 0.0).sum(axis=-1), known.sum(axis=-1))
