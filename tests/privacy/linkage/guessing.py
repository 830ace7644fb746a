"""Putting people and lines side by side: the assignment that costs least of all."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.stats import rankdata

from tests.privacy.linkage.people import Line

Places = NDArray[np.float64]
_NOTHING_KNOWN = 1 / 3  # mean distance of two places drawn at random


def places(values: Sequence[float]) -> Places:
    """Turn positions of any kind into places from 0 (first) to 1 (last); NaN, not found, stays."""
    given = np.asarray(values, dtype=np.float64)
    ranks = np.asarray(rankdata(given, nan_policy="omit"), dtype=np.float64)
    known = int(np.count_nonzero(~np.isnan(given)))
    return (ranks - 1) / max(known - 1, 1)


def even_places(n: int) -> Places:
    """The places of n things that lie in order."""
    return np.arange(n) / max(n - 1, 1)


def distance(people: Places, lines: Places) -> NDArray[np.float64]:
    """(people, lines): how far apart their places are."""
    return np.nan_to_num(np.abs(people[:, None] - lines[None, :]), nan=_NOTHING_KNOWN)


def assign(cost: NDArray[np.float64], *, generator: np.random.Generator) -> list[int | None]:
    """The line of each person in an assignment of least total cost; None where lines are too few.

    Both sides are shuffled first: among equally good assignments the solver would prefer the order it was
    given, which is the order in which people came.
    """
    rows, columns = (generator.permutation(size) for size in cost.shape)
    chosen: list[int | None] = [None] * len(rows)
    for row, column in zip(*linear_sum_assignment(cost[rows][:, columns]), strict=True):
        chosen[int(rows[row])] = int(columns[column])
    return chosen


def lines_at(chosen: Sequence[int | None], lines: Sequence[Line]) -> list[Line]:
    """What is guessed of each person."""
    return [None if index is None else lines[index] for index in chosen]
