"""The score of a factor beside the shares of its few items: what the two together pin.

Everyone answered everything, and the reader knows it: the score is then a window on the sum of the items'
sums. Of each item the reader knows its report. An item's cell is pinned if it has the same one or two people
for every sum that the window and the other items leave possible. Sets of answers are counted, not drawn.
"""

from collections import Counter, defaultdict
from fractions import Fraction

import pytest

from survey_core.disclosure import Conditions, FactorTally, ItemTally, coarsen
from survey_core.disclosure.items import coarsen_item, partitions_of
from survey_core.disclosure.means import CodedMean, coded_mean
from tests.fixtures.answer_sets import FAVOURABLE, PARTITIONS, Counts, every_answer

Ranges = dict[int, tuple[list[int], list[int]]]
"""Sum of an item's answers to the lowest and highest count of each option."""


def share_pinned(n_options: int, n: int, *, coarse: bool) -> float:
    """Share of all pairs of answer sets to two items whose report pins a cell of one or two."""
    ranges, sums = reports(n_options, n, coarse=coarse)
    windows = windows_of(n_options, n)
    like = Counter(tuple(sorted(counted.items())) for counted in sums.values())
    pinned = everything = 0
    for report, own in ranges.items():
        for profile, times in like.items():
            other = dict(profile)
            for window in windows:
                possible = [total for total in own if any(whole - total in other for whole in window)]
                sets = sum(
                    sums[report][total] * other.get(whole - total, 0)
                    for total in possible
                    for whole in window
                )
                everything += times * sets
                pinned += times * sets * pins(own, possible)
    return pinned / everything


def reports(
    n_options: int, n: int, *, coarse: bool
) -> tuple[dict[object, Ranges], dict[object, Counter[int]]]:
    """What is told of one item, and the answers behind it."""
    ranges: dict[object, Ranges] = defaultdict(dict)
    sums: dict[object, Counter[int]] = defaultdict(Counter)
    partitions = partitions_of(n_options, own=PARTITIONS[n_options])
    for counts in every_answer(n, n_options):
        core = coarsen_item(
            counts,
            discounted=0,
            asked=n,
            partitions=partitions,
            favourable=FAVOURABLE[n_options],
            beside_score=coarse,
        )
        total = sum(value * count for value, count in enumerate(counts, 1))
        sums[core][total] += 1
        low, high = ranges[core].setdefault(total, (list(counts), list(counts)))
        low[:] = map(min, low, counts)
        high[:] = map(max, high, counts)
    return ranges, sums


def windows_of(n_options: int, n: int) -> list[list[int]]:
    """The sums over two items that share a published score."""
    windows: dict[CodedMean | None, list[int]] = defaultdict(list)
    for total in range(2 * n, 2 * n * n_options + 1):
        mean = coded_mean(Fraction(total, 2 * n), n=n, n_items=2, low=1, high=n_options)
        windows[mean].append(total)
    return list(windows.values())


def pins(own: Ranges, possible: list[int]) -> bool:
    """Whether one or two people in some option are certain, whichever of these sums is true."""
    if not possible:
        return False
    low = [min(column) for column in zip(*(own[total][0] for total in possible), strict=True)]
    high = [max(column) for column in zip(*(own[total][1] for total in possible), strict=True)]
    return any(a == b and a in {1, 2} for a, b in zip(low, high, strict=True))


@pytest.mark.parametrize(("n_options", "n"), [(4, 20), (4, 21)])
def test_two_items_beside_their_score_pin_hardly_anything(n_options: int, n: int) -> None:
    # What is left are sums at the very edge of what the shares allow: known, and in docs/measurement.md.
    assert share_pinned(n_options, n, coarse=True) < 1e-5


def test_control_single_options_of_one_item_would_give_the_other_away() -> None:
    assert share_pinned(4, 20, coarse=False) > 0.01


@pytest.mark.parametrize(("n_items", "groups"), [(1, 6), (2, 3), (4, 3), (5, 6)])
def test_which_factors_show_single_options(n_items: int, groups: int) -> None:
    counts: Counts = (3, 3, 3, 3, 4, 4)
    tally = FactorTally(
        id="f",
        low=1,
        high=6,
        n=20,
        mean=Fraction(4),
        variance=Fraction(1),
        rwg_j=Fraction(1, 2),
        ad_m=Fraction(1),
        items=tuple(ItemTally(id=str(item), counts=counts) for item in range(n_items)),
        favourable=(4, 5),
    )

    core = coarsen(Conditions(responses=20, eligible=20), factors=[tally], pooled_sd={})

    shares = core.items["0"].shares
    assert not isinstance(shares, str)
    assert len(shares.partition) == groups
