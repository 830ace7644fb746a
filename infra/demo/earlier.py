"""The year before: what all twelve schools answered on paper, brought as a file.

It gives the district a view of ten schools and more, and this year's profiles something to have changed from,
in a second instead of the minutes that hundreds of phones take.
"""

import asyncio
import csv
import io
import time
from collections.abc import Iterator, Mapping, Sequence

from infra.demo.faculty import Faculty, Sheet
from infra.demo.operator import Operator
from infra.demo.plan import SCHOOLS, School, Wave, sealed_wave
from infra.demo.waves import PATIENCE_S, TookTooLong

TITLE = "A year ago, on paper (synthetic)"
#: Another year, other people: the school keeps its character.
_FIRST_PERSON = 1000
_LOOK_AGAIN_S = 0.3


async def earlier_year(operator: Operator, *, district: str, schools: Mapping[str, School], seed: int) -> str:
    """Bring the year before and wait for its district; returns the administration's id.

    Raises:
        Refused: the API refused a step.
        TookTooLong: the worker did not publish.
    """
    instrument = sealed_wave().instrument
    wave = Wave(TITLE, "sealed", instrument, SCHOOLS)
    responses = responses_csv(wave, schools=schools, seed=seed)
    administration = await operator.bring_a_year_ago(wave, responses, district=district, schools=schools)
    deadline = time.monotonic() + PATIENCE_S
    while await operator.summary(administration, district=district) is None:
        if time.monotonic() > deadline:
            raise TookTooLong("answers were brought but not published; see the worker's log")
        await asyncio.sleep(_LOOK_AGAIN_S)
    return administration


def responses_csv(wave: Wave, *, schools: Mapping[str, School], seed: int) -> str:
    """One line a person: the school, the answers, and the answers to the routing questions."""
    items = [item.id for factor in wave.instrument.factors for item in factor.items]
    questions = [question.id for question in wave.instrument.routing]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["school", *items, *questions])
    for school_id, sheet in _sheets(wave, schools=schools, seed=seed):
        answers = [sheet.answers.get(item, "") for item in items]
        writer.writerow([school_id, *answers, *(sheet.routing[question] for question in questions)])
    return text.getvalue()


def _sheets(wave: Wave, *, schools: Mapping[str, School], seed: int) -> Iterator[tuple[str, Sheet]]:
    for school in wave.schools:
        places = _places(school, schools)
        faculty = Faculty(wave.instrument, seed=f"{seed}|{school.name}")
        for person in range(school.answering):
            yield places[person % len(places)], faculty.sheet(_FIRST_PERSON + person)


def _places(school: School, schools: Mapping[str, School]) -> Sequence[str]:
    """Ids of the schools that are reported under this name: people are spread over them."""
    return [school_id for school_id, own in schools.items() if own == school]
