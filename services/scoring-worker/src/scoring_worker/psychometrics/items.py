"""One item: its counts per option and what they say. Arrays in, arrays out; NaN where undefined."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
"""Shape (..., n_options): answers per option, lowest first; the axes before are schools, items, anything."""
Values = NDArray[np.float64]
"""Shape (...): one value for each row of counts; NaN where it is not defined."""


def divided(numerator: NDArray[np.generic], denominator: NDArray[np.generic]) -> Values:
    """Divide element by element; NaN where the denominator is 0."""
    known = np.where(np.asarray(denominator) == 0, np.nan, denominator)
    return np.asarray(np.asarray(numerator) / known, dtype=np.float64)


def options_first(counts: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Options as the first axis, and their places 0..K-1 along it: numpy is fast along the last axis only.

    Args:
        counts: shape (..., n_options).

    Returns:
        Shapes (n_options, ...) and (n_options, 1, ...).
    """
    by_option = np.ascontiguousarray(np.moveaxis(np.asarray(counts), -1, 0))
    return by_option, np.arange(len(by_option)).reshape(-1, *[1] * (by_option.ndim - 1))


def added(terms: NDArray[Any]) -> NDArray[Any]:
    """Add along the first axis, one after the other: to the last bit the same alone and among many."""
    return np.asarray(reduce(np.add, terms))


def item_mean(counts: NDArray[Any], *, low: int) -> Values:
    """Mean answer in scale points; NaN if nobody answered."""
    by_option, places = options_first(counts)
    return np.asarray(low + divided((by_option * places).sum(axis=0), by_option.sum(axis=0)))


def item_variance(counts: Counts) -> Values:
    """Sample variance of the answers in squared scale points; NaN below two answers."""
    by_option, places = options_first(counts)
    n, total = by_option.sum(axis=0), (by_option * places).sum(axis=0)
    # Whole numbers up to the last step: n Σx² - (Σx)² is exact.
    return divided(n * (by_option * places**2).sum(axis=0) - total**2, n * (n - 1))


def share_of(counts: Counts, *, options: Sequence[int], low: int) -> Values:
    """Share of the answers that chose one of these answer values; NaN if nobody answered."""
    by_option, _ = options_first(counts)
    chosen = by_option[[option - low for option in options]].sum(axis=0)
    return divided(chosen, by_option.sum(axis=0))
