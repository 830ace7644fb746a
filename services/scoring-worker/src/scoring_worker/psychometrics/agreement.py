"""Within-group agreement of one item or one factor.

Checked against R: `multilevel` 2.8 (rwg, rwg.j, ad.m, awg) and `agrmt` 1.42 (agreement, consensus).
"""

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.items import item_mean, item_variance

Counts = NDArray[np.int64]
"""Shape (n_options,): answers per option, lowest first."""


def uniform_variance(n_options: int) -> float:
    """Variance of answers spread evenly over the options, in squared steps: (K² - 1) / 12."""
    return (n_options**2 - 1) / 12


def rwg(counts: Counts) -> float | None:
    """Agreement of one item, r_WG, against a uniform null; truncated at 0, None below two answers.

    Source:
        James, Demaree & Wolf (1984), J. Appl. Psychol. 69(1), 85-98.
    """
    variance = item_variance(counts)
    if variance is None:
        return None
    return max(0.0, 1 - variance / uniform_variance(counts.size))


def mean_deviation(counts: Counts) -> float | None:
    """AD_M of one item: mean distance of the answers from their mean, in scale points; None if empty.

    Source:
        Burke, Finkelstein & Dusig (1999), Organ. Res. Methods 2(1), 49-68.
    """
    mean = item_mean(counts, low=0)
    if mean is None:
        return None
    return float(np.sum(counts * np.abs(np.arange(counts.size) - mean)) / counts.sum())


def a_wg(counts: Counts) -> float | None:
    """Agreement relative to the largest variance the mean allows, a_WG, from -1 to 1.

    None where it is not defined: fewer than two answers, or a mean so near an end of the scale that
    the answers could not be further apart. All at the very end is 1, as in R.

    Source:
        Brown & Hauenstein (2005), Organ. Res. Methods 8(2), 165-184.
    """
    n, high = int(counts.sum()), counts.size - 1
    variance, total = item_variance(counts), int(counts @ np.arange(counts.size))
    if variance is None:
        return None
    if total in {0, high * n}:
        return 1.0
    # The bounds of the mean, in whole numbers: (L(n-1) + H) / n and (H(n-1) + L) / n with L = 0.
    if not high <= total <= high * (n - 1):
        return None
    mean = total / n
    largest = (high * mean - mean**2) * n / (n - 1)
    return 1 - 2 * variance / largest


def consensus(counts: NDArray[np.float64] | Counts) -> float | None:
    """Tastle and Wierman's consensus, 0 (two equal camps at the ends) to 1 (identical); None if empty.

    Args:
        counts: shape (n_options,); shares or fractional counts will do.

    Source:
        Tastle & Wierman (2007), Int. J. Approx. Reason. 45(3), 531-545.
    """
    if counts.sum() <= 0:
        return None
    return float(consensus_of_rows(np.asarray(counts, dtype=np.float64)[np.newaxis])[0])


def consensus_of_rows(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Consensus of every row of shape (n_rows, n_options); each row must hold something."""
    shares = counts / counts.sum(axis=1, keepdims=True)
    places = np.arange(counts.shape[1])
    distance = np.abs(places - (shares @ places)[:, np.newaxis])
    # An unused option may lie a whole scale away from the mean; it counts for nothing.
    closeness = np.where(shares > 0, 1 - distance / (counts.shape[1] - 1), 1.0)
    return np.asarray(1 + np.sum(shares * np.log2(closeness), axis=1))


def agreement_a(counts: Counts) -> float | None:
    """Van der Eijk's agreement A, -1 (two camps) over 0 (even) to 1 (one option); None if empty.

    The counts are cut into layers of equal height; each layer is a pattern of used options with an
    agreement of its own, and A is their mean weighted by size.

    Source:
        Van der Eijk (2001), Qual. Quant. 35(3), 325-341.
    """
    n = int(counts.sum())
    if n == 0:
        return None
    heights = np.unique(counts[counts > 0])
    steps = np.diff(heights, prepend=0)
    layers = [(counts >= height, int(step)) for height, step in zip(heights, steps, strict=True)]
    return float(sum(_layer_agreement(used) * step * int(used.sum()) for used, step in layers) / n)


def _layer_agreement(used: NDArray[np.bool_]) -> float:
    """Agreement of one pattern of used options, U (1 - (S - 1)/(K - 1))."""
    n_options, n_used = used.size, int(used.sum())
    unimodality = 1.0
    if n_options > 2 and 1 < n_used < n_options:  # noqa: PLR2004 - with two options there is no middle
        kept, broken = _triples(used)
        unimodality = ((n_options - 2) * kept - (n_options - 1) * broken) / (
            (n_options - 2) * (kept + broken)
        )
    return unimodality * (1 - (n_used - 1) / (n_options - 1))


def _triples(used: NDArray[np.bool_]) -> tuple[int, int]:
    """Triples of options that keep to one peak (110, 011) and that break it (101)."""
    kept = broken = 0
    places = np.flatnonzero(used)
    for left, right in ((a, b) for i, a in enumerate(places) for b in places[i + 1 :]):
        between = slice(left + 1, right)
        broken += int(np.count_nonzero(~used[between]))
        kept += int(np.count_nonzero(~used[:left]) + np.count_nonzero(~used[right + 1 :]))
    return kept, broken


def _mean_item_variance(ratings: NDArray[np.float64]) -> float | None:
    """Mean of the items' variances over the answers there are; None if an item has fewer than two."""
    if ratings.shape[1] < 1 or bool(np.any(np.count_nonzero(~np.isnan(ratings), axis=0) < 2)):  # noqa: PLR2004
        return None
    return float(np.nanvar(ratings, axis=0, ddof=1).mean())


def rwg_j(ratings: NDArray[np.float64], *, n_options: int) -> float | None:
    """Multi-item within-group agreement, r_WG(J), against a uniform null, 0 to 1.

    Args:
        ratings: shape (n_raters, n_items), in scale points; NaN marks a skipped item and is left out
            of that item's variance only (as `multilevel::rwg.j` does).
        n_options: number of response options K; the null variance is (K² - 1) / 12.

    Returns:
        None if an item has fewer than two answers. A mean variance above the null gives 0.

    Source:
        James, Demaree & Wolf (1984), J. Appl. Psychol. 69(1), 85-98.
    """
    variance = _mean_item_variance(ratings)
    if variance is None:
        return None
    ratio = min(variance / uniform_variance(n_options), 1.0)
    agreed = float(ratings.shape[1]) * (1 - ratio)
    return agreed / (agreed + ratio)


def rwg_j_star(ratings: NDArray[np.float64], *, n_options: int) -> float | None:
    """r*_WG(J): 1 - mean item variance / null, untruncated, so it may be negative; arguments as `rwg_j`.

    Source:
        Lindell, Brandt & Whitney (1999), Appl. Psychol. Meas. 23(2), 127-135.
    """
    variance = _mean_item_variance(ratings)
    return None if variance is None else 1 - variance / uniform_variance(n_options)
