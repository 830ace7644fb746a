"""One item: its counts per option and what they say. Arrays in, arrays out; NaN where undefined."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
"""Shape (..., n_options): answers per option, lowest first; the axes before are schools, items, anything."""
Values = NDArray[np.float64]
"""Shape (...): one value for each row of counts; NaN where it is not defined."""


def divided(numerator: NDArray[np.generic], denominator: NDArray[np.generic]) -> Values:
    """Divide element by element; NaN where the denominator is 0."""
    out = np.full(np.broadcast_shapes(np.shape(numerator), np.shape(denominator)), np.nan)
    return np.asarray(np.divide(numerator, denominator, out=out, where=np.asarray(denominator) != 0))


def item_mean(counts: Counts, *, low: int) -> Values:
    """Mean answer in scale points; NaN if nobody answered."""
    counts = np.asarray(counts)
    return np.asarray(low + divided(counts @ np.arange(counts.shape[-1]), counts.sum(axis=-1)))


def item_variance(counts: Counts) -> Values:
    """Sample variance of the answers in squared scale points; NaN below two answers."""
    counts = np.asarray(counts)
    places, n = np.arange(counts.shape[-1]), counts.sum(axis=-1)
    # Whole numbers up to the last step: n Σx² - (Σx)² is exact.
    return divided(n * (counts @ places**2) - (counts @ places) ** 2, n * (n - 1))


def share_of(counts: Counts, *, options: Sequence[int], low: int) -> Values:
    """Share of the answers that chose one of these answer values; NaN if nobody answered."""
    counts = np.asarray(counts)
    chosen = counts[..., [option - low for option in options]].sum(axis=-1)
    return divided(chosen, counts.sum(axis=-1))
