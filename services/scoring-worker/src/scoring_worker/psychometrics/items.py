"""One item: its counts per option and what they say. Arrays in, arrays out; NaN where undefined."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
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


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts with the options as first axis, and their sums: found once, used by every index.

    Numpy is fast along the last axis only, which is long where there are many schools or items.

    Attributes:
        by_option: shape (n_options, ...).
        places: shape (n_options, 1, ...), 0 for the lowest option.
    """

    by_option: NDArray[Any]
    places: NDArray[np.int64]

    @cached_property
    def n(self) -> NDArray[Any]:
        """Answers, shape (...)."""
        return np.asarray(self.by_option.sum(axis=0))

    @cached_property
    def total(self) -> NDArray[Any]:
        """Sum of the places of the answers, shape (...)."""
        return np.asarray((self.by_option * self.places).sum(axis=0))

    @cached_property
    def mean(self) -> Values:
        """Mean place, shape (...); NaN without answers."""
        return divided(self.total, self.n)

    @cached_property
    def distance(self) -> NDArray[np.float64]:
        """How far each option lies from the mean, shape (n_options, ...)."""
        return np.asarray(np.abs(self.places - self.mean))

    @cached_property
    def variance(self) -> Values:
        """Sample variance, shape (...); NaN below two answers."""
        squares = (self.by_option * self.places**2).sum(axis=0)
        # Whole numbers up to the last step: n Σx² - (Σx)² is exact.
        return divided(self.n * squares - self.total**2, self.n * (self.n - 1))


def tally(counts: "NDArray[Any] | Tally") -> Tally:
    """Counts, options last, as a tally; a tally as itself."""
    if isinstance(counts, Tally):
        return counts
    by_option = np.ascontiguousarray(np.moveaxis(np.asarray(counts), -1, 0))
    places = np.arange(len(by_option)).reshape(-1, *[1] * (by_option.ndim - 1))
    return Tally(by_option=by_option, places=places)


def added(terms: NDArray[Any]) -> NDArray[Any]:
    """Add along the first axis, one after the other: to the last bit the same alone and among many."""
    return np.asarray(reduce(np.add, terms))


def item_mean(counts: NDArray[Any] | Tally, *, low: int) -> Values:
    """Mean answer in scale points; NaN if nobody answered."""
    return np.asarray(low + tally(counts).mean)


def item_variance(counts: Counts | Tally) -> Values:
    """Sample variance of the answers in squared scale points; NaN below two answers."""
    return tally(counts).variance


def share_of(counts: Counts | Tally, *, options: Sequence[int], low: int) -> Values:
    """Share of the answers that chose one of these answer values; NaN if nobody answered."""
    own = tally(counts)
    return divided(own.by_option[[option - low for option in options]].sum(axis=0), own.n)
