"""Where to start: one test for each line of the table of cases."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring_worker.profiles.placing import PlacedFactor, Placement
from scoring_worker.profiles.start import leverage, start_here
from survey_core.contracts.measures import Interval
from survey_core.contracts.profile import StartHere
from survey_core.disclosure import CodedMean, FactorCore
from survey_core.instruments import Instrument, shipped

LEARNING = "meaningful_professional_learning"


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return shipped("internal-coherence")


def placed_at(weak: float) -> PlacedFactor:
    """A factor with this probability of the lower half of the continuum."""
    probabilities = np.array([weak / 3, 2 * weak / 3, 2 * (1 - weak) / 3, (1 - weak) / 3])
    mean = CodedMean(value=Fraction(4), unit=Fraction(1, 10), bound="exact")
    return PlacedFactor(
        core=FactorCore(n=30, eligible=40, estimated=False, mean=mean, sd=Fraction(1)),
        mean=mean,
        error=0.1,
        interval=Interval(low=3.9, high=4.1, everyone_answered=False),
        placement=Placement(index=int(probabilities.argmax()), probabilities=probabilities, between=None),
    )


@dataclass(frozen=True)
class Case:
    """P(weak) of the factors named, .05 for all others; what is recommended."""

    name: str
    weak: dict[str, float]
    rule: str
    domain: str | None
    factors: list[str]
    then: tuple[str, ...] = ()
    certainty: str = "very_likely"


CASES = [
    Case("nothing weak", {}, "nothing_weak", None, []),
    Case(
        "nothing weak, less sure", {"psychological_safety": 0.2}, "nothing_weak", None, [], certainty="likely"
    ),
    Case(
        "nothing weak, hardly sure",
        {"psychological_safety": 0.49},
        "nothing_weak",
        None,
        [],
        certainty="more_likely_than_not",
    ),
    Case(
        "team processes weak",
        {"team_processes": 0.91},
        "teams_weak",
        "leadership",
        [LEARNING],
        ("team_processes",),
    ),
    Case(
        "support for teams weak",
        {"team_support": 0.6},
        "teams_weak",
        "leadership",
        [LEARNING],
        ("team_support",),
        "more_likely_than_not",
    ),
    Case(
        "both weak, and leadership too: the documented case is checked first",
        {"team_processes": 0.6, "team_support": 0.8, "instructional_leadership": 0.99},
        "teams_weak",
        "leadership",
        [LEARNING],
        ("team_support", "team_processes"),
        "likely",
    ),
    Case(
        "the first weak domain wins, however weak a later one is",
        {"psychological_safety": 0.5, "collective_efficacy": 0.99},
        "first_weak_domain",
        "leadership",
        ["psychological_safety"],
        certainty="more_likely_than_not",
    ),
    Case(
        "the weakest factor of that domain",
        {"psychological_safety": 0.6, "instructional_leadership": 0.8},
        "first_weak_domain",
        "leadership",
        ["instructional_leadership"],
        certainty="likely",
    ),
    Case(
        "ties within a tenth are shown together, in instrument order",
        {"psychological_safety": 0.95, "instructional_leadership": 0.85},
        "first_weak_domain",
        "leadership",
        ["instructional_leadership", "psychological_safety"],
    ),
    Case(
        "structures, where leadership is not weak",
        {"shared_understanding": 0.91, "individual_efficacy": 0.95},
        "first_weak_domain",
        "structures",
        ["shared_understanding"],
    ),
    Case(
        "efficacy last",
        {"individual_efficacy": 0.95},
        "first_weak_domain",
        "efficacy",
        ["individual_efficacy"],
    ),
]


def start_at(instrument: Instrument, weak: dict[str, float]) -> StartHere:
    return start_here(
        instrument, placed={factor.id: placed_at(weak.get(factor.id, 0.05)) for factor in instrument.factors}
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table_of_cases(instrument: Instrument, case: Case) -> None:
    found = start_at(instrument, case.weak)

    assert (found.rule, found.domain, found.factors) == (case.rule, case.domain, case.factors)
    assert (tuple(found.then), found.certainty) == (case.then, case.certainty)
    assert found.provisional


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_text_names_rule_factors_and_certainty_in_both_languages(
    instrument: Instrument, case: Case
) -> None:
    text = start_at(instrument, case.weak).text

    assert set(text) == {"en", "es"}
    assert text["en"].startswith("Provisional.")
    assert "Rule:" in text["en"]
    assert "Regla:" in text["es"]
    words = {"very_likely": "very likely", "likely": "likely", "more_likely_than_not": "more likely than not"}
    assert words[case.certainty] in text["en"]
    for factor in [*case.factors, *case.then]:
        for language in ("en", "es"):
            assert instrument.factor(factor).title[language] in text[language]


def test_supports_fit_the_factor_and_its_level(instrument: Instrument) -> None:
    found = start_at(instrument, {"shared_understanding": 0.9})

    expected = [
        support.title
        for support in instrument.supports
        if support.factor == "shared_understanding" and "emergent" in support.levels
    ]
    assert expected
    assert [support.title for support in found.supports] == expected


def test_a_factor_that_is_not_shown_is_not_judged(instrument: Instrument) -> None:
    shown = {factor.id: placed_at(0.05) for factor in instrument.factors if factor.id != "team_processes"}

    assert start_here(instrument, placed=shown).rule == "nothing_weak"


def test_leverage_lists_the_strong_ones_in_instrument_order(instrument: Instrument) -> None:
    placed: dict[str, Any] = {factor.id: placed_at(0.5) for factor in instrument.factors}
    placed["collective_efficacy"] = placed_at(0.05)
    placed["instructional_leadership"] = placed_at(0.19)
    placed["psychological_safety"] = placed_at(0.21)

    found = leverage(instrument, placed=placed)

    assert [(entry.factor, entry.domain, entry.certainty) for entry in found] == [
        ("instructional_leadership", "leadership", "likely"),
        ("collective_efficacy", "efficacy", "very_likely"),
    ]
