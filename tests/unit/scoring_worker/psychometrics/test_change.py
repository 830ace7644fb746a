"""Change between two administrations, against R (`t.test`, `survey::svymean`) and by enumeration."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import integrate

from scoring_worker.psychometrics.change import (
    VERDICTS,
    Change,
    Wave,
    cliffs_delta,
    hedges_g,
    verdict,
    wave,
    welch,
)
from tests.fixtures.reference import number, reference_json, reference_rows

TOLERANCE = 1e-9


def change_of(now: list[float], before: list[float], *, eligible: tuple[float, float]) -> Change:
    return welch(_wave(now, eligible[0]), before=_wave(before, eligible[1]))


def _wave(scores: list[float], eligible: float) -> Wave:
    variance = np.var(scores, ddof=1) if len(scores) > 1 else math.nan
    return wave(np.mean(scores), variance=variance, n=len(scores), eligible=eligible)


class TestUndefined:
    def test_nobody_answered(self) -> None:
        found = welch(wave(math.nan, variance=math.nan, n=0), before=wave(3.0, variance=1.0, n=10))

        assert np.isnan([found.difference, found.low, found.high, found.p]).all()
        assert VERDICTS[int(verdict(found, min_change=0.2))] == "cannot_be_told_apart"

    def test_one_of_several_people_has_no_interval(self) -> None:
        found = welch(wave(5.0, variance=math.nan, n=1, eligible=4), before=wave(3.0, variance=1.0, n=10))

        assert found.difference == 2.0
        assert np.isnan([found.error, found.low, found.high, found.p]).all()
        assert verdict(found, min_change=0.2) == 0

    def test_no_spread_anywhere_has_no_standardised_change(self) -> None:
        assert np.isnan(hedges_g(1.0, variances=(0.0, 0.0), n=(5, 5)).g)
        assert np.isnan(hedges_g(1.0, variances=(math.nan, 1.0), n=(1, 5)).variance)

    def test_an_empty_side_has_no_delta(self) -> None:
        assert math.isnan(_delta([], [1.0]))
        assert np.isnan(cliffs_delta(np.zeros(5, dtype=np.int64), before=np.ones(5, dtype=np.int64)))


class TestEverybodyAnswered:
    def test_both_complete_leave_no_width(self) -> None:
        found = change_of([3, 4, 5], [3, 3, 4], eligible=(3, 2))

        assert found.low == found.high == found.difference
        assert found.p == 0
        assert found.df == np.inf
        assert verdict(found, min_change=0.2) == 1

    def test_no_difference_is_no_finding(self) -> None:
        found = change_of([3, 4, 5], [5, 3, 4], eligible=(3, 3))

        assert found.p == 1
        assert verdict(found, min_change=0.2) == 0

    def test_a_single_person_who_is_the_whole_faculty(self) -> None:
        found = change_of([4], [2], eligible=(1, 1))

        assert found.low == found.high == 2

    def test_one_complete_leaves_the_other_ones_error(self) -> None:
        found = change_of([3, 4, 5], [1, 3, 4, 2], eligible=(3, 8))

        assert found.df == 3
        assert found.error == pytest.approx(math.sqrt(5 / 3 / 4 * (1 - 4 / 8)), abs=1e-15)


class TestVerdict:
    @pytest.mark.parametrize(
        ("now", "before", "expected"),
        [(3.3, 3.1, 1), (3.1, 3.3, -1), (3.29, 3.1, 0), (3.1, 3.1, 0)],
    )
    def test_a_change_of_just_the_least_counts(self, now: float, before: float, expected: int) -> None:
        found = welch(
            wave(now, variance=1, n=9, eligible=9), before=wave(before, variance=1, n=9, eligible=9)
        )

        assert verdict(found, min_change=0.2) == expected

    def test_a_large_change_whose_interval_holds_nothing_is_not_told_apart(self) -> None:
        found = change_of([1, 6, 6, 3], [1, 2, 6, 3], eligible=(math.nan, math.nan))

        assert found.difference == 1
        assert found.low < 0 < found.high
        assert verdict(found, min_change=0.2) == 0


class TestHedges:
    def test_by_hand(self) -> None:
        # d = 1/√((4·1 + 9·4)/13) = .570088; J = 1 - 3/51; g = .536553; V = 15/50 + g²/30.
        found = hedges_g(1.0, variances=(1.0, 4.0), n=(5, 10))

        assert found.g == pytest.approx(0.5365531, abs=1e-6)
        assert found.variance == pytest.approx(0.3095963, abs=1e-6)

    @pytest.mark.parametrize("n", [(1, 5), (5, 1)])
    def test_someone_alone_has_no_spread_to_standardise_by(self, n: tuple[int, int]) -> None:
        found = hedges_g(1.0, variances=(2.0, 2.0), n=n)

        assert np.isnan([found.g, found.variance]).all()


def test_each_waves_error_as_in_svymean() -> None:
    reference = reference_json("reference", "lohr_teachers", "fpc_means.json")
    rows = reference_rows("data", "lohr_teachers.csv")
    checked = 0

    for school in reference["hrwork"]:
        values = [number(row["hrwork"]) for row in rows if int(row["school"]) == school["school"]]
        scores = [value for value in values if value is not None]
        if school["se_fpc"] is None or len(scores) != school["n"]:
            continue
        found = _wave(scores, school["N"])
        assert found.mean == pytest.approx(school["mean"], abs=TOLERANCE)
        assert found.error == pytest.approx(school["se_fpc"], abs=TOLERANCE)
        checked += 1
    assert checked >= 25


def test_the_squared_error_is_right_on_average_over_every_possible_sample() -> None:
    """Cochran by enumeration: over all samples of two known faculties the mean SE² is the variance."""
    now, before = [1, 2, 4, 4, 6, 3], [2, 2, 5, 1, 3]
    samples = itertools.product(itertools.combinations(now, 4), itertools.combinations(before, 3))
    found = [change_of(list(one), list(other), eligible=(6, 5)) for one, other in samples]

    differences = np.array([change.difference for change in found])
    errors = np.array([change.error for change in found])
    assert np.mean(errors**2) == pytest.approx(np.var(differences), abs=1e-12)


def test_degrees_of_freedom_and_p_with_finite_faculties_by_another_way() -> None:
    """Satterthwaite in fractions, and p and the interval's ends by integrating the t density."""
    now, before, eligible = [3, 4, 6, 5, 5], [2, 5, 3, 3, 1, 2], (8, 7)
    terms = [
        (_variance(scores) / len(scores) * (1 - Fraction(len(scores), size)), len(scores) - 1)
        for scores, size in zip((now, before), eligible, strict=True)
    ]
    error2 = sum(term for term, _ in terms)
    df = float(error2**2 / sum(term**2 / freedom for term, freedom in terms))

    found = change_of([float(x) for x in now], [float(x) for x in before], eligible=eligible)

    assert found.df == pytest.approx(df, abs=1e-12)
    assert found.error == pytest.approx(math.sqrt(error2), abs=1e-12)
    assert found.p == pytest.approx(2 * _tail(float(found.difference / found.error), df), abs=TOLERANCE)
    assert 2 * _tail(float((found.high - found.difference) / found.error), df) == pytest.approx(
        0.05, abs=1e-9
    )
    assert found.low + found.high == pytest.approx(2 * found.difference, abs=1e-12)


