"""Three synthetic schools that answer a real survey over HTTP, as phones do, up to the published record."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import orjson

from infra.demo.operator import Opened, Operator
from infra.demo.plan import School
from infra.demo.plan import Wave as Plan
from infra.local.stack import Stack
from respondent_client import Pass, RespondentClient, SealedSubmission, seal_answers, start_check_in
from survey_core.instruments import Instrument, shipped
from survey_core.sealing.plaintext import Answers
from survey_core.sealing.verify import OwnReceipt

INSTRUMENT = "internal-coherence-short"
ELIGIBLE = 10
_PUBLISHED_WITHIN_S = 90.0
_LOOK_AGAIN_S = 0.25


@dataclass(frozen=True)
class Poll:
    """A survey of three schools that is open.

    Attributes:
        operator: the office's side.
        administration: its id.
        schools: the three participations.
        instrument: what is asked.
    """

    operator: Operator
    administration: str
    schools: Sequence[Opened]
    instrument: Instrument

    async def publish(self) -> None:
        """Close it and wait until everything is out."""
        await self.operator.close(self.administration)
        async with asyncio.timeout(_PUBLISHED_WITHIN_S):
            while await self.operator.state(self.administration) != "published":  # noqa: ASYNC110 - HTTP has no event
                await asyncio.sleep(_LOOK_AGAIN_S)

    async def record(self, school: Opened) -> bytes:
        """The published record, as anybody can fetch it."""
        return await RespondentClient(self.operator.http).fetch_record(school.id)


async def open_poll(stack: Stack) -> Poll:
    """Set a survey of three schools up through the API."""
    operator = Operator(stack.base_url, key=stack.admin_key)
    instrument = shipped(INSTRUMENT)
    planned = tuple(
        School(name, ELIGIBLE, ELIGIBLE) for name in ("North School", "South School", "West School")
    )
    district = await operator.create_district("Synthetic district of an attack")
    schools = await operator.create_schools(planned, district=district)
    plan = Plan("Attacked (synthetic)", "sealed", instrument, planned)
    administration = await operator.create_administration(plan, district=district, schools=schools)
    opened = await operator.open(administration, schools=schools)
    return Poll(operator, administration, opened, instrument)


class Booth:
    """Where the people of one school vote."""

    def __init__(self, http: httpx.AsyncClient, school: Opened, instrument: Instrument) -> None:
        """Point it at a server."""
        self.school = school
        self._http = http
        self._client = RespondentClient(http)
        self._instrument = instrument
        self._cards = iter(school.cards)

    async def check_in(self) -> Pass:
        """Exchange the next card for a pass."""
        agreement = await self._client.fetch_manifest(self.school.id, pin=self.school.pin)
        return await self._client.check_in(start_check_in(agreement, code=next(self._cards).code))

    def sheet(self, *, value: int) -> Answers:
        """One value throughout."""
        items = {item.id: value for item in self._instrument.items}
        routing = {question.id: question.answers[0].value for question in self._instrument.routing}
        return Answers(answers=items, routing=routing, background={}, language="en")

    def seal(self, held: Pass, *, value: int) -> SealedSubmission:
        """Such a sheet, sealed under a pass."""
        return seal_answers(held, self.sheet(value=value))

    async def vote(self, *, value: int) -> tuple[SealedSubmission, OwnReceipt]:
        """An honest person's whole way; returns what was sent and what the phone keeps."""
        submission = self.seal(await self.check_in(), value=value)
        return submission, await self._client.submit(submission)

    async def hand_in(self, body: Mapping[str, Any]) -> int:
        """Hand anything in; returns the status."""
        return (await self._http.post("/v1/responses", json=dict(body))).status_code


def fields(submission: SealedSubmission) -> dict[str, Any]:
    """The fields of a request body."""
    found: dict[str, Any] = orjson.loads(submission.body)
    return found
