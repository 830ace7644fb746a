"""R2: how finely the answers to one item may be shown.

Exactly one partition into groups of neighbouring options is shown, the first of a fixed list that
passes. The exhaustive test in tests/unit/survey_core/disclosure derives everything a reader could conclude.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from survey_core.disclosure.means import CELL, Bound
from survey_core.disclosure.standing import FINE_ANSWERS, ITEM_ANSWERS, Reason

Cell = tuple[int, ...]
Partition = tuple[Cell, ...]
"""Groups of neighbouring option places, 0 the lowest option, in order."""

Answered = Literal["at_least_95", "80_to_95", "below_80"]

_BUILT_IN: dict[int, tuple[Partition, ...]] = {
    5: (
        ((0,), (1,), (2,), (3,), (4,)),
        ((0, 1), (2,), (3,), (4,)),
        ((0, 1), (2,), (3, 4)),
        ((0, 1, 2), (3, 4)),
    ),
    6: (
        ((0,), (1,), (2,), (3,), (4,), (5,)),
        ((0, 1), (2,), (3,), (4,), (5,)),
        ((0, 1), (2,), (3,), (4, 5)),
        ((0, 1), (2, 3), (4, 5)),
        ((0, 1, 2), (3, 4, 5)),
    ),
}


@dataclass(frozen=True)
class CodedShare:
    """A share as it may be told.

    Attributes:
        places: the option places counted.
        percent: whole percent.
        bound: whether it is the share, or the edge beyond which the share lies.
    """

    places: Cell
    percent: int
    bound: Bound


@dataclass(frozen=True)
class ItemShares:
    """The one partition shown and its counts; everything else about the item follows from them."""

    partition: Partition
    counts: tuple[int, ...]

    @property
    def every_option(self) -> bool:
        """Whether nothing is merged."""
        return all(len(cell) == 1 for cell in self.partition)


@dataclass(frozen=True)
class ItemCore:
    """What may be known about an item.

    Attributes:
        answered: share of those asked who answered, in three bands.
        shares: the partition shown, or the reason there is none.
        agree: the coded agree share where no partition passes, else None (it follows from `shares`).
    """

    answered: Answered
    shares: ItemShares | Reason
    agree: CodedShare | None


def partitions_of(n_options: int, *, own: Sequence[Partition] = ()) -> tuple[Partition, ...]:
    """The partitions to try, finest first.

    Five and six points have the lists of R2; other scales bring their own in the instrument. Without
    one only the two halves are considered.
    """
    if n_options in _BUILT_IN:
        return _BUILT_IN[n_options]
    return tuple(own) or (_halves(n_options),)


def coarsen_item(
    counts: Sequence[int],
    *,
    discounted: int,
    asked: int,
    partitions: Sequence[Partition],
    favourable: Sequence[int],
    beside_score: bool = False,
) -> ItemCore:
    """Reduce the counts of one item to what may be shown.

    Args:
        counts: answers per option, lowest first, before reversal.
        discounted: answers that thresholds leave out.
        asked: people who were asked this item.
        partitions: see `partitions_of`.
        favourable: option places that count as agreeing.
        beside_score: True in a factor of so few items that its score would tell single options from merged
            ones: then as below twenty answers.
    """
    n = sum(counts)
    safe, answered = max(n - discounted, 0), answered_band(n, asked)
    single = safe >= FINE_ANSWERS and not beside_score
    if safe < ITEM_ANSWERS:
        return ItemCore(answered=answered, shares="fewer_than_eight_responses", agree=None)
    for partition in _candidates(partitions, n_options=len(counts), fine=single):
        cells = tuple(sum(counts[place] for place in cell) for cell in partition)
        if _passes(partition, cells, fine=safe >= FINE_ANSWERS):
            return ItemCore(answered=answered, shares=ItemShares(partition, cells), agree=None)
    places = agree_places(partitions[-1], favourable)
    agree = coded_agree(counts, places=places, fine=safe >= FINE_ANSWERS)
    return ItemCore(answered=answered, shares="cells_too_small", agree=agree)


def agree_places(partition: Partition, favourable: Sequence[int]) -> Cell:
    """The favourable options, as nearly as these groups can tell: every group that holds one of them."""
    return tuple(place for cell in partition if set(cell) & set(favourable) for place in cell)


def coded_agree(counts: Sequence[int], *, places: Cell, fine: bool) -> CodedShare:
    """The agree share where no partition passes, with both ends coded."""
    n, agreeing = sum(counts), sum(counts[place] for place in places)
    hidden = CELL if fine else CELL - 1
    if agreeing <= hidden:
        return CodedShare(places, math.ceil(Fraction(100 * hidden, n)), "at_most")
    if agreeing >= n - hidden:
        return CodedShare(places, math.floor(Fraction(100 * (n - hidden), n)), "at_least")
    return CodedShare(places, whole_percent(agreeing, n), "exact")


def whole_percent(part: int, whole: int) -> int:
    """Whole percent, halves up."""
    return (200 * part + whole) // (2 * whole)


def answered_band(n: int, asked: int) -> Answered:
    """R5: how many of those asked answered, in three bands, so that nobody's gap can be counted."""
    if 100 * n >= 95 * asked:
        return "at_least_95"
    return "80_to_95" if 100 * n >= 80 * asked else "below_80"


def _candidates(partitions: Sequence[Partition], *, n_options: int, fine: bool) -> list[Partition]:
    """Below twenty answers only partitions with at most half as many groups as options."""
    return [cells for cells in partitions if fine or len(cells) <= math.ceil(n_options / 2)]


def _passes(partition: Partition, cells: Sequence[int], *, fine: bool) -> bool:
    merged_least = CELL + 1 if fine else CELL
    least = [CELL if len(cell) == 1 else merged_least for cell in partition]
    enough = all(count == 0 or count >= needed for count, needed in zip(cells, least, strict=True))
    return enough and sum(count > 0 for count in cells) >= 2  # noqa: PLR2004 - else everybody said the same


def _halves(n_options: int) -> Partition:
    """Lower and upper half; a middle option belongs to the lower, as 123 | 45 does."""
    middle = math.ceil(n_options / 2)
    return tuple(range(middle)), tuple(range(middle, n_options))
