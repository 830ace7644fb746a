"""Uncertainty about a finite faculty: against `survey::svymean` (fpc), `binom` and simulation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_worker.psychometrics.intervals import (
    effective_answers,
    eligible_number,
    error_of,
    mean_interval,
    share_interval,
    standard_error,
    unseen_share,
    wilson_interval,
)
from scoring_worker.psychometrics.levels import worst_case_bounds
from tests.fixtures.reference import number, reference_json, reference_rows

FACULTIES = st.integers(1, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(n, 3 * n)))


def test_one_person_has_no_interval() -> None:
    assert np.isnan(mean_interval(3.0, variance=np.nan, n=1, eligible=10)).all()
    assert np.isnan(mean_interval(3.0, variance=0.0, n=1, eligible=10)).all()


def test_by_hand() -> None:
    # n = 31 of N = 40, s = 0.8: SE = sqrt(.64/31 · 9/40) = .068155; t(.975, 30) = 2.042272.
    assert standard_error(0.64, n=31, eligible=40) == pytest.approx(0.0681556, abs=1e-6)
    assert mean_interval(4.1, variance=0.64, n=31, eligible=40) == pytest.approx(
        (3.960808, 4.239192), abs=1e-5
    )


def test_everyone_answered_leaves_no_width() -> None:
    assert mean_interval(4.1, variance=0.64, n=40, eligible=40).tolist() == [4.1, 4.1]
    assert share_interval(0.4, n=40, eligible=40).tolist() == [0.4, 0.4]


def test_more_answers_than_eligible_count_as_everyone() -> None:
    assert unseen_share(41, 40) == 0
    assert effective_answers(41, eligible=40) == math.inf


def test_without_an_eligible_count_there_is_no_correction() -> None:
    unknown = eligible_number(None)

    assert unseen_share(31, unknown) == 1
    assert effective_answers(31, eligible=unknown) == 31
    assert standard_error(0.64, n=31, eligible=unknown) == pytest.approx(0.8 / math.sqrt(31))


def test_the_error_is_read_back_off_an_interval() -> None:
    interval = mean_interval(4.1, variance=0.64, n=31, eligible=40)

    assert error_of(interval, n=31) == pytest.approx(standard_error(0.64, n=31, eligible=40))


@given(FACULTIES, st.floats(0, 1))
def test_correcting_for_a_finite_faculty_never_widens(faculty: tuple[int, int], share: float) -> None:
    n, eligible = faculty

    corrected = share_interval(share, n=n, eligible=eligible)
    plain = wilson_interval(share, n=n)

    assert plain[0] - 1e-12 <= corrected[0] <= share + 1e-12
    assert share - 1e-12 <= corrected[1] <= plain[1] + 1e-12


@given(FACULTIES, st.floats(1, 6))
def test_the_bounds_hold_the_mean_whatever_is_missing(faculty: tuple[int, int], mean: float) -> None:
    n, eligible = faculty

    low, high = worst_case_bounds(mean, unseen=float(unseen_share(n, eligible)), low=1, high=6)

    assert 1 - 1e-9 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= 6 + 1e-9
    assert high - low == pytest.approx(5 * (eligible - n) / eligible)


def test_wilson_as_in_r() -> None:
    rows = reference_rows("reference", "intervals", "binomial_intervals.csv")

    assert len(rows) > 50
    for row in rows:
        n = int(row["n"])
        low, high = wilson_interval(int(row["x"]) / n, n=n)
        # R prints a share of none or all with a rounding error of its own.
        assert low == pytest.approx(number(row["wilson_lo"]), abs=1e-9), row
        assert high == pytest.approx(number(row["wilson_hi"]), abs=1e-9), row


@pytest.mark.parametrize("variable", ["hrwork", "size"])
def test_finite_population_means_as_in_r(variable: str) -> None:
    reference = reference_json("reference", "lohr_teachers", "fpc_means.json")
    values: dict[int, list[float]] = {}
    for row in reference_rows("data", "lohr_teachers.csv"):
        value = number(row[variable])
        if value is not None:
            values.setdefault(int(row["school"]), []).append(value)

    checked = 0
    for school in reference[variable]:
        found = np.array(values[school["school"]])
        assert found.size == school["n"]
        assert float(found.mean()) == pytest.approx(school["mean"], abs=1e-9)
        variance = float(found.var(ddof=1)) if found.size > 1 else np.nan
        size = {"n": found.size, "eligible": school["N"]}
        error = standard_error(variance, **size)
        interval = mean_interval(float(found.mean()), variance=variance, **size)
        assert np.isnan(interval).any() == (school["lo"] is None)
        if school["lo"] is not None:
            assert error == pytest.approx(school["se_fpc"], abs=1e-9)
            assert interval == pytest.approx(np.array([school["lo"], school["hi"]]), abs=1e-9)
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("eligible", [12, 40, 120])
@pytest.mark.parametrize("rate", [0.45, 0.65, 0.9])
def test_nominal_coverage_over_drawn_faculties(eligible: int, rate: float) -> None:
    rng = np.random.default_rng(20261121)
    n, draws = max(5, round(eligible * rate)), 4_000
    covered = 0
    for _ in range(draws):
        # Person scores of a six-item factor on six points.
        trait = rng.normal(3.8, 0.6, size=(eligible, 1))
        faculty = np.clip(np.rint(trait + rng.normal(0, 0.9, size=(eligible, 6))), 1, 6).mean(axis=1)
        sample = faculty[:n]  # drawn at random already
        ends = mean_interval(float(sample.mean()), variance=float(sample.var(ddof=1)), n=n, eligible=eligible)
        covered += ends[0] <= faculty.mean() <= ends[1]
    assert 0.93 <= covered / draws <= 0.97


@pytest.mark.parametrize(
    ("successes", "n", "expected"),
    [
        # Newcombe (1998), Stat. Med. 17(8), table I, method 3 (the score method without correction).
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0000, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilsons_interval_as_published(successes: int, n: int, expected: tuple[float, float]) -> None:
    assert wilson_interval(successes / n, n=n) == pytest.approx(expected, abs=5e-5)


def test_effective_answers_by_hand() -> None:
    # 20 of 30: n* = 20 · 29 / 10.
    assert effective_answers(20, eligible=30) == pytest.approx(58, abs=1e-12)
