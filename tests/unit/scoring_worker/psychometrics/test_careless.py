"""Signs of careless answering, against R's `careless` and written out line by line."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring_worker.psychometrics.careless import (
    Pool,
    flag,
    longest_runs,
    mahalanobis,
    pool_of,
    response_variability,
    unusual_from,
)
from scoring_worker.psychometrics.careless_rules import is_flagged
from scoring_worker.psychometrics.grouped import Groups, cross_products
from tests.fixtures.reference import number, reference_rows

TOLERANCE = 1e-9


def pooled(answers: NDArray[np.int16]) -> Pool | None:
    return pool_of(cross_products(answers.T, Groups.of_sizes([answers.shape[0]])).pooled())


def lines(*rows: list[int]) -> NDArray[np.int16]:
    return np.array(rows, dtype=np.int16)


class TestUndefined:
    def test_an_empty_line(self) -> None:
        empty = lines([0] * 20)

        assert longest_runs(empty).tolist() == [0]
        assert np.isnan(response_variability(empty)).all()
        assert not flag(empty, pool=None).judged.any()
        assert not is_flagged([0] * 20)

    def test_nothing_varies(self) -> None:
        assert pooled(lines([3, 3, 3], [3, 3, 3])) is None

    def test_no_pair_of_items_has_two_common_lines(self) -> None:
        assert pooled(lines([3, 0], [4, 0], [0, 3], [0, 1])) is None

    def test_an_item_that_repeats_another(self) -> None:
        rng = np.random.default_rng(1)
        answers = rng.integers(1, 7, (50, 3)).astype(np.int16)

        assert pooled(np.hstack([answers, answers[:, :1]])) is None

    def test_too_small_a_pool_flags_nobody(self) -> None:
        rng = np.random.default_rng(2)
        answers = rng.integers(3, 5, (99, 20)).astype(np.int16)
        answers[0] = np.tile([1, 6], 10)

        assert not flag(answers, pool=pooled(answers)).unusual.any()

    def test_an_item_without_spread_is_left_out(self) -> None:
        rng = np.random.default_rng(3)
        answers = rng.integers(1, 7, (300, 4)).astype(np.int16)
        answers[:, 2] = 5
        pool, rest = pooled(answers), pooled(answers[:, [0, 1, 3]])

        assert pool is not None
        assert rest is not None
        assert mahalanobis(answers, pool=pool) == pytest.approx(
            mahalanobis(answers[:, [0, 1, 3]], pool=rest), abs=1e-12
        )


def reference_answers(name: str, prefixes: tuple[str, ...]) -> NDArray[np.int16]:
    """Answers raised by one, so that lq2002's lowest option 0 is not taken for "not answered"."""
    rows = reference_rows("data", f"{name}.csv")
    columns = [column for column in rows[0] if column.startswith(prefixes) and column[-1].isdigit()]
    return np.array([[int(row[column]) + 1 for column in columns] for row in rows], dtype=np.int16)


@pytest.mark.parametrize(
    ("name", "prefixes", "shape"),
    [("careless_sim", ("scale",), (200, 50)), ("lq2002", ("LEAD", "TSIG", "HOSTIL"), (2042, 19))],
)
def test_as_r(name: str, prefixes: tuple[str, ...], shape: tuple[int, int]) -> None:
    answers = reference_answers(name, prefixes)
    expected = reference_rows("reference", "careless", f"{name}.csv")
    pool = pooled(answers)

    assert answers.shape == shape
    assert pool is not None
    found = {
        "longstring": longest_runs(answers),
        "irv": response_variability(answers),
        "mahad": mahalanobis(answers, pool=pool),
        "n_missing": np.count_nonzero(answers == 0, axis=1),
    }
    for index, values in found.items():
        assert values == pytest.approx([number(row[index]) for row in expected], abs=TOLERANCE), index


