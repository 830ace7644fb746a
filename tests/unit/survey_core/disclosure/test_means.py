"""R8: the unit of a mean and the coding of its ends; exact rounding."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_core.disclosure.means import coded_mean, rounding_unit
from survey_core.disclosure.rounding import TENTH, down, half_up, tenth_of_root, up

FRACTIONS = st.fractions(min_value=0, max_value=100, max_denominator=5_000)


@pytest.mark.parametrize(
    ("n", "n_items", "unit"),
    [
        (5, 1, None),
        (6, 1, Fraction(1, 2)),
        (5, 3, Fraction(1, 5)),
        (5, 6, Fraction(1, 5)),  # never tenths below ten answers
        (9, 6, Fraction(1, 5)),
        (10, 3, Fraction(1, 10)),
        (10, 2, Fraction(1, 5)),
        (29, 1, Fraction(1, 5)),
        (30, 1, Fraction(1, 10)),
    ],
)
def test_the_unit_covers_three_answers(n: int, n_items: int, unit: Fraction | None) -> None:
    assert rounding_unit(n=n, n_items=n_items) == unit


def test_both_ends_are_coded() -> None:
    # n = 20, 1..6: the margin is 3/20 of 2.5 = 0.375.
    def coded(mean: str) -> tuple[str, Fraction]:
        result = coded_mean(Fraction(mean), n=20, n_items=5, low=1, high=6)
        assert result is not None
        return result.bound, result.value

    assert coded("1.37") == ("at_most", Fraction("1.4"))
    assert coded("1") == ("at_most", Fraction("1.4"))
    assert coded("1.375") == ("exact", Fraction("1.4"))
    assert coded("5.63") == ("at_least", Fraction("5.6"))
    assert coded("6") == ("at_least", Fraction("5.6"))
    assert coded("3.25") == ("exact", Fraction("3.3"))


@given(
    n=st.integers(5, 200),
    n_items=st.integers(1, 12),
    scale=st.tuples(st.integers(1, 3), st.integers(1, 10)),
    place=st.fractions(min_value=0, max_value=1, max_denominator=2_000),
)
def test_what_is_told_of_a_mean_is_true_and_never_finer_than_three_answers(
    n: int, n_items: int, scale: tuple[int, int], place: Fraction
) -> None:
    low, high = scale[0], scale[0] + scale[1]
    mean = low + place * (high - low)

    told = coded_mean(mean, n=n, n_items=n_items, low=low, high=high)

    if told is None:
        assert n * n_items < 6
        return
    assert told.unit >= Fraction(3, n * n_items)
    assert told.unit >= (TENTH if n >= 10 else Fraction(1, 5))
    assert told.value % told.unit == 0
    if told.bound == "exact":
        assert abs(told.value - mean) <= told.unit / 2
        margin = Fraction(3, n) * Fraction(high - low, 2)
        assert low + margin <= mean <= high - margin
    elif told.bound == "at_most":
        assert mean <= told.value
    else:
        assert mean >= told.value


@given(FRACTIONS, st.sampled_from([TENTH, Fraction(1, 5), Fraction(1, 2), Fraction(1)]))
def test_rounding_keeps_to_the_grid_and_brackets_the_value(value: Fraction, unit: Fraction) -> None:
    assert down(value, unit) <= value <= up(value, unit)
    assert up(value, unit) - down(value, unit) <= unit
    assert half_up(value, unit) in {down(value, unit), up(value, unit)}
    assert half_up(down(value, unit) + unit / 2, unit) == down(value, unit) + unit


@given(FRACTIONS)
def test_the_rounded_root_is_the_nearest_tenth(square: Fraction) -> None:
    root = tenth_of_root(square)

    assert (root - TENTH / 2) ** 2 <= square or root == 0
    assert square < (root + TENTH / 2) ** 2
    assert abs(float(root) - math.sqrt(square)) <= 0.05 + 1e-9
