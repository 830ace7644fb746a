"""What the pages say can be read at grade 9: every text of a page pooled, placeholders left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from survey_core.wording import wording
from tests.fixtures.readability import fernandez_huerta, flesch_kincaid_grade

PAGES = Path(__file__).parent.parent.parent.parent / "frontend" / "src"
#: What the report says beside its page's own texts, in the PDF too.
WORDING = "wording"
#: Sections of the console with few sentences each, pooled.
ADMINISTRATION = "administration"
ADMINISTERED = ("access", "audit", "exports", "instruments", "people", "settings", "shares", "webhooks")
CONSOLE = (
    "console",
    "console/schools",
    "console/surveys",
    ADMINISTRATION,
)
PARTS_OF_RESULTS = ("results/district", "results/reference")
READ = ("survey", "results", *PARTS_OF_RESULTS, WORDING, "verify", "paper", "preview", *CONSOLE)
MAX_GRADE = 9.0
MIN_EASE = 60.0

_PLACEHOLDER = re.compile(r"\{\w+\}")


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield _PLACEHOLDER.sub("", node)
    else:
        for inner in node.values():
            yield from _strings(inner)


def _texts(page: str, language: str) -> list[str]:
    if page == WORDING:
        return list(_strings(wording(language)))
    if page == ADMINISTRATION:
        return [text for one in ADMINISTERED for text in _texts(f"console/{one}", language)]
    found = json.loads((PAGES / page / "texts" / f"{language}.json").read_text(encoding="utf-8"))
    found.pop("dir", None)  # parts of a page have none of their own
    return list(_strings(found))


def _sentences(page: str, language: str) -> list[str]:
    """Labels of one or two words would make any page look easy: only what ends like a sentence."""
    return [text for text in _texts(page, language) if text.rstrip().endswith((".", "?", "!", "…"))]


@pytest.mark.parametrize("page", READ)
def test_english_needs_no_more_than_nine_grades_of_school(page: str) -> None:
    assert flesch_kincaid_grade(_texts(page, "en")) <= MAX_GRADE
    assert flesch_kincaid_grade(_sentences(page, "en")) <= MAX_GRADE


@pytest.mark.parametrize("page", READ)
def test_spanish_is_of_normal_difficulty_or_easier(page: str) -> None:
    assert fernandez_huerta(_texts(page, "es")) >= MIN_EASE
    assert fernandez_huerta(_sentences(page, "es")) >= MIN_EASE
