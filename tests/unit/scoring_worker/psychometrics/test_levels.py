"""Levels, tipping point and worst case; probabilities against R's `pnorm`."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_worker.psychometrics.levels import (
    between_levels,
    level_index,
    level_probabilities,
    tipping_point,
    worst_case_bounds,
)
from tests.fixtures.reference import reference_json

CUTS = [3.0, 4.0, 5.0]


def test_a_cut_belongs_to_the_level_above() -> None:
    assert [level_index(mean, cuts=CUTS) for mean in (2.99, 3.0, 3.99, 4.0, 5.0, 6.0)] == [0, 1, 1, 2, 3, 3]


def test_without_error_there_is_one_level() -> None:
    assert level_probabilities(4.0, error=0, cuts=CUTS, df=7).tolist() == [0, 0, 1, 0]


def test_by_hand() -> None:
    # m = 4.1, s = 0.1, df = 30: P(below 4.0) = F(-1) = 0.16265 (t, 30 df).
    found = level_probabilities(4.1, error=0.1, cuts=CUTS, df=30)

    assert found == pytest.approx([0, 0.162654, 0.837346, 0], abs=1e-5)


@given(st.floats(1, 6), st.floats(0.001, 2), st.integers(1, 200))
def test_probabilities_are_a_distribution(mean: float, error: float, df: int) -> None:
    found = level_probabilities(mean, error=error, cuts=CUTS, df=df)

    assert np.all(found >= 0)
    assert float(found.sum()) == pytest.approx(1)


def test_level_probabilities_as_in_r() -> None:
    reference = reference_json("reference", "classification", "stage_probabilities.json")["lq2002_LEAD"]

    assert len(reference["groups"]) == 49
    for group in reference["groups"]:
        expected = [group[f"raw.stage{stage}"] for stage in range(1, 5)]
        found = level_probabilities(group["raw_mean"], error=group["raw_se"], cuts=reference["cuts"], df=None)
        assert found == pytest.approx(expected, abs=1e-9)


def test_the_tipping_point_is_at_the_nearest_cut() -> None:
    below = tipping_point(4.1, cuts=CUTS, unseen=9 / 40)
    above = tipping_point(3.9, cuts=CUTS, unseen=0.5)

    assert below.difference == pytest.approx(0.1 / 0.225)
    assert below.cut == 1
    assert above.difference == pytest.approx(-0.2)
    assert above.cut == 1
    assert np.isnan(tipping_point(4.1, cuts=CUTS, unseen=0).difference)
    assert np.isnan(tipping_point(4.1, cuts=CUTS, unseen=np.nan).difference)
    assert tipping_point(3.5, cuts=CUTS, unseen=0.5).cut == 0


def test_between_levels_is_improbable_or_near_a_cut() -> None:
    means, errors = np.array([4.5, 4.09, 4.5, 4.1]), np.array([0.1, 0.001, 0.8, 0.001])
    probabilities = level_probabilities(means, error=errors, cuts=CUTS, df=30)

    found = between_levels(means, probabilities=probabilities, cuts=CUTS)

    assert found.tolist() == [False, True, True, False]


@given(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(n + 1, 2 * n + 1))),
    st.fractions(min_value=1, max_value=6, max_denominator=60),
)
def test_people_that_different_put_the_faculty_on_the_cut(faculty: tuple[int, int], mean: Fraction) -> None:
    n, eligible = faculty
    cuts = [Fraction(cut) for cut in CUTS]

    tipping = tipping_point(mean, cuts=cuts, unseen=1 - Fraction(n, eligible))

    theirs = mean - tipping.difference.item()
    assert isinstance(theirs, Fraction)
    assert (n * mean + (eligible - n) * theirs) / eligible == cuts[int(tipping.cut)]


def test_worst_cases_by_hand() -> None:
    assert worst_case_bounds(Fraction(4), unseen=Fraction(1, 4), low=1, high=6) == (
        Fraction("3.25"),
        Fraction("4.5"),
    )
    assert worst_case_bounds(4.0, unseen=0.0, low=1, high=6) == (4.0, 4.0)


def test_between_levels_takes_one_score_or_a_table_of_them() -> None:
    certain, near = np.array([0.0, 1.0, 0.0, 0.0]), np.array([0.0, 0.5, 0.5, 0.0])

    assert not between_levels(3.5, probabilities=certain, cuts=CUTS)
    assert between_levels(3.95, probabilities=certain, cuts=CUTS)
    table = between_levels(
        np.full((2, 3), 3.5), probabilities=np.array([[certain] * 3, [near] * 3]), cuts=CUTS
    )
    assert table.tolist() == [[False] * 3, [True] * 3]
