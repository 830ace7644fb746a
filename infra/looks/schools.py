"""Six made-up schools, one for each way in which a report can look."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from infra.demo.faculty import Faculty, Sheet
from survey_core.instruments import Instrument

DISTRICT: Final = "Synthetic district of the pictures"


@dataclass(frozen=True, kw_only=True)
class Look:
    """A made-up school.

    Attributes:
        name: of its pictures.
        school: what the report calls it.
        eligible: people who could answer.
        answering: how many of them did.
        strength: how its people lean this year, in fifths of the scale.
        before: how they leaned a year earlier.
        n_contested: statements its people are split over.
    """

    name: str
    school: str
    eligible: int
    answering: int
    strength: float
    before: float
    n_contested: int = 0


LOOKS: Final[Sequence[Look]] = (
    Look(name="strong", school="Aspen School", eligible=44, answering=41, strength=0.9, before=0.5),
    Look(name="weak", school="Beech School", eligible=38, answering=29, strength=-0.9, before=-0.9),
    Look(
        name="divided",
        school="Cypress School",
        eligible=36,
        answering=36,
        strength=0.1,
        before=0.4,
        n_contested=9,
    ),
    Look(name="tiny", school="Douglas School", eligible=8, answering=6, strength=0.2, before=0.2),
    Look(name="preliminary", school="Elder School", eligible=40, answering=20, strength=0.1, before=0.1),
    Look(name="suppressed", school="Fig School", eligible=30, answering=8, strength=0.0, before=0.0),
)


def responses_csv(instrument: Instrument, *, earlier: bool) -> str:
    """Every person's answers, one line each, as a file to import.

    Args:
        instrument: what they answer.
        earlier: a year before.
    """
    items = [item.id for item in instrument.items]
    routing = [question.id for question in instrument.routing]
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(["school", *items, *routing])
    for look in LOOKS:
        for sheet in _people(look, instrument, earlier=earlier):
            given = [sheet.answers.get(item, "") for item in items]
            lines.writerow([look.school, *given, *(sheet.routing[question] for question in routing)])
    return out.getvalue()


def schools_csv() -> str:
    """How many people could answer at each school."""
    rows = [f"{look.school},{look.eligible}" for look in LOOKS]
    return "\r\n".join(["school,eligible", *rows, ""])


def _people(look: Look, instrument: Instrument, *, earlier: bool) -> Iterator[Sheet]:
    faculty = Faculty(
        instrument,
        seed=look.school,
        strength=look.before if earlier else look.strength,
        n_contested=look.n_contested,
    )
    # Other people of the same school.
    first = look.eligible if earlier else 0
    return (faculty.sheet(first + person) for person in range(look.answering))