class TestFlags:
    def test_written_out(self) -> None:
        varied = [1, 2, 3, 4] * 5
        cases = [
            (varied, False),
            ([4] * 20, True),
            ([4] * 15 + [1, 2, 1, 2, 3], True),  # a run of 15 in 20
            ([4] * 14 + [1, 2, 1, 2, 3, 5], False),  # a run of 14
            ([4] * 15 + [1, 2, 3] * 5, True),  # 15 of 30: half
            ([4] * 15 + [1, 2, 3] * 5 + [1], False),  # 15 of 31
            ([4] * 14, False),  # too few answers to judge
            ([4, 4, 4, 0] * 5, True),  # blanks between, but one answer throughout
            ([4] * 10 + [0] + [4] * 9 + [3], False),  # a blank ends the run
        ]
        for line, expected in cases:
            found = flag(lines(line), pool=None)
            assert bool(found.flagged[0]) is expected, line
            assert is_flagged(line) is expected, line

    def test_someone_who_answers_unlike_everybody_is_unusual(self) -> None:
        rng = np.random.default_rng(4)
        mood = rng.integers(2, 5, (400, 1))
        answers = (mood + rng.integers(0, 3, (400, 20))).clip(1, 6).astype(np.int16)
        answers[7] = np.tile([1, 6], 10)

        found = flag(answers, pool=pooled(answers))

        assert found.unusual[7]
        assert not found.long_run[7]
        assert not found.no_variation[7]
        assert np.count_nonzero(found.unusual) < 8

    def test_a_short_questionnaire_is_judged_by_distance_only_and_not_with_most_of_it_missing(self) -> None:
        rng = np.random.default_rng(9)
        answers = (rng.integers(2, 5, (300, 1)) + rng.integers(0, 2, (300, 8))).astype(np.int16)
        answers[0], answers[1] = 5, np.tile([1, 6], 4)
        answers[2] = [1, 6, 1, 0, 0, 0, 0, 0]

        found = flag(answers, pool=pooled(answers))

        assert found.judged[:3].tolist() == [True, True, False]
        assert found.flagged[:3].tolist() == [False, True, False]

    def test_the_cut_off_is_one_in_a_thousand(self) -> None:
        # χ² tables: .999 for 1, 10 and 60 degrees of freedom.
        assert unusual_from(np.array([1, 10, 60])) == pytest.approx([10.828, 29.588, 99.607], abs=5e-4)


def test_what_is_missing_is_left_out_of_the_distance() -> None:
    """Each incomplete line, against its own part of the covariances inverted alone."""
    rng = np.random.default_rng(5)
    answers = (rng.integers(1, 4, (300, 1)) + rng.integers(0, 4, (300, 5))).astype(np.int16)
    answers[rng.random((300, 5)) < 0.2] = 0
    pool = pooled(answers)
    assert pool is not None
    answers[0] = 0
    covariance = np.linalg.inv(pool.precision)

    found = mahalanobis(answers, pool=pool)

    assert found[0] == pytest.approx(0, abs=1e-12)
    for line, distance in zip(answers[1:], found[1:], strict=True):
        seen = np.flatnonzero(line)
        away = line[seen] - pool.mean[seen]
        inverse = np.linalg.inv(covariance[np.ix_(seen, seen)])
        assert distance == pytest.approx(float(away @ inverse @ away), abs=1e-9)


LINE = st.lists(st.sampled_from([0, 3, 3, 3, 4]), min_size=24, max_size=24)


@given(st.lists(LINE, min_size=1, max_size=6))
def test_one_line_at_a_time_says_the_same(rows: list[list[int]]) -> None:
    """The release counts line by line without numpy."""
    together = flag(lines(*rows), pool=None).flagged

    assert together.tolist() == [is_flagged(row) for row in rows]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_runs_and_variability_written_out(row: list[int]) -> None:
    longest = run = 0
    for place, answer in enumerate(row):
        run = 0 if answer == 0 else run + 1 if place and answer == row[place - 1] else 1
        longest = max(longest, run)
    given_answers = [answer for answer in row if answer]

    assert longest_runs(lines(row)).tolist() == [longest]
    found = float(response_variability(lines(row))[0])
    if len(given_answers) > 1:
        mean = sum(given_answers) / len(given_answers)
        variance = sum((answer - mean) ** 2 for answer in given_answers) / (len(given_answers) - 1)
        assert found == pytest.approx(math.sqrt(variance), abs=1e-12)
    else:
        assert math.isnan(found)


@given(st.permutations(range(40)))
def test_the_order_of_lines_means_nothing(order: list[int]) -> None:
    rng = np.random.default_rng(6)
    answers = rng.integers(0, 5, (40, 3)).astype(np.int16)
    pool, again = pooled(answers), pooled(answers[order])
    assert pool is not None
    assert again is not None

    assert mahalanobis(answers[order], pool=again) == pytest.approx(
        mahalanobis(answers, pool=pool)[order], abs=1e-9
    )
