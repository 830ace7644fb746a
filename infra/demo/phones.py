"""Many phones at once: each checks in with its code, seals its answers and hands them in."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import httpx

from infra.demo.faculty import Sheet
from respondent_client import Agreement, RespondentClient, SealedSubmission, seal_answers, start_check_in
from survey_core.sealing.plaintext import Answers
from survey_core.sealing.verify import OwnReceipt

AT_ONCE = 24
_TIMEOUT_S = 60.0


@dataclass(frozen=True)
class Phone:
    """One person about to answer.

    Attributes:
        participation: their school's part of the administration.
        pin: from the poster, 32 bytes.
        code: from the card.
        sheet: what they are going to say.
    """

    participation: str
    pin: bytes
    code: str
    sheet: Sheet


@dataclass(frozen=True)
class Answered:
    """What a phone keeps, and what it would send again if the line had dropped."""

    own: OwnReceipt
    submission: SealedSubmission


class Crowd:
    """Phones that share nothing but the network."""

    def __init__(self, base_url: str) -> None:
        """Point the phones at a server."""
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        self.http = httpx.AsyncClient(base_url=base_url, timeout=_TIMEOUT_S, limits=limits)
        self.client = RespondentClient(self.http)
        self._agreements: dict[str, Agreement] = {}

    async def agree(self, participation: str, *, pin: bytes) -> Agreement:
        """The manifest behind a poster; asked for once, as it is the same for everyone."""
        if participation not in self._agreements:
            agreement = await self.client.fetch_manifest(participation, pin=pin)
            self._agreements[participation] = agreement
        return self._agreements[participation]

    async def answer(self, phones: Iterable[Phone], *, done: Callable[[], None]) -> list[Answered]:
        """Let all of these answer, some at the same time.

        Args:
            phones: in any order; the server sees them mixed.
            done: called after each.

        Returns:
            What each phone keeps, in the order given.

        Raises:
            RespondentError: the first that was refused.
        """
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(phone: Phone) -> Answered:
            async with gate:
                kept = await self._answer(phone)
            done()
            return kept

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(phone)) for phone in phones]
        except ExceptionGroup as refused:
            raise refused.exceptions[0] from None
        return [task.result() for task in tasks]

    async def _answer(self, phone: Phone) -> Answered:
        agreement = await self.agree(phone.participation, pin=phone.pin)
        held = await self.client.check_in(start_check_in(agreement, code=phone.code))
        answers = Answers(
            answers=phone.sheet.answers,
            routing=phone.sheet.routing,
            background={
                question: value
                for question, value in phone.sheet.background.items()
                if question in agreement.manifest.subgroup_tables
            },
            language=phone.sheet.language,
        )
        submission = seal_answers(held, answers)
        return Answered(own=await self.client.submit(submission), submission=submission)
