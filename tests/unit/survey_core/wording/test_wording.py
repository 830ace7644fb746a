"""The words that page and PDF share: whole in both languages, and every plan can be carried out."""

from pathlib import Path
from typing import Any, get_args

import pytest

from survey_core.contracts.explained import SECTION_OF
from survey_core.contracts.measures import SuppressionReason
from survey_core.wording import LANGUAGES, plan, wording

ROOT = Path(__file__).parents[4]
MINUTES = 45


def _shape(texts: Any) -> Any:
    return {key: _shape(inner) for key, inner in texts.items()} if isinstance(texts, dict) else str


def test_there_are_no_texts_in_other_languages() -> None:
    with pytest.raises(KeyError):
        wording("fr")
    with pytest.raises(KeyError):
        wording("../en")


def test_every_language_says_the_same_things() -> None:
    first, *others = (_shape(wording(language)) for language in LANGUAGES)
    assert [other for other in others if other != first] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_to_withhold_something_has_words(language: str) -> None:
    assert set(get_args(SuppressionReason)) - wording(language)["suppressed"].keys() == set()


@pytest.mark.parametrize("kind", plan()["meeting"])
def test_a_meeting_takes_the_time_it_says_in_steps_that_have_words(kind: str) -> None:
    steps = plan()["meeting"][kind]
    assert sum(minutes for _, minutes in steps) == MINUTES
    assert [step for step, _ in steps if step not in wording("en")["meeting"]["steps"]] == []


def test_every_step_with_words_belongs_to_a_meeting() -> None:
    planned = {step for steps in plan()["meeting"].values() for step, _ in steps}
    assert wording("en")["meeting"]["steps"].keys() == planned


def test_explanations_lead_to_sections_that_exist() -> None:
    known = {section.rsplit("#")[-1] for section in SECTION_OF.values()}
    anchors = plan()["anchors"]
    assert set(anchors.values()) - known == set()
    assert anchors.keys() == {key for key, text in wording("en")["explain"].items() if isinstance(text, dict)}


def test_the_image_of_the_pages_is_built_with_the_words() -> None:
    folder = "services/survey-core/src/survey_core/wording"
    recipe = (ROOT / "infra" / "proxy" / "Dockerfile").read_text(encoding="utf-8")
    assert f"COPY {folder} /app/{folder}\n" in recipe
    reader = (ROOT / "frontend" / "src" / "results" / "reader.ts").read_text(encoding="utf-8")
    assert f"'../../../{folder}/en.json'" in reader
