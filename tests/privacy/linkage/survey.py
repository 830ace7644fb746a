"""Simulated waves through the real API: people come one by one, and each checks in and answers at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import httpx

from infra.demo.faculty import Sheet
from infra.demo.operator import Opened, Operator
from infra.demo.phones import Crowd, Phone
from infra.demo.plan import School
from infra.demo.plan import Wave as Plan
from survey_core.instruments import Instrument, shipped
from survey_core.passes.codes import code_hash, parse_code
from tests.privacy.linkage.people import Line, lines_of

INSTRUMENT = "internal-coherence"
#: Schools of one administration: `/ready` makes a key for each in one request.
_TOGETHER = 40
_PATIENCE_S = 600.0
_LOOK_AGAIN_S = 0.2


@dataclass
class Wave:
    """One school's survey.

    Attributes:
        opened: its participation and cards; the person numbered i takes card i.
        sheets: what each person answers; the order is the order in which they come.
        codes: hashes of the access codes, in the order of the people.
        passes: hashes of the passes, in the same order.
    """

    opened: Opened
    sheets: Sequence[Sheet]
    codes: list[bytes] = field(default_factory=list)
    passes: list[bytes] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The participation."""
        return self.opened.id

    def truth(self, instrument: Instrument) -> list[list[Line]]:
        """Per factor, per person: the line they gave."""
        return lines_of(instrument, self.sheets)


@dataclass
class Survey:
    """Many schools' waves at the same time, all with the same number of people."""

    waves: list[Wave]
    administrations: list[str]
    instrument: Instrument


async def opened(operator: Operator, sheets: Sequence[Sequence[Sheet]], *, name: str) -> Survey:
    """Plan and open a wave for each list of sheets; everybody eligible will answer."""
    survey = Survey(waves=[], administrations=[], instrument=shipped(INSTRUMENT))
    operator.http.timeout = httpx.Timeout(_PATIENCE_S)
    district = await operator.create_district(name)
    for start in range(0, len(sheets), _TOGETHER):
        part = sheets[start : start + _TOGETHER]
        schools = [School(f"{name} {start + n}", len(own), len(own)) for n, own in enumerate(part)]
        plan = Plan(f"{name} {start}", "sealed", survey.instrument, tuple(schools))
        by_id = await operator.create_schools(schools, district=district)
        administration = await operator.create_administration(plan, district=district, schools=by_id)
        survey.administrations.append(administration)
        for each in await operator.open(administration, schools=by_id):
            survey.waves.append(Wave(opened=each, sheets=part[schools.index(each.school)]))
    return survey


async def answer(
    survey: Survey, crowd: Crowd, *, backups: int, back_up: Callable[[], Awaitable[None]]
) -> None:
    """Let everybody answer, one after another in each school, the schools side by side.

    Args:
        survey: open waves.
        crowd: the phones.
        backups: how often `back_up` is called while people answer, the last time when all have.
        back_up: takes a copy; nobody answers meanwhile, as at night.
    """
    rounds = len(survey.waves[0].sheets)
    nights = {-(-rounds * night // backups) for night in range(1, backups + 1)}
    for person in range(rounds):
        phones = [
            Phone(wave.id, wave.opened.pin, wave.opened.cards[person].code, wave.sheets[person])
            for wave in survey.waves
        ]
        kept = await crowd.answer(phones, done=lambda: None)
        for wave, phone, each in zip(survey.waves, phones, kept, strict=True):
            wave.codes.append(code_hash(wave.id, parse_code(phone.code)))
            wave.passes.append(each.submission.pass_hash)
        if person + 1 in nights:
            await back_up()


async def close(survey: Survey, operator: Operator) -> None:
    """End the window."""
    for administration in survey.administrations:
        await operator.close(administration)


async def wait_until_published(survey: Survey, operator: Operator) -> None:
    """Wait until the worker has released everything, destroyed the keys and published.

    Raises:
        TimeoutError: it did not within ten minutes.
    """
    deadline = time.monotonic() + _PATIENCE_S
    for administration in survey.administrations:
        while await operator.state(administration) != "published":
            if time.monotonic() > deadline:
                raise TimeoutError("closed but not published; see the worker's log")
            await asyncio.sleep(_LOOK_AGAIN_S)


def ids(survey: Survey) -> list[UUID]:
    """The participations."""
    return [UUID(wave.id) for wave in survey.waves]
