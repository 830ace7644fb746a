"""R2: the partitions, what passes, and the coded agree share."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.disclosure.items import (
    ItemCore,
    ItemShares,
    Partition,
    agree_places,
    answered_band,
    coarsen_item,
    partitions_of,
    whole_percent,
)

FAVOURABLE = {4: (2, 3), 5: (3, 4), 6: (4, 5), 7: (4, 5, 6)}


def shown(*counts: int, discounted: int = 0, own: tuple[Partition, ...] = ()) -> ItemCore:
    return coarsen_item(
        counts,
        discounted=discounted,
        asked=sum(counts),
        partitions=partitions_of(len(counts), own=own),
        favourable=FAVOURABLE[len(counts)],
    )


def cells(core: ItemCore) -> str:
    """The partition as the rules write it: 12·34·56."""
    assert isinstance(core.shares, ItemShares)
    return "·".join("".join(str(place + 1) for place in cell) for cell in core.shares.partition)


@pytest.mark.parametrize(
    ("counts", "partition"),
    [
        ((3, 3, 3, 3, 4, 4), "1·2·3·4·5·6"),
        ((0, 0, 0, 0, 10, 10), "1·2·3·4·5·6"),
        ((1, 3, 3, 3, 5, 5), "12·3·4·5·6"),
        ((2, 3, 3, 5, 6, 1), "12·3·4·56"),
        ((2, 3, 2, 5, 6, 2), "12·34·56"),
        ((1, 2, 4, 5, 6, 2), "123·456"),  # 12 holds three, but merged cells need four from twenty answers
        ((1, 2, 5, 0, 0, 0), "12·34·56"),  # n = 8: an empty cell may be shown
        ((2, 2, 0, 0, 2, 2), "12·34·56"),
        ((1, 1, 2, 2, 1, 1), "123·456"),
    ],
)
def test_six_points(counts: tuple[int, ...], partition: str) -> None:
    assert cells(shown(*counts)) == partition


@pytest.mark.parametrize(
    ("counts", "partition"),
    [
        ((4, 4, 4, 4, 4), "1·2·3·4·5"),
        ((1, 4, 5, 5, 5), "12·3·4·5"),
        ((2, 4, 5, 8, 1), "12·3·45"),
        ((2, 4, 2, 8, 4), "123·45"),
        ((3, 3, 3, 3, 3), "12·3·45"),  # n = 15: singles are never shown for all
        ((3, 3, 2, 3, 3), "123·45"),
    ],
)
def test_five_points(counts: tuple[int, ...], partition: str) -> None:
    assert cells(shown(*counts)) == partition


def test_fewer_than_eight_answers_show_nothing() -> None:
    assert shown(3, 0, 0, 0, 0, 4).shares == "fewer_than_eight_responses"
    assert shown(4, 0, 0, 0, 0, 4, discounted=1).shares == "fewer_than_eight_responses"
    assert shown(4, 0, 0, 0, 0, 4).shares != "fewer_than_eight_responses"


def test_answers_that_may_be_anyones_do_not_count_towards_twenty() -> None:
    counts = (4, 4, 4, 4, 4)

    assert cells(shown(*counts)) == "1·2·3·4·5"
    assert cells(shown(*counts, discounted=1)) == "12·3·45"


@pytest.mark.parametrize(
    ("counts", "percent", "bound"),
    [
        ((5, 4, 0, 0, 0, 0), 23, "at_most"),  # ceil(200 / 9)
        ((4, 4, 0, 0, 0, 1), 23, "at_most"),
        ((0, 0, 1, 0, 4, 4), 77, "at_least"),  # floor(700 / 9)
        ((10, 9, 0, 1, 1, 1), 14, "at_most"),  # n = 22: three are hidden as well
    ],
)
def test_where_nothing_passes_only_the_coded_agree_share_is_left(
    counts: tuple[int, ...], percent: int, bound: str
) -> None:
    core = shown(*counts)

    assert core.shares == "cells_too_small"
    assert core.agree is not None
    assert (core.agree.percent, core.agree.bound, core.agree.places) == (percent, bound, (3, 4, 5))


def test_a_share_between_the_coded_ends_is_told_as_it_is() -> None:
    core = coarsen_item((5, 6), discounted=0, asked=11, partitions=(((0,), (1,)),), favourable=(1,))

    assert core.agree is not None
    assert (core.agree.percent, core.agree.bound) == (55, "exact")


def test_other_scales_use_their_own_list_but_no_fine_one_below_twenty() -> None:
    own: tuple[Partition, ...] = (((0,), (1,), (2,), (3,)), ((0, 1), (2,), (3,)), ((0, 1), (2, 3)))

    assert cells(shown(5, 5, 5, 5, own=own)) == "1·2·3·4"
    assert cells(shown(4, 4, 4, 4, own=own)) == "12·34"
    assert cells(shown(4, 4, 4, 4, 4, 4, 4)) == "1234·567"


def test_a_favourable_part_is_widened_to_whole_groups() -> None:
    assert agree_places(((0, 1, 2), (3, 4, 5)), (4, 5)) == (3, 4, 5)
    assert agree_places(((0, 1), (2, 3)), (0,)) == (0, 1)


@pytest.mark.parametrize(
    ("n", "band"), [(95, "at_least_95"), (94, "80_to_95"), (80, "80_to_95"), (79, "below_80")]
)
def test_answered_is_told_in_bands(n: int, band: str) -> None:
    assert answered_band(n, 100) == band


@given(st.integers(5, 6).flatmap(lambda k: st.lists(st.integers(0, 30), min_size=k, max_size=k)))
def test_no_shown_group_is_small(counts: list[int]) -> None:
    core = shown(*counts)

    if isinstance(core.shares, ItemShares):
        assert sum(core.shares.counts) == sum(counts)
        assert all(count == 0 or count >= 3 for count in core.shares.counts)
        assert sum(count > 0 for count in core.shares.counts) >= 2


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_whole_percents_are_the_nearest(part_of_whole: tuple[int, int]) -> None:
    part, whole = part_of_whole

    assert abs(Fraction(100 * part, whole) - whole_percent(part, whole)) <= Fraction(1, 2)
