"""How the shipped statements and descriptors read, by the guide at the end of framework.md."""

import re
from collections.abc import Callable, Iterator

import pytest

from survey_core.instruments import Factor, shipped
from tests.fixtures.readability import fernandez_huerta, flesch_kincaid_grade

MAX_GRADE = 9.0
MIN_EASE = 60.0

INSTRUMENT = shipped("internal-coherence")
FACTORS = INSTRUMENT.factors

NEGATION_OR_ABSOLUTE = {
    "en": r"\b(not|no|none|never|nobody|nothing|without|always|all|every|everyone|only)\b|n't\b",
    "es": r"\b(no|nunca|jamás|nadie|nada|ningún|ninguna|ninguno|sin|siempre|todos|todas|sólo|solo)\b",
}
"""Words a statement does without: agreeing that something is not so is hard, absolutes are rarely true."""

REFERENT = {
    "instructional_leadership": ("the leaders of this school",),
    "psychological_safety": ("in this school,",),
    "meaningful_professional_learning": ("our training", "a training"),
    "improvement_strategy_collaboration": ("teachers in this school",),
    "instructional_decision_involvement": ("teachers in this school",),
    "shared_understanding": ("teachers in this school",),
    "team_support": ("my team",),
    "team_processes": ("when my team meets,",),
    "individual_efficacy": ("i can ",),
    "collective_efficacy": ("together, teachers in this school",),
}

per_factor = pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.id)


def items_of(factor: Factor, language: str) -> list[str]:
    return [item.text[language] for item in factor.items]


def descriptors_of(factor: Factor, language: str) -> list[str]:
    return [text[language] for text in INSTRUMENT.levels.descriptors[factor.id].values()]


@per_factor
@pytest.mark.parametrize("texts", [items_of, descriptors_of])
def test_statements_and_descriptors_read_easily(
    factor: Factor, texts: Callable[[Factor, str], list[str]]
) -> None:
    assert flesch_kincaid_grade(texts(factor, "en")) <= MAX_GRADE
    assert fernandez_huerta(texts(factor, "es")) >= MIN_EASE


@pytest.mark.parametrize("level", INSTRUMENT.levels.names)
def test_so_do_supports_of_each_level(level: str) -> None:
    supports = [support.text for support in INSTRUMENT.supports if level in support.levels]

    assert flesch_kincaid_grade([text["en"] for text in supports]) <= MAX_GRADE
    assert fernandez_huerta([text["es"] for text in supports]) >= MIN_EASE


def test_so_do_the_prompts() -> None:
    prompts = [prompt.text for protocol in INSTRUMENT.protocols for prompt in protocol.prompts]

    assert flesch_kincaid_grade([text["en"] for text in prompts]) <= MAX_GRADE
    assert fernandez_huerta([text["es"] for text in prompts]) >= MIN_EASE


@per_factor
@pytest.mark.parametrize("language", ["en", "es"])
def test_statements_avoid_negation_and_absolutes(factor: Factor, language: str) -> None:
    for statement in items_of(factor, language):
        assert not re.search(NEGATION_OR_ABSOLUTE[language], statement.lower()), statement


@per_factor
def test_whom_a_statement_is_about_stays_the_same_within_a_factor(factor: Factor) -> None:
    for statement in items_of(factor, "en"):
        assert any(referent in statement.lower() for referent in REFERENT[factor.id]), statement


def every_text() -> Iterator[str]:
    """Every wording of the instrument."""
    tree = INSTRUMENT.model_dump()
    stack: list[object] = [tree]
    while stack:
        entry = stack.pop()
        if isinstance(entry, dict):
            if set(entry) == {"en", "es"}:
                yield from entry.values()
            else:
                stack.extend(entry.values())
        elif isinstance(entry, list | tuple):
            stack.extend(entry)


def test_statements_are_single_sentences_with_a_full_stop() -> None:
    for item in INSTRUMENT.items:
        for statement in item.text.values():
            assert re.fullmatch(r"[^.!?]+\.", statement), statement


def test_texts_are_typed_with_care() -> None:
    for text in every_text():
        assert "  " not in text, text
        assert " ," not in text, text
        assert " ." not in text, text
        assert text[0].isupper() or text[0] in "¿¡", text


def test_no_text_was_left_in_the_other_language() -> None:
    for item in INSTRUMENT.items:
        assert item.text["en"] != item.text["es"]
        assert item.text["en"].isascii(), item.text["en"]
        assert not re.search(r"\b(the|and|of|teachers?|students?)\b", item.text["es"].lower()), item.text[
            "es"
        ]


def test_no_statement_is_asked_twice() -> None:
    for language in INSTRUMENT.languages:
        statements = [item.text[language] for item in INSTRUMENT.items]
        assert len(set(statements)) == len(statements)
