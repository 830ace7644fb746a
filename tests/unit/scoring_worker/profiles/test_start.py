"""Where to start: refusals first, then one test for each line of the table in `start_cases`."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from scoring_worker.profiles.placing import PlacedFactor, Placement
from scoring_worker.profiles.start import leverage, start_here
from survey_core.contracts.measures import Interval, Suppressed
from survey_core.contracts.profile import StartHere
from survey_core.disclosure import CodedMean, FactorCore
from survey_core.instruments import Instrument, shipped
from tests.fixtures.scoring import build_profile, context, made_up_blocks, routing_of, small_instrument
from tests.fixtures.start_cases import CASES, StartCase, variant

WORDS = {
    "en": {"very_likely": "very likely", "likely": "likely", "more_likely_than_not": "more likely than not"},
    "es": {"very_likely": "muy probable", "likely": "probable", "more_likely_than_not": "más bien probable"},
}
RULES = {
    "teams_weak": {
        "en": "Rule: where teams are weak, start with whole-school professional learning.",
        "es": "Regla: donde los equipos son débiles, se empieza por el aprendizaje profesional",
    },
    "first_weak_domain": {
        "en": "Rule: work first on the earliest domain of the causal order that has a weak factor",
        "es": "Regla: se trabaja primero en el dominio más temprano del orden causal",
    },
    "nothing_weak": {
        "en": "Rule: where nothing is weak, use what is strong.",
        "es": "Regla: donde nada es débil, se aprovecha lo fuerte.",
    },
}


def placed_at(weak: float) -> PlacedFactor:
    """A factor with this probability of the lower half of the continuum."""
    mean = CodedMean(value=Fraction(4), unit=Fraction(1, 10), bound="exact")
    return PlacedFactor(
        core=FactorCore(n=30, eligible=40, estimated=False, mean=mean, sd=Fraction(1)),
        mean=mean,
        error=0.1,
        interval=Interval(low=3.9, high=4.1, everyone_answered=False),
        placement=Placement(
            index=1 if weak > 0.5 else 2, probabilities=np.array([0, weak, 1 - weak, 0]), between=None
        ),
    )


def placed_of(case: StartCase) -> dict[str, PlacedFactor]:
    return {
        factor.id: placed_at(case.weak.get(factor.id, 0.05))
        for factor in variant(case.variant).factors
        if factor.id not in case.hidden
    }


def start_of(case: StartCase) -> StartHere:
    return start_here(variant(case.variant), placed=placed_of(case))


NOT_JUDGED: list[tuple[str, dict[str, Any], str]] = [
    ("four answered", {"responses": 4, "eligible": 4}, "not_enough_responses"),
    ("less than 40 % answered", {"responses": 15, "eligible": 40}, "not_enough_responses"),
    ("preliminary", {"responses": 25, "eligible": 40}, "preliminary"),
    ("open access", {"responses": 38, "eligible": 40, "access": "open"}, "open_access"),
    ("the survey is still open", {"responses": 30, "eligible": 40, "interim": True}, "interim_release"),
    ("five to seven answered", {"responses": 7, "eligible": 8}, "fewer_than_eight_responses"),
    (
        "eight answered, one perhaps twice",
        {"responses": 8, "eligible": 8, "replacements_issued": 1},
        "fewer_than_eight_responses",
    ),
]


@pytest.mark.parametrize(
    ("facts", "reason"), [line[1:] for line in NOT_JUDGED], ids=[x[0] for x in NOT_JUDGED]
)
def test_no_start_where_levels_may_not_be_judged(facts: dict[str, Any], reason: str) -> None:
    n = facts["responses"]
    instrument = small_instrument()
    document = build_profile(
        instrument=instrument,
        blocks=made_up_blocks(instrument, n),
        routing=routing_of(n, n),
        context=context(**facts),
        pooled_sd={},
    )

    assert document.start_here == Suppressed(reason=reason)
    assert document.leverage == Suppressed(reason=reason)


def test_no_start_where_no_factor_is_shown() -> None:
    instrument = small_instrument()
    document = build_profile(
        instrument=instrument, blocks={}, routing={}, context=context(responses=9, eligible=9), pooled_sd={}
    )

    assert document.start_here == document.leverage == Suppressed(reason="factor_suppressed")


def test_nothing_can_be_chosen_from_nothing() -> None:
    with pytest.raises(ValueError, match="empty"):
        start_here(shipped("internal-coherence"), placed={})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_table_of_cases(case: StartCase) -> None:
    found = start_of(case)

    assert (found.rule, found.domain, tuple(found.factors)) == (case.rule, case.domain, case.factors)
    assert (tuple(found.then), found.certainty) == (case.then, case.certainty)
    assert found.provisional
    strong = [entry.factor for entry in leverage(variant(case.variant), placed=placed_of(case))]
    assert strong == [own for own in placed_of(case) if own not in case.not_strong]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_text_names_rule_factors_and_certainty(case: StartCase, language: str) -> None:
    found, instrument = start_of(case), variant(case.variant)
    text = found.text[language]

    assert set(found.text) == {"en", "es"}
    assert text.startswith("Provisional.")
    assert RULES[case.rule][language] in text
    assert f" {WORDS[language][case.certainty]} " in text
    for factor in [*case.factors, *case.then]:
        assert instrument.factor(factor).title[language] in text
    if case.rule == "first_weak_domain":
        domain = next(own for own in instrument.domains if own.id == case.domain)
        assert domain.title[language] in text
        assert all(
            factor.id in {own.id for own in domain.factors} for factor in map(instrument.factor, case.factors)
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_supports_are_those_written_for_the_factors_at_their_levels(case: StartCase) -> None:
    names = variant(case.variant).levels.names
    placed = placed_of(case)

    expected = [
        support.title
        for support in variant(case.variant).supports
        if support.factor in case.factors
        and support.factor in placed
        and names[placed[support.factor].placement.index] in support.levels
    ]
    assert [support.title for support in start_of(case).supports] == expected
    assert expected or not set(case.factors) & set(placed)


def test_every_case_has_a_name_of_its_own_and_a_source() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    assert all(case.source.startswith(("framework, ", "our decision ")) for case in CASES)


def test_leverage_says_how_sure(instrument: Instrument) -> None:
    placed = {factor.id: placed_at(0.5) for factor in instrument.factors}
    placed["collective_efficacy"] = placed_at(0.05)
    placed["instructional_leadership"] = placed_at(0.19)
    placed["psychological_safety"] = placed_at(0.21)

    found = leverage(instrument, placed=placed)

    assert [(entry.factor, entry.domain, entry.certainty) for entry in found] == [
        ("instructional_leadership", "leadership", "likely"),
        ("collective_efficacy", "efficacy", "very_likely"),
    ]


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return shipped("internal-coherence")
