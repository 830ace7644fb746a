"""Exact linear algebra of who is in which group: what sums a reader can form from published ones.

Whole numbers and fractions, no floats. Modulo a prime the same elimination would be shorter, but a prime that
divides a minor lowers the rank, and then a combination that exists goes unseen; published groups are nearly
always nested or crossed in two ways, whose elimination never leaves -1, 0 and 1, so exact costs nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

Number = int | Fraction
Row = dict[int, Number]
"""A sparse row: column to a value that is not 0."""


def reduced(rows: Iterable[Collection[int]]) -> dict[int, Row]:
    """Bring a matrix of zeros and ones to reduced row echelon form.

    Args:
        rows: of each row the columns that hold a one.

    Returns:
        Pivot column to its row: 1 at the pivot, 0 at every other pivot.
    """
    pivots: dict[int, Row] = {}
    holders: dict[int, set[int]] = {}
    for columns in sorted(rows, key=len):
        row: Row = dict.fromkeys(columns, 1)
        for column in [column for column in row if column in pivots]:
            subtract(row, pivots[column], times=row[column])
        if row:
            _add_pivot(row, pivots=pivots, holders=holders)
    return pivots


def subtract(row: Row, other: Mapping[int, Number], *, times: Number) -> None:
    """Take a multiple of another row away from a row, in place."""
    for column, value in other.items():
        left = row.get(column, 0) - times * value
        if left:
            row[column] = left
        else:
            row.pop(column, None)


def spans(pivots: Mapping[int, Row], columns: Collection[int]) -> bool:
    """Whether the indicator of some columns is a combination of the rows.

    A combination is fixed by its values at the pivots: it can only be the sum of the pivot rows that the
    columns name.
    """
    row: Row = dict.fromkeys(columns, 1)
    for column in columns:
        if column in pivots:
            subtract(row, pivots[column], times=1)
    return not row


def coordinates(pivots: Mapping[int, Row], *, n_columns: int) -> list[Row]:
    """Each column's place in the null space: a set of columns sums to nothing only if the rows span it.

    The null space has one basis vector for each column without a pivot; a column's coordinates are its values
    in them.
    """
    return [
        {free: -value for free, value in pivots[column].items() if free != column}
        if column in pivots
        else {column: 1}
        for column in range(n_columns)
    ]


def _add_pivot(row: Row, *, pivots: dict[int, Row], holders: dict[int, set[int]]) -> None:
    """Normalise a row, and clear its pivot from the rows before it.

    Args:
        row: reduced by the rows before it; taken over.
        pivots: changed in place.
        holders: column to the pivots of the rows that hold it, pivot columns left out; changed in place.
    """
    # Few other rows to clear, and no fraction where a whole number will do.
    pivot = min(row, key=lambda column: (abs(row[column]) != 1, len(holders.get(column, ())), column))
    first = row[pivot]
    if first != 1:
        row = {column: _whole(Fraction(value) / first) for column, value in row.items()}
    for other in holders.pop(pivot, set()):
        subtract(pivots[other], row, times=pivots[other][pivot])
        for column in row:
            _hold(holders, column, by=other, held=column in pivots[other])
    pivots[pivot] = row
    for column in row:
        _hold(holders, column, by=pivot, held=column != pivot)


def _hold(holders: dict[int, set[int]], column: int, *, by: int, held: bool) -> None:
    if held:
        holders.setdefault(column, set()).add(by)
    elif column in holders:
        holders[column].discard(by)


def _whole(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value
