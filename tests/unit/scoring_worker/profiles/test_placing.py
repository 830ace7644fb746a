"""Where a score lies, whether that is certain, and rounding outward."""

import math
from fractions import Fraction

import pytest

from scoring_worker.profiles.placing import Placement, outward, place
from survey_core.disclosure import Bound, CodedMean

CUTS = [Fraction(3), Fraction(4), Fraction(5)]


def placed(mean: str, *, error: float, bound: Bound = "exact") -> Placement:
    return place(
        CodedMean(value=Fraction(mean), unit=Fraction(1, 10), bound=bound),
        error=error,
        df=30,
        cuts=CUTS,
        near=Fraction(1, 10),
        scale_ends=(1, 6),
    )


@pytest.mark.parametrize(
    ("mean", "error", "index", "between"),
    [
        ("3.5", 0.1, 1, None),
        ("4.0", 0.0, 2, (1, 2)),  # on a cut, even if everyone answered
        ("3.9", 0.0, 1, None),  # a whole tenth away
        ("3.95", 0.0, 1, (1, 2)),
        ("3.4", 0.8, 1, (0, 1)),  # .46 for its level, .31 below, .20 above
        ("3.6", 0.8, 1, (1, 2)),
        ("5.3", 0.9, 3, None),  # .63
        ("5.2", 0.9, 3, (2, 3)),  # .59: the highest level has one neighbour
        ("2.8", 0.9, 0, (0, 1)),
    ],
)
def test_certain_from_six_tenths_and_a_tenth_away_from_a_cut(
    mean: str, error: float, index: int, between: tuple[int, int] | None
) -> None:
    found = placed(mean, error=error)

    assert (found.index, found.between) == (index, between)


def test_a_coded_score_that_may_lie_on_either_side_of_a_cut_is_not_certain() -> None:
    assert placed("3.4", error=0.1, bound="at_most").between == (0, 1)
    assert placed("2.5", error=0.1, bound="at_most").between is None
    assert placed("4.8", error=0.01, bound="at_least").between == (2, 3)
    assert placed("5.4", error=0.1, bound="at_least").between is None


def test_halves_of_the_continuum() -> None:
    found = placed("3.9", error=0.1)

    assert found.weak == pytest.approx(float(found.probabilities[:2].sum()))
    assert found.weak + found.strong == pytest.approx(1)


def test_intervals_are_rounded_outward_and_kept_on_the_scale() -> None:
    def ends(low: float, high: float, bound: Bound = "exact") -> tuple[float, float]:
        found = outward((low, high), low=1, high=6, everyone=False, bound=bound)
        return found.low, found.high

    assert ends(3.91, 4.31) == (3.9, 4.4)
    assert ends(4.1 - 0.2, 4.1 + 0.2) == (3.9, 4.3)  # 3.8999999999999995 is 3.9
    assert ends(0.4, 6.3) == (1, 6)
    assert ends(5.2, 5.4, "at_least") == (5.2, 6)
    assert ends(1.2, 1.4, "at_most") == (1, 1.4)
    with pytest.raises(ValueError, match="two answers"):
        outward((math.nan, math.nan), low=1, high=6, everyone=False, bound="exact")
