"""Many schools at once: the rows of all of them below each other, and where each school's rows begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.items import Values, divided

CANCELLED = 1e-12
"""A variance this small, relative to that of the items, is rounding: the items cancel each other out."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Which rows belong together.

    Attributes:
        offsets: shape (n_groups + 1,), group g holds the rows offsets[g] to offsets[g + 1]; the first is 0,
            the last the number of rows; a group may be empty.
    """

    offsets: NDArray[np.int64]

    @classmethod
    def of_sizes(cls, sizes: Sequence[int]) -> Self:
        """Groups of these sizes, one after the other."""
        return cls(np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64))

    @property
    def n_groups(self) -> int:
        """How many groups, empty ones counted."""
        return self.offsets.size - 1

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Shape (n_groups,): rows of each."""
        return np.diff(self.offsets)

    @cached_property
    def labels(self) -> NDArray[np.int64]:
        """Shape (n_rows,): the group of each row."""
        return np.repeat(np.arange(self.n_groups), self.sizes)

    def total(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        """Sum each group's rows: shape (..., n_rows) to (..., n_groups); 0 for an empty group."""
        out = np.zeros((*values.shape[:-1], self.n_groups), dtype=values.dtype)
        used = self.sizes > 0
        if used.any():
            out[..., used] = np.add.reduceat(values, self.offsets[:-1][used], axis=-1)
        return out


@dataclass(frozen=True, eq=False)
class Moments:
    """Size, mean and spread of each group's scores; every attribute has shape (..., n_groups).

    Attributes:
        n: scores that are there.
        mean: NaN without any.
        squares: sum of squared distances from the mean; exactly 0 where all scores are equal.
    """

    n: NDArray[np.int64]
    mean: Values
    squares: Values

    @property
    def variance(self) -> Values:
        """Sample variance; NaN below two scores."""
        return divided(np.where(self.n > 1, self.squares, np.nan), self.n - 1)


def moments(scores: Values, groups: Groups) -> Moments:
    """Mean and spread of each group.

    Args:
        scores: shape (..., n_rows); NaN for a row that does not count.
        groups: of the rows.
    """
    counted = ~np.isnan(scores)
    n = groups.total(counted.astype(np.int64)).astype(np.int64)
    # Measured from one of the group's own scores, so that equal scores have no spread at all.
    origin = _one_score(scores, counted, groups)
    shifted = np.where(counted, scores - origin[..., groups.labels], 0.0)
    shift = divided(groups.total(shifted), n)
    away = np.where(counted, shifted - shift[..., groups.labels], 0.0)
    return Moments(n=n, mean=origin + shift, squares=np.asarray(groups.total(away**2)))


def _one_score(scores: Values, counted: NDArray[np.bool_], groups: Groups) -> Values:
    """The lowest score of each group, shape (..., n_groups); NaN without any."""
    out = np.full((*scores.shape[:-1], groups.n_groups), np.nan)
    used = groups.sizes > 0
    if used.any():
        filled = np.where(counted, scores, np.inf)
        lowest = np.minimum.reduceat(filled, groups.offsets[:-1][used], axis=-1)
        out[..., used] = np.where(np.isinf(lowest), np.nan, lowest)
    return out


@dataclass(frozen=True, eq=False)
class CrossProducts:
    """What covariances over the answers there are need; each of shape (..., n_items, n_items).

    Whole numbers, so they are exact, and those of several groups add up to those of all of them.

    Attributes:
        both: rows that answered both items.
        sums: sum of the row item's answers over those rows.
        products: sum of the products of both answers.
    """

    both: NDArray[np.float64]
    sums: NDArray[np.float64]
    products: NDArray[np.float64]

    def __add__(self, other: "CrossProducts") -> "CrossProducts":
        """Cross products of the rows of both."""
        return CrossProducts(self.both + other.both, self.sums + other.sums, self.products + other.products)

    def pooled(self) -> "CrossProducts":
        """Cross products of all groups together."""
        return CrossProducts(self.both.sum(axis=0), self.sums.sum(axis=0), self.products.sum(axis=0))

    @property
    def covariance(self) -> NDArray[np.float64]:
        """Covariance of each pair over the rows that answered both; NaN below two such rows."""
        sums = self.sums * np.swapaxes(self.sums, -1, -2)
        enough = np.where(self.both > 1, self.both, np.nan)
        return np.asarray((self.products - sums / enough) / (enough - 1))


def cross_products(columns: NDArray[np.int16], groups: Groups) -> CrossProducts:
    """Multiply the items of a factor with each other, within each group.

    Args:
        columns: shape (..., n_items, n_rows), answers after reversal, 0 = not answered.
        groups: of the rows.

    Returns:
        Of shape (n_groups, ..., n_items, n_items).
    """
    *outer, n_items, n_rows = columns.shape
    pairs = np.empty((*outer, 2 * n_items, n_rows), dtype=_exact(columns, groups))
    pairs[..., :n_items, :] = columns
    pairs[..., n_items:, :] = columns != 0
    out = np.zeros((groups.n_groups, *outer, 2 * n_items, 2 * n_items))
    ends = groups.offsets.tolist()
    for group, (first, last) in enumerate(pairwise(ends)):
        own = pairs[..., first:last]
        out[group] = own @ np.swapaxes(own, -1, -2)
    return CrossProducts(
        both=out[..., n_items:, n_items:],
        sums=out[..., :n_items, n_items:],
        products=out[..., :n_items, :n_items],
    )


def _exact(columns: NDArray[np.int16], groups: Groups) -> type[np.float32 | np.float64]:
    """The smaller of the two floats in which every sum of products is still a whole number."""
    largest = int(columns.max(initial=0)) ** 2 * int(groups.sizes.max(initial=0))
    return np.float32 if largest < 2**24 else np.float64


def alpha(covariance: NDArray[np.float64]) -> Values:
    """Cronbach's alpha, raw, from the covariances of a factor's items.

    A negative value is legal: the items then work against each other.

    Args:
        covariance: shape (..., n_items, n_items), in squared scale points.

    Returns:
        Shape (...); NaN for fewer than two items, a covariance that is not there, no variance at all, or
        items that cancel each other out.

    Source:
        Cronbach (1951), Psychometrika 16(3), 297-334.
    """
    total, n_items = covariance.sum(axis=(-2, -1)), covariance.shape[-1]
    if n_items < 2:  # noqa: PLR2004 - one item has nothing to agree with
        return np.full(total.shape, np.nan)
    own = np.trace(covariance, axis1=-2, axis2=-1)
    known = np.where(total > CANCELLED * own, total, np.nan)
    return np.asarray(n_items / (n_items - 1) * (1 - divided(own, known)))