def _variance(scores: list[int]) -> Fraction:
    mean = Fraction(sum(scores), len(scores))
    return sum(((score - mean) ** 2 for score in scores), Fraction(0)) / (len(scores) - 1)


def _tail(t: float, df: float) -> float:
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    area, _ = integrate.quad(
        lambda x: scale * (1 + x * x / df) ** (-(df + 1) / 2), t, math.inf, epsabs=1e-13, epsrel=1e-13
    )
    return area


SCORES = st.lists(st.integers(1, 6), min_size=2, max_size=12)
EXTRA = st.integers(0, 10) | st.none()
MOVED = st.tuples(st.integers(-3, 3), st.sampled_from([0.5, 2.0, 4.0]))


def _faculty(scores: list[int], extra: int | None) -> float:
    return math.nan if extra is None else len(scores) + extra


@given(SCORES, SCORES, EXTRA, EXTRA)
def test_swapping_the_administrations_flips_every_sign(
    now: list[int], before: list[int], more: int | None, less: int | None
) -> None:
    one = change_of(
        list(map(float, now)),
        list(map(float, before)),
        eligible=(_faculty(now, more), _faculty(before, less)),
    )
    two = change_of(
        list(map(float, before)),
        list(map(float, now)),
        eligible=(_faculty(before, less), _faculty(now, more)),
    )

    assert (one.difference, one.error, one.p) == (-two.difference, two.error, two.p)
    assert (one.low, one.high) == (-two.high, -two.low)
    assert verdict(one, min_change=0.2) == -verdict(two, min_change=0.2)
    assert _delta(now, before) == -_delta(before, now)


@given(SCORES, SCORES, EXTRA, EXTRA, MOVED)
def test_shift_changes_nothing_and_scale_scales(
    now: list[int], before: list[int], more: int | None, less: int | None, move: tuple[int, float]
) -> None:
    shift, factor = move
    eligible = (_faculty(now, more), _faculty(before, less))
    plain = change_of(list(map(float, now)), list(map(float, before)), eligible=eligible)
    moved = change_of(
        [factor * x + shift for x in now], [factor * x + shift for x in before], eligible=eligible
    )

    for name in ("difference", "error", "low", "high"):
        assert getattr(moved, name) == pytest.approx(factor * getattr(plain, name), abs=1e-9)
    assert moved.p == pytest.approx(plain.p, abs=1e-9)
    assert _delta(now, before) == _delta(
        [factor * x + shift for x in now], [factor * x + shift for x in before]
    )


