"""The words of posters and cards: the same in both languages, and plain."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from survey_api.documents.texts import texts
from survey_api.documents.texts.days import day_text, moment_text
from tests.fixtures.readability import fernandez_huerta, flesch_kincaid_grade


def shape(node: Any) -> Any:
    """The places of texts, and the names that are filled in."""
    if isinstance(node, dict):
        return {name: shape(inner) for name, inner in node.items()}
    return [shape(one) for one in node] if isinstance(node, list) else sorted(re.findall(r"{\w+}", node))


def sentences(node: Any) -> Iterator[str]:
    for inner in node.values() if isinstance(node, dict) else node:
        if isinstance(inner, str):
            if inner.endswith("."):
                yield re.sub(r"{\w+}", "", inner)
        else:
            yield from sentences(inner)


def test_both_languages_have_the_same_places() -> None:
    assert shape(texts("en")) == shape(texts("es"))
    with pytest.raises(KeyError):
        texts("fr")


def test_they_are_read_at_grade_nine() -> None:
    assert flesch_kincaid_grade(list(sentences(texts("en")))) <= 9
    assert fernandez_huerta(list(sentences(texts("es")))) >= 60


def test_days_and_moments_are_those_of_the_districts_clocks() -> None:
    noon, midnight = datetime(2026, 7, 1, 18, 5, tzinfo=UTC), datetime(2026, 7, 1, 6, tzinfo=UTC)

    assert day_text(date(2026, 12, 5), "en") == "December 5, 2026"
    assert day_text(date(2026, 12, 5), "es") == "5 de diciembre de 2026"
    assert moment_text(noon, "en", time_zone="America/Denver") == "July 1, 2026, 12:05 p.m. (MDT)"
    assert moment_text(midnight, "es", time_zone="America/Denver") == "1 de julio de 2026, 12:00 a. m. (MDT)"
    assert moment_text(noon, "en", time_zone=None) == "July 1, 2026, 6:05 p.m. (UTC)"


def test_nothing_in_them_is_for_one_school_or_one_person() -> None:
    assert not re.search(r"https?://|@|\d{4}", json.dumps(texts("en")))
