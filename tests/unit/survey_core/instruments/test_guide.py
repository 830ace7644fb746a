"""docs/instruments.md describes what the loader does."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from survey_core.instruments import (
    Condition,
    Disagreement,
    Domain,
    Factor,
    Instrument,
    InstrumentErrors,
    Item,
    Levels,
    Point,
    Prompt,
    Protocol,
    Question,
    Scale,
    Support,
    load_instrument,
)

GUIDE = (Path(__file__).parents[4] / "docs" / "instruments.md").read_text("utf-8")
SHOWN_IN_WORDS = {"names", "descriptors"}


def block(kind: str) -> str:
    """The guide's only code block of a kind."""
    (found,) = re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)
    return str(found)


def test_the_smallest_document_loads() -> None:
    instrument = load_instrument(block("yaml"))

    assert instrument.id == "lesson-check"
    assert instrument.scales["agreement4"].favourable == (3, 4)


def test_the_refusal_shown_is_the_one_given() -> None:
    spoilt = block("yaml").replace("[1.75, 2.5, 3.25]", "[2, 3]")
    spoilt = spoilt.replace("id: tm2\n            scale: agreement4", "id: tm2\n            scale: agree4")
    spoilt = spoilt.replace("reverse: true", "reversed: true")

    with pytest.raises(InstrumentErrors) as refused:
        load_instrument(spoilt)

    assert sorted(str(refused.value).splitlines()) == sorted(block("text").splitlines())


@pytest.mark.parametrize(
    "part",
    [
        Condition,
        Disagreement,
        Domain,
        Factor,
        Instrument,
        Item,
        Levels,
        Point,
        Prompt,
        Protocol,
        Question,
        Scale,
        Support,
    ],
)
def test_every_field_is_described(part: type[BaseModel]) -> None:
    fields = {field.alias or name for name, field in part.model_fields.items()}

    assert {field for field in fields - SHOWN_IN_WORDS if not re.search(f"`{field}[`:]", GUIDE)} == set()
