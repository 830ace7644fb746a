"""Agreement against R: `multilevel` 2.8 (rwg, rwg.j, ad.m, awg) and `agrmt` 1.42 (agreement, consensus).

The hand vectors never skip. Tolerance against R: 1e-9.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring_worker.psychometrics.agreement import (
    a_wg,
    a_wg_j,
    agreement_a,
    consensus,
    mean_deviation,
    mean_deviation_j,
    rwg,
    rwg_j,
    rwg_j_star,
)
from scoring_worker.psychometrics.items import item_mean, item_variance
from tests.fixtures.reference import number, reference_rows

TOLERANCE = 1e-9

# Five-point counts → r_wg, AD_M, a_wg, A, consensus; by hand, and by R to the digits given.
HAND_VECTORS = [
    ((8, 0, 0, 0, 8), (0, 2.0, -1, -1, 0)),
    ((4, 4, 4, 4, 4), (0, 1.2, 0, 0, 0.433985)),
    ((0, 5, 0, 5, 0), (0.444444, 1.0, 0.5, 0.166667, 0.584963)),
    ((0, 5, 5, 0, 0), (0.861111, 0.5, 0.866667, 0.75, 0.807355)),
    ((1, 0, 0, 0, 19), (0.6, 0.38, -1, 0.8, 0.713603)),
    ((0, 0, 0, 0, 9), (1, 0, 1, 1, 1)),
]


def counts_of(*counts: int) -> NDArray[np.int64]:
    return np.array(counts, dtype=np.int64)


def test_nothing_is_defined_without_answers() -> None:
    nobody = counts_of(0, 0, 0, 0, 0)

    assert all(np.isnan(f(nobody)) for f in (rwg, mean_deviation, a_wg, agreement_a, consensus))
    for index in (rwg_j, rwg_j_star, mean_deviation_j, a_wg_j):
        assert np.isnan(index(np.stack([nobody, nobody])))


def test_one_item_without_two_answers_leaves_the_factor_without_r_wg() -> None:
    assert np.isnan(rwg_j(np.stack([counts_of(1, 2, 3, 2, 1), counts_of(0, 0, 1, 0, 0)])))


def test_one_answer_has_no_variance() -> None:
    one = counts_of(0, 0, 1, 0, 0)

    assert np.isnan(rwg(one))
    assert np.isnan(a_wg(one))
    assert [float(index(one)) for index in (mean_deviation, agreement_a, consensus)] == [0, 1, 1]


def test_a_mean_too_near_an_end_has_no_a_wg() -> None:
    # n = 10: the mean must be at most (5 * 9 + 1) / 10 = 4.6.
    assert np.isnan(a_wg(counts_of(0, 0, 0, 3, 7)))
    assert not np.isnan(a_wg(counts_of(0, 0, 0, 4, 6)))


@pytest.mark.parametrize(("counts", "expected"), HAND_VECTORS)
def test_hand_vectors(counts: tuple[int, ...], expected: tuple[float, ...]) -> None:
    item = counts_of(*counts)

    found = (rwg(item), mean_deviation(item), a_wg(item), agreement_a(item), consensus(item))
    assert found == pytest.approx(expected, abs=5e-7)


def test_two_options_have_no_middle() -> None:
    assert agreement_a(counts_of(5, 5)) == 0
    assert agreement_a(counts_of(10, 0)) == 1
    assert agreement_a(counts_of(8, 2)) == pytest.approx(0.6)


def test_multi_item_agreement_by_hand() -> None:
    # Answers 1 2 2 4 4 5 and, three skipped, 2 3 4: variances 2.4 and 1, null 2: mean ratio 0.85.
    counts = np.stack([counts_of(1, 2, 0, 2, 1), counts_of(0, 1, 1, 1, 0)])

    ratio = 0.85
    assert rwg_j(counts) == pytest.approx(2 * (1 - ratio) / (2 * (1 - ratio) + ratio))
    assert rwg_j_star(counts) == pytest.approx(1 - ratio)
    assert mean_deviation_j(counts) == pytest.approx((8 / 6 + 2 / 3) / 2)


def test_items_without_a_wg_are_left_out_of_its_mean() -> None:
    counts = np.stack([counts_of(0, 5, 0, 5, 0), counts_of(0, 0, 0, 3, 7)])

    assert a_wg_j(counts) == pytest.approx(0.5)


def test_disagreement_beyond_chance_is_truncated_in_one_and_kept_in_the_other() -> None:
    split = np.stack([counts_of(5, 0, 0, 0, 5)] * 3)

    assert rwg_j(split) == 0
    assert rwg_j_star(split) == pytest.approx(1 - (40 / 9) / 2)


@given(
    st.integers(2, 11).flatmap(
        lambda n_options: st.lists(
            st.lists(st.integers(0, 9), min_size=n_options, max_size=n_options), min_size=1, max_size=6
        )
    )
)
def test_many_at_once_are_as_one_by_one(rows: list[list[int]]) -> None:
    together = np.array(rows)

    for index in (rwg, mean_deviation, a_wg, agreement_a, consensus, item_variance):
        alone = np.array([float(index(np.array(row))) for row in rows])
        assert np.array_equal(index(together), alone, equal_nan=True), index
        assert np.array_equal(index(together[np.newaxis, :, np.newaxis])[0, :, 0], alone, equal_nan=True)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=11).filter(lambda counts: sum(counts) > 1))
def test_turning_the_scale_round_changes_nothing(counts: list[int]) -> None:
    item, turned = counts_of(*counts), counts_of(*counts[::-1])

    for index in (rwg, mean_deviation, a_wg, agreement_a, consensus):
        assert index(item) == pytest.approx(index(turned), abs=1e-9, nan_ok=True)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=11).filter(lambda counts: sum(counts) > 1))
def test_every_index_keeps_to_its_range(counts: list[int]) -> None:
    item = counts_of(*counts)

    ranges = {rwg: (0, 1), mean_deviation: (0, len(counts)), agreement_a: (-1, 1), consensus: (0, 1)}
    for index, (low, high) in ranges.items():
        value = float(index(item))
        assert low - 1e-9 <= value <= high + 1e-9
    relative = float(a_wg(item))
    assert np.isnan(relative) or -1 - 1e-9 <= relative <= 1 + 1e-9


R_ITEM_COLUMNS = {
    "rwg_uniform": rwg,
    "ad_mean": mean_deviation,
    "awg": a_wg,
    "vdE_A": agreement_a,
    "TW_consensus": consensus,
    "var": item_variance,
}


def check_item(row: dict[str, str], counts: NDArray[np.int64]) -> None:
    for column, index in R_ITEM_COLUMNS.items():
        expected = number(row[column])
        found = float(index(counts))
        if expected is None:
            # R says NA where ours is plain: AD_M of one answer, and everything on two options.
            plain = counts.size == 2 or (column == "ad_mean" and counts.sum() == 1)
            assert np.isnan(found) or plain, (row, column, found)
        else:
            assert found == pytest.approx(expected, abs=TOLERANCE), (row, column)
    expected_mean = number(row["mean"])
    found_mean = float(item_mean(counts, low=1))
    assert found_mean == pytest.approx(
        np.nan if expected_mean is None else expected_mean, abs=TOLERANCE, nan_ok=True
    )


def test_edge_cases_as_in_r() -> None:
    rows = reference_rows("reference", "edge_cases", "public_edge_cases.csv")

    assert len(rows) > 100
    for row in rows:
        check_item(row, counts_of(*(int(count) for count in row["counts"].split("|"))))


def test_new_york_items_as_in_r() -> None:
    counts = {
        (row["dbn"], row["item"]): counts_of(
            *(int(row[f"c{place}"]) for place in range(1, int(row["k"]) + 1))
        )
        for row in reference_rows("data", "nyc2011_A_teacher_counts.csv")
    }
    rows = reference_rows("reference", "nyc2011", "A_item_reference.csv.gz")

    known = [row for row in rows if (row["dbn"], row["item"]) in counts]
    assert len(known) > 10_000
    for row in known:
        check_item(row, counts[row["dbn"], row["item"]])
