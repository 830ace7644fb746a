"""Arrays as JSON writes them: NaN, the statistics' undefined value, becomes None. Only this file does so."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Columns = dict[str, NDArray[Any]]
"""Key to array; the first axis of every array is the schools."""


def plain(values: ArrayLike) -> Any:
    """Plain numbers, in lists of the array's shape; None where a value is not defined.

    Args:
        values: numbers or booleans of any shape; a single one comes out as itself.
    """
    array = np.asarray(values)
    if array.dtype.kind != "f" or not bool(np.isnan(array).any()):
        return array.tolist()
    objects = array.astype(object)
    objects[np.isnan(array)] = None
    return objects.tolist()


def entries(columns: Columns) -> list[dict[str, Any]]:
    """One dictionary a school. An interval or a distribution is there as a whole or not at all.

    Args:
        columns: of the same length each.
    """
    lists = [[_whole(value) for value in plain(column)] for column in columns.values()]
    return [dict(zip(columns, values, strict=True)) for values in zip(*lists, strict=True)]


def _whole(value: Any) -> Any:
    return None if isinstance(value, list) and None in value else value