@given(SCORES, SCORES, EXTRA)
def test_never_wider_than_without_knowing_the_faculty(
    now: list[int], before: list[int], more: int | None
) -> None:
    corrected = change_of(
        list(map(float, now)), list(map(float, before)), eligible=(_faculty(now, more),) * 2
    )
    plain = change_of(list(map(float, now)), list(map(float, before)), eligible=(math.nan, math.nan))

    assert corrected.error <= plain.error + 1e-12


@given(st.lists(st.integers(1, 4), max_size=9), st.lists(st.integers(1, 4), max_size=9), st.randoms())
def test_delta_is_what_counting_every_pair_gives(now: list[int], before: list[int], random: object) -> None:
    pairs = [(x > y) - (x < y) for x in now for y in before]

    delta = _delta(now, before)

    if not pairs:
        assert math.isnan(delta)
    else:
        assert delta == pytest.approx(sum(pairs) / len(pairs), abs=1e-15)
        assert -1 <= delta <= 1
        random.shuffle(now)  # type: ignore[attr-defined]
        assert _delta(now, before) == delta
        counts = [np.bincount(scores, minlength=5) for scores in (now, before)]
        assert cliffs_delta(counts[0], before=counts[1]) == delta


def _delta(now: list[int] | list[float], before: list[int] | list[float]) -> float:
    values = np.unique([*now, *before])
    counts = [np.bincount(np.searchsorted(values, own), minlength=values.size) for own in (now, before)]
    return float(cliffs_delta(counts[0], before=counts[1]))


def test_many_at_once_are_each_alone() -> None:
    rng = np.random.default_rng(11)
    means, variances = rng.uniform(1, 6, (2, 3, 4)), rng.uniform(0, 2, (2, 3, 4))
    n, faculty = rng.integers(2, 40, (2, 3, 4)), np.full((2, 3, 4), 40.0)
    faculty[0, 0, 0] = np.nan
    parts: list[NDArray[np.float64] | NDArray[np.int64]] = [means, variances, n, faculty]
    waves = [wave(m, variance=v, n=k, eligible=size) for m, v, k, size in zip(*parts, strict=True)]

    found = welch(waves[0], before=waves[1])

    for place in np.ndindex(3, 4):
        alone = [
            wave(*[m[place]], variance=v[place], n=k[place], eligible=s[place])
            for m, v, k, s in zip(*parts, strict=True)
        ]
        one = welch(alone[0], before=alone[1])
        for name in ("difference", "error", "df", "low", "high", "p"):
            assert getattr(found, name)[place] == getattr(one, name), name


def test_the_rounding_of_two_complete_administrations_is_all_that_is_left() -> None:
    """Every pair of exact means, each rounded to 0.1: the interval holds the exact difference in 96 %."""
    exact = np.arange(2.0025, 2.1, 0.005)
    now, before = np.meshgrid(exact, exact + 0.5)
    waves = [wave(np.round(mean, 1), variance=1.0, n=20, eligible=20) for mean in (now, before)]

    found = welch(waves[0], before=waves[1], known_variance=2 * 0.1**2 / 12)

    held = (found.low <= now - before) & (now - before <= found.high)
    assert np.all(np.isinf(found.df))
    assert found.error == pytest.approx(0.1 / 6**0.5, abs=1e-12)
    assert 0.95 <= held.mean() <= 0.97


def test_a_known_variance_leaves_the_degrees_of_freedom_to_the_samples() -> None:
    """As Satterthwaite's formula with a third term of infinitely many degrees of freedom."""
    now, before = wave(4.0, variance=1.0, n=10, eligible=20), wave(3.5, variance=2.0, n=15)

    found = welch(now, before=before, known_variance=0.01)

    terms = (1.0 / 10 * 0.5, 2.0 / 15)
    total = sum(terms) + 0.01
    assert found.error == pytest.approx(total**0.5, abs=1e-12)
    assert found.df == pytest.approx(total**2 / (terms[0] ** 2 / 9 + terms[1] ** 2 / 14), abs=1e-9)


def test_verdicts_have_the_names_of_the_profile() -> None:
    difference = np.array([1.0, -1.0, 0.0])
    found = welch(
        wave(difference, variance=0.0, n=9, eligible=9), before=wave(0.0, variance=0.0, n=9, eligible=9)
    )

    names = [VERDICTS[int(one)] for one in verdict(found, min_change=0.2)]

    assert names == ["higher", "lower", "cannot_be_told_apart"]


def test_whoever_answered_alone_has_no_error_even_with_a_variance_given() -> None:
    assert np.isnan(wave(4.0, variance=1.0, n=1, eligible=5).error)
    assert wave(4.0, variance=1.0, n=2, eligible=4).error == pytest.approx(0.5)


def test_cliffs_delta_of_several_schools_is_that_of_each() -> None:
    now, before = np.array([[3, 1, 0], [0, 2, 2]]), np.array([[1, 1, 1], [4, 1, 0]])

    both = cliffs_delta(now, before=before)

    assert both.shape == (2,)
    # Pairs won less pairs lost: 3·(0 - 2) + 1·(1 - 1) of 12, 2·(4 - 0) + 2·(5 - 0) of 20.
    assert both == pytest.approx([-0.5, 0.9], abs=1e-15)
