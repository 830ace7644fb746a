"""From a block of answers to one score a person."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.items import divided

Answers = NDArray[np.int16]
"""Shape (n_rows, n_items): one line a respondent, answer values, 0 = not answered."""


_CELLS_AT_ONCE = 1 << 15  # answers counted in one go: enough to be worth it, few enough for the cache


@dataclass(frozen=True, eq=False)
class PersonTotals:
    """The persons a factor counts, as whole numbers so that nothing is lost to rounding.

    Attributes:
        rows: shape (n_persons,), which lines of the block they are.
        totals: shape (n_persons,), sum of the answers after reversal.
        answered: shape (n_persons,), how many items the person answered.
    """

    rows: NDArray[np.int64]
    totals: NDArray[np.int64]
    answered: NDArray[np.int64]

    @property
    def scores(self) -> NDArray[np.float64]:
        """Mean of the answered items after reversal, in scale points."""
        return np.asarray(self.totals / self.answered, dtype=np.float64)


def check_answers(answers: NDArray[np.int16], *, low: int, high: int) -> None:
    """Refuse answers that are none; `answers` may have any shape.

    Raises:
        ValueError: an answer that is neither 0 nor within low..high.
    """
    below = answers.min(initial=0) < 0 or (low > 1 and bool(np.any((answers != 0) & (answers < low))))
    if below or answers.max(initial=0) > high:
        raise ValueError(f"answers must be 0 (not answered) or lie in {low}..{high}")


def _columns(block: Answers) -> NDArray[np.int16]:
    if block.ndim != 2:  # noqa: PLR2004 - lines and items
        raise ValueError(f"a block has lines and items, got shape {block.shape}")
    return block.T


def reversed_answers(
    answers: NDArray[np.int16], *, reverse: NDArray[np.bool_], low: int, high: int
) -> NDArray[np.int16]:
    """Turn the reverse-worded items round (L + H - x), so that high is favourable everywhere.

    Args:
        answers: shape (..., n_items), 0 = not answered.
        reverse: shape (n_items,), True where agreement is unfavourable, or any shape that fits.
        low: lowest answer value L.
        high: highest answer value H.
    """
    turned = (answers != 0) & reverse
    return np.asarray(np.where(turned, low + high - answers, answers), dtype=np.int16)


def column_totals(
    columns: NDArray[np.int16], *, reverse: NDArray[np.bool_], low: int, high: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Add up what each person answered.

    Args:
        columns: shape (..., n_items, n_rows), 0 = not answered: one item after the other, so that adding them
            up runs along the persons.
        reverse: shape (..., n_items), True where agreement is unfavourable.
        low: lowest answer value L.
        high: highest answer value H.

    Returns:
        Sum of the answers after reversal and number of items answered, each of shape (..., n_rows); both 0
        for those who answered fewer than half of the items: they do not count.

    Raises:
        ValueError: see `check_answers`.
    """
    check_answers(columns, low=low, high=high)
    turned = reversed_answers(columns, reverse=reverse[..., np.newaxis], low=low, high=high)
    answered = np.count_nonzero(turned, axis=-2)
    counts = 2 * answered >= columns.shape[-2]
    totals = turned.sum(axis=-2, dtype=np.int64)
    return np.where(counts, totals, 0), np.where(counts, answered, 0)


def person_totals(block: Answers, *, reverse: NDArray[np.bool_], low: int, high: int) -> PersonTotals:
    """Count every person who answered at least half of the items.

    Args:
        block: shape (n_rows, n_items).
        reverse: shape (n_items,).
        low: lowest answer value L.
        high: highest answer value H.

    Raises:
        ValueError: not two-dimensional, or see `check_answers`.
    """
    totals, answered = column_totals(_columns(block), reverse=reverse, low=low, high=high)
    rows = np.flatnonzero(answered)
    return PersonTotals(rows=rows.astype(np.int64), totals=totals[rows], answered=answered[rows])


def column_scores(
    columns: NDArray[np.int16], *, reverse: NDArray[np.bool_], low: int, high: int
) -> NDArray[np.float64]:
    """Score every person: the mean of the answered items after reversal; arguments as `column_totals`.

    Returns:
        Shape (..., n_rows), in scale points; NaN for those who answered fewer than half of the items.
    """
    return divided(*column_totals(columns, reverse=reverse, low=low, high=high))


def option_counts(block: Answers, *, low: int, high: int) -> NDArray[np.int64]:
    """Count the answers per item and option, before reversal.

    Args:
        block: shape (n_rows, n_items).
        low: lowest answer value L.
        high: highest answer value H.

    Returns:
        Shape (n_items, n_options).
    """
    everyone = np.zeros(block.shape[0], dtype=np.int64)
    return np.asarray(column_counts(_columns(block), low=low, high=high, labels=everyone, n_labels=1)[0])


def column_counts(
    columns: NDArray[np.int16], *, low: int, high: int, labels: NDArray[np.int64], n_labels: int
) -> NDArray[np.int64]:
    """Count the answers per group, item and option, before reversal.

    Args:
        columns: shape (..., n_rows), 0 = not answered.
        low: lowest answer value L.
        high: highest answer value H.
        labels: the group of each row, 0..n_labels-1; shape (n_rows,), or (..., n_rows) if it depends on the
            item; any shape that fits `columns`.
        n_labels: how many groups.

    Returns:
        Shape (n_labels, ..., n_options).
    """
    n_cells = high - low + 2  # one more for those who did not answer
    n_items, n_rows = math.prod(columns.shape[:-1]), columns.shape[-1]
    answers = columns.reshape(n_items, n_rows)
    first_cells = np.broadcast_to(labels * n_cells + (1 - low), columns.shape).reshape(n_items, n_rows)
    counts = np.empty((n_labels, n_items, n_cells - 1), dtype=np.int64)
    at_once = max(1, _CELLS_AT_ONCE // max(n_rows, 1))
    for first in range(0, n_items, at_once):
        some = slice(first, min(first + at_once, n_items))
        tables = np.arange(some.stop - first)[:, np.newaxis] * (n_labels * n_cells)
        cells = np.maximum(answers[some], low - 1) + first_cells[some] + tables
        found = np.bincount(cells.ravel(), minlength=tables.size * n_labels * n_cells)
        by_item = found.reshape(tables.size, n_labels, n_cells)
        counts[:, some] = by_item[:, :, 1:].swapaxes(0, 1)
    return counts.reshape(n_labels, *columns.shape[:-1], n_cells - 1)


def pooled_within_sd(
    groups: list[NDArray[np.float64]], *, smallest: int = 8, groups_needed: int = 3
) -> float | None:
    """Pool the standard deviation of person scores within schools.

    Args:
        groups: person scores of each school, in scale points.
        smallest: schools with fewer persons are left out.
        groups_needed: with fewer schools than this there is nothing to pool.

    Returns:
        sqrt(sum (n - 1) s² / sum (n - 1)) in scale points, or None.
    """
    used = [scores for scores in groups if scores.size >= smallest]
    if len(used) < groups_needed:
        return None
    squares = sum(float(np.var(scores, ddof=1)) * (scores.size - 1) for scores in used)
    return float(np.sqrt(squares / sum(scores.size - 1 for scores in used)))
