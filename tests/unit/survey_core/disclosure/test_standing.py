"""R1: who may be reported on, and how much."""

import pytest

from survey_core.disclosure.standing import MEASURES, Conditions, standing, withheld


def at(responses: int, eligible: int | None, **more: object) -> Conditions:
    return Conditions(responses=responses, eligible=eligible, **more)  # type: ignore[arg-type]


def test_k_is_never_lowered() -> None:
    with pytest.raises(ValueError, match="never lowered"):
        at(10, 10, k=4)


@pytest.mark.parametrize("wrong", [{"responses": -1}, {"eligible": -1}, {"replacements": -1}])
def test_negative_counts_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        Conditions(**({"responses": 10, "eligible": 12} | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("responses", "eligible", "expected"),
    [
        (4, 4, "suppressed"),
        (5, 5, "profile"),
        (15, 38, "suppressed"),  # 39.5 %
        (16, 40, "preliminary"),  # 40 %
        (25, 39, "preliminary"),  # 64.1 %
        (26, 40, "profile"),  # 65 %
        (50, 40, "profile"),  # more than were eligible
        (5, None, "profile"),  # no rate to judge
        (4, None, "suppressed"),
        (0, 0, "suppressed"),
    ],
)
def test_the_thresholds(responses: int, eligible: int | None, expected: str) -> None:
    assert standing(at(responses, eligible)) == expected


def test_replacements_and_open_access_leave_answers_out() -> None:
    assert standing(at(6, 8, replacements=2)) == "suppressed"
    assert at(30, 40, access="open").discounted == 4
    assert at(30, 41, access="open").discounted == 5
    assert standing(at(8, 12, access="open")) == "profile"
    assert standing(at(6, 9, access="open", replacements=1)) == "suppressed"


def test_an_operator_may_raise_k() -> None:
    assert standing(at(9, 10, k=10)) == "suppressed"
    assert withheld(at(12, 12, k=10), n=9) == dict.fromkeys(MEASURES, "not_enough_responses")


@pytest.mark.parametrize(
    ("conditions", "reason", "shown"),
    [
        (at(4, 4), "not_enough_responses", set()),
        (at(30, 40, interim=True), "interim_release", {"score", "interval", "bounds"}),
        (at(30, 40, access="open"), "open_access", {"score", "interval", "bounds"}),
        (at(20, 40), "preliminary", {"score", "interval", "bounds"}),
        (at(7, 8), "fewer_than_eight_responses", {"score", "interval", "bounds", "level", "tipping_point"}),
        (at(8, 8), None, set(MEASURES)),
    ],
)
def test_which_measures_each_standing_shows(
    conditions: Conditions, reason: str | None, shown: set[str]
) -> None:
    hidden = withheld(conditions, n=conditions.responses)

    assert set(MEASURES) - set(hidden) == shown
    assert set(hidden.values()) <= {reason}


def test_a_factor_is_judged_by_its_own_answers_too() -> None:
    faculty = at(30, 40, replacements=1)

    assert withheld(faculty, n=9) == {}
    assert set(withheld(faculty, n=8).values()) == {"fewer_than_eight_responses"}
    assert set(withheld(faculty, n=5).values()) == {"not_enough_responses"}
