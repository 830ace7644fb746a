"""The shipped instruments hold everything the framework asks of them."""

from collections import Counter

import pytest

from survey_core.instruments import SHIPPED, Factor, Instrument, questionnaire, shipped, shipped_source

FACTORS = {
    "leadership": ["instructional_leadership", "psychological_safety", "meaningful_professional_learning"],
    "structures": [
        "improvement_strategy_collaboration",
        "instructional_decision_involvement",
        "shared_understanding",
        "team_support",
        "team_processes",
    ],
    "efficacy": ["individual_efficacy", "collective_efficacy"],
}
LEVELS = ("beginning", "emergent", "functional", "exemplary")
LONG, SHORT = SHIPPED


@pytest.fixture(params=SHIPPED)
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return shipped(request.param)


def test_an_instrument_that_is_not_shipped_is_a_key_error_that_lists_those_that_are() -> None:
    with pytest.raises(KeyError, match="internal-coherence, internal-coherence-short"):
        shipped("../secrets")
    with pytest.raises(KeyError, match="internal-coherence"):
        shipped_source("other")


def test_identity(instrument: Instrument) -> None:
    assert (instrument.version, instrument.languages) == ("1.0.0", ("en", "es"))
    assert instrument is shipped(instrument.id)


def test_the_two_have_digests_of_their_own() -> None:
    assert shipped(LONG).digest != shipped(SHORT).digest


def test_ten_factors_in_causal_order(instrument: Instrument) -> None:
    assert {domain.id: [factor.id for factor in domain.factors] for domain in instrument.domains} == FACTORS
    assert [domain.causal_position for domain in instrument.domains] == [1, 2, 3]
    groups = [factor.group for factor in instrument.factors]
    assert groups == [None] * 3 + ["whole_school"] * 3 + ["teams"] * 2 + [None] * 2


def test_one_six_point_scale_without_a_midpoint(instrument: Instrument) -> None:
    (agreement,) = instrument.scales.values()

    assert [point.value for point in agreement.points] == [1, 2, 3, 4, 5, 6]
    assert [point.label["en"] for point in agreement.points] == [
        "Strongly disagree",
        "Disagree",
        "Slightly disagree",
        "Slightly agree",
        "Agree",
        "Strongly agree",
    ]
    assert (agreement.favourable, agreement.camps) == ((5, 6), ((1, 2), (5, 6)))
    assert agreement.cuts == (3.0, 4.0, 5.0)
    assert (instrument.disagreement.consensus_below, instrument.disagreement.camp_share_at_least) == (
        0.62,
        0.20,
    )
    assert instrument.min_change == 0.2


def test_only_team_items_depend_on_an_answer(instrument: Instrument) -> None:
    (question,) = instrument.routing

    assert [answer.value for answer in question.answers] == ["yes", "no"]
    for factor in instrument.factors:
        asked = None if factor.ask_if is None else (factor.ask_if.question, factor.ask_if.is_)
        assert asked == (("meets_in_team", "yes") if factor.group == "teams" else None)


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_about_the_person_is_asked_unless_chosen(instrument: Instrument, language: str) -> None:
    assert questionnaire(instrument, language=language)["background"] == []


def test_two_questions_about_the_person_may_be_chosen_for_tables(instrument: Instrument) -> None:
    assert [question.id for question in instrument.background] == ["years_here", "grades"]
    assert instrument.table_questions == instrument.background


def test_the_full_form_has_fifty_to_sixty_items_five_or_six_per_factor() -> None:
    assert 50 <= len(shipped(LONG).items) <= 60
    assert {len(factor.items) for factor in shipped(LONG).factors} <= {5, 6}


def test_the_short_form_has_twenty_two_per_factor() -> None:
    assert [len(factor.items) for factor in shipped(SHORT).factors] == [2] * 10


def test_the_short_form_says_what_the_full_form_says() -> None:
    full, short = shipped(LONG), shipped(SHORT)

    for part in (
        "scales",
        "routing",
        "background",
        "levels",
        "disagreement",
        "min_change",
        "supports",
        "protocols",
    ):
        assert getattr(short, part) == getattr(full, part), part
    for factor in short.factors:
        assert _without_items(factor) == _without_items(full.factor(factor.id))
        for item in factor.items:
            assert item == full.item(item.id)
            assert item in full.factor(factor.id).items


def _without_items(factor: Factor) -> object:
    return factor.model_dump(exclude={"items"})


def test_a_few_items_are_reversed_at_most_one_per_factor() -> None:
    reversed_per_factor = [sum(item.reverse for item in factor.items) for factor in shipped(LONG).factors]

    assert max(reversed_per_factor) == 1
    assert 3 <= sum(reversed_per_factor) <= 6


def test_every_factor_is_described_at_every_level_in_three_sentences(
    instrument: Instrument,
) -> None:
    assert instrument.levels.names == LEVELS
    assert list(instrument.levels.descriptors) == [factor.id for factor in instrument.factors]
    for by_level in instrument.levels.descriptors.values():
        assert tuple(by_level) == LEVELS
        for text in by_level.values():
            assert {language: text[language].count(".") for language in text} == {"en": 3, "es": 3}
            assert text["en"].startswith("A visitor ")
            assert text["es"].startswith("Quien ")


def test_every_factor_has_a_support_at_every_level(instrument: Instrument) -> None:
    covered = Counter((support.factor, level) for support in instrument.supports for level in support.levels)

    assert set(covered) == {(factor.id, level) for factor in instrument.factors for level in LEVELS}


def test_evidence_comes_from_teachers_the_principal_groups_and_classrooms(
    instrument: Instrument,
) -> None:
    assert [(protocol.kind, protocol.audience) for protocol in instrument.protocols] == [
        ("interview", "teachers"),
        ("interview", "principal"),
        ("focus_group", "teachers"),
        ("observation", None),
    ]
    asked = {
        factor
        for protocol in instrument.protocols
        for prompt in protocol.prompts
        for factor in prompt.factors
    }
    assert asked == {factor.id for factor in instrument.factors}
