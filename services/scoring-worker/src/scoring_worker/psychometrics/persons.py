"""From a block of answers to one score a person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.int16]
"""Shape (n_rows, n_items): one line a respondent, answer values, 0 = not answered."""


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


def check_answers(block: Answers, *, low: int, high: int) -> None:
    """Refuse a block that is no block.

    Raises:
        ValueError: not two-dimensional, or an answer that is neither 0 nor within low..high.
    """
    if block.ndim != 2:  # noqa: PLR2004 - lines and items
        raise ValueError(f"a block has lines and items, got shape {block.shape}")
    if bool(np.any((block != 0) & ((block < low) | (block > high)))):
        raise ValueError(f"answers must be 0 (not answered) or lie in {low}..{high}")


def reversed_answers(block: Answers, *, reverse: NDArray[np.bool_], low: int, high: int) -> Answers:
    """Turn the reverse-worded items round (L + H - x), so that high is favourable everywhere.

    Args:
        block: shape (n_rows, n_items).
        reverse: shape (n_items,), True where agreement is unfavourable.
        low: lowest answer value L.
        high: highest answer value H.
    """
    turned = (block != 0) & reverse
    return np.where(turned, low + high - block, block).astype(np.int16)


def person_totals(block: Answers, *, reverse: NDArray[np.bool_], low: int, high: int) -> PersonTotals:
    """Count every person who answered at least half of the items.

    Args:
        block: shape (n_rows, n_items).
        reverse: shape (n_items,).
        low: lowest answer value L.
        high: highest answer value H.

    Raises:
        ValueError: see `check_answers`.
    """
    check_answers(block, low=low, high=high)
    turned = reversed_answers(block, reverse=reverse, low=low, high=high)
    answered = np.count_nonzero(turned, axis=1)
    rows = np.flatnonzero((answered > 0) & (2 * answered >= block.shape[1]))
    return PersonTotals(
        rows=rows.astype(np.int64),
        totals=turned[rows].sum(axis=1, dtype=np.int64),
        answered=answered[rows].astype(np.int64),
    )


def option_counts(block: Answers, *, low: int, high: int) -> NDArray[np.int64]:
    """Count the answers per item and option, before reversal.

    Args:
        block: shape (n_rows, n_items).
        low: lowest answer value L.
        high: highest answer value H.

    Returns:
        Shape (n_items, n_options).
    """
    options = np.arange(low, high + 1, dtype=np.int16)
    chosen = block[:, :, np.newaxis] == options
    return np.asarray(np.count_nonzero(chosen, axis=0), dtype=np.int64)


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
