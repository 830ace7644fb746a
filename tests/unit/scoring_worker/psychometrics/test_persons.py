"""Person scores: who counts, reversal, pooling."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring_worker.psychometrics.persons import (
    option_counts,
    person_totals,
    pooled_within_sd,
    reversed_answers,
)

BLOCKS = arrays.arrays(np.int16, st.tuples(st.integers(0, 12), st.integers(1, 6)), elements=st.integers(0, 6))


def block(*lines: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    return np.array(lines, dtype=np.int16)


@pytest.mark.parametrize("answer", [7, -1])
def test_answers_off_the_scale_are_refused(answer: int) -> None:
    with pytest.raises(ValueError, match=r"1\.\.6"):
        person_totals(block([answer, 1]), reverse=np.array([False, False]), low=1, high=6)


def test_a_block_has_lines_and_items() -> None:
    with pytest.raises(ValueError, match="lines and items"):
        person_totals(np.array([1, 2], dtype=np.int16), reverse=np.array([False]), low=1, high=6)


def test_half_of_the_items_are_needed() -> None:
    found = person_totals(
        block([6, 6, 6, 6], [5, 5, 0, 0], [4, 0, 0, 0], [0, 0, 0, 0]),
        reverse=np.zeros(4, dtype=bool),
        low=1,
        high=6,
    )

    assert found.scores.tolist() == [6, 5]
    assert found.rows.tolist() == [0, 1]


def test_reverse_worded_items_are_turned_and_missing_ones_stay_missing() -> None:
    turned = reversed_answers(
        block([1, 1, 0], [6, 6, 6]), reverse=np.array([False, True, True]), low=1, high=6
    )

    assert turned.tolist() == [[1, 6, 0], [6, 1, 1]]
    assert reversed_answers(block([3, 7, 4]), reverse=np.ones(3, dtype=bool), low=3, high=7).tolist() == [
        [7, 3, 6]
    ]


@given(BLOCKS, st.data())
def test_reversing_the_item_and_its_answers_changes_nothing(
    answers: np.ndarray[tuple[int, int], np.dtype[np.int16]], data: st.DataObject
) -> None:
    reverse = np.array(
        data.draw(st.lists(st.booleans(), min_size=answers.shape[1], max_size=answers.shape[1]))
    )
    turned = reversed_answers(answers, reverse=reverse, low=1, high=6)

    plain = person_totals(turned, reverse=np.zeros_like(reverse), low=1, high=6)
    reversed_ = person_totals(answers, reverse=reverse, low=1, high=6)

    assert plain.scores.tolist() == reversed_.scores.tolist()
    assert np.all((reversed_.scores >= 1) & (reversed_.scores <= 6))


def test_counts_are_before_reversal_and_leave_blanks_out() -> None:
    assert option_counts(block([1, 0], [3, 2], [3, 3]), low=1, high=3).tolist() == [[1, 0, 2], [0, 1, 1]]


def test_pooling_needs_three_schools_of_eight() -> None:
    eight, seven = np.array([3.0, 5.0] * 4), np.array([1.0, 6.0, 1.0, 6.0, 1.0, 6.0, 1.0])

    assert pooled_within_sd([eight, eight, seven]) is None
    # Within each school the squares add up to 8 over 7 degrees of freedom.
    assert pooled_within_sd([eight, eight + 1, eight - 1]) == pytest.approx((8 / 7) ** 0.5)
    assert pooled_within_sd([eight, eight, np.full(16, 4.0)]) == pytest.approx((16 / 29) ** 0.5)


@pytest.mark.parametrize(("answer", "refused"), [(2, True), (3, False), (7, False), (8, True)])
def test_a_scale_need_not_begin_at_one(answer: int, refused: bool) -> None:  # noqa: FBT001 - a table of cases
    if not refused:
        assert person_totals(block([answer]), reverse=np.array([False]), low=3, high=7).scores == [answer]
        return
    with pytest.raises(ValueError, match=r"3\.\.7"):
        person_totals(block([answer]), reverse=np.array([False]), low=3, high=7)
