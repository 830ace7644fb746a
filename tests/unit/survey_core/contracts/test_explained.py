"""Every number of the published documents leads to the section that explains it, and the section exists."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from survey_core.contracts import district, measures, profile, starting_points, trend
from survey_core.contracts.explained import SECTION_OF
from survey_core.contracts.measures import Part

DOCUMENT = Path(__file__).parents[4] / "docs" / "measurement.md"
SCHEMAS = {
    "profile": profile.profile_schema(),
    "summary": district.summary_schema(),
    "trend": trend.trend_schema(),
}


def _parts(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield schema["title"], schema
    yield from schema["$defs"].items()


def _holds_number(field: dict[str, Any]) -> bool:
    kinds = [field, *field.get("anyOf", []), *([field["items"]] if "items" in field else [])]
    return any(kind.get("type") in {"number", "integer"} for kind in kinds) or any(
        "items" in kind and _holds_number(kind["items"]) for kind in kinds
    )


def _headings() -> set[str]:
    """Addresses of the headings, as frontend/scripts/measurement.mjs makes them."""
    titles = re.findall(r"^#+ (.+)$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip()) for title in titles}


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_number_is_left_without_an_explanation(name: str) -> None:
    missing = [
        f"{part}.{field}"
        for part, schema in _parts(SCHEMAS[name])
        for field, described in schema.get("properties", {}).items()
        if _holds_number(described) and "x-explained-at" not in described
    ]
    assert missing == []


def test_every_section_is_in_the_document() -> None:
    assert set(SECTION_OF.values()) <= _headings()


def test_every_explained_field_exists() -> None:
    rooms = (measures, profile, district, starting_points, trend)
    fields = {
        (kind.__name__, field)
        for room in rooms
        for kind in vars(room).values()
        if isinstance(kind, type) and issubclass(kind, Part)
        for field in kind.model_fields
    }
    assert set(SECTION_OF) <= fields
