"""One item: its counts per option and what they say."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
"""Shape (n_options,): answers per option, lowest first."""


def item_mean(counts: Counts, *, low: int) -> float | None:
    """Mean answer in scale points; None if nobody answered."""
    n = int(counts.sum())
    return None if n == 0 else low + int(counts @ np.arange(counts.size)) / n


def item_variance(counts: Counts) -> float | None:
    """Sample variance of the answers in squared scale points; None below two answers."""
    n = int(counts.sum())
    if n < 2:  # noqa: PLR2004 - a variance needs two
        return None
    places = np.arange(counts.size)
    # Whole numbers up to the last step: n Σx² - (Σx)² is exact.
    return (n * int(counts @ places**2) - int(counts @ places) ** 2) / (n * (n - 1))


def share_of(counts: Counts, *, options: Sequence[int], low: int) -> float | None:
    """Share of the answers that chose one of these answer values; None if nobody answered."""
    n = int(counts.sum())
    return None if n == 0 else int(sum(counts[option - low] for option in options)) / n
