"""Sending: every participation's messages as one batch, in random order, each until it is accepted.

A message leaves the queue in the transaction in which the mail server accepts it. Killed in between, it is
sent again: the same code twice is harmless, a code that nobody got is not. What the mail server puts off is
tried again after a pause; what it refuses for good withdraws the code and names the address to the district.
"""

import secrets
import time
from datetime import datetime
from email.message import EmailMessage
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_api.mail import queries
from survey_api.mail.bounces import note_bounce
from survey_api.mail.codes import shuffled
from survey_api.mail.erasing import discard_idle_keys
from survey_api.mail.key_store import MailKeyMissing
from survey_api.mail.lists import read_addresses
from survey_api.mail.messages import invitation, reminder
from survey_api.mail.queries import Sealing
from survey_api.mail.room import MailRoom
from survey_api.mail.slips import Slip, SlipUnreadable, open_slip, purpose_of
from survey_api.mail.smtp import Line, MailServer, MailServerUnavailable, Outcome
from survey_api.participations.cards import Code
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

MOST_DOUBLINGS: Final = 5


class PutOff(Exception):
    """The mail server wants this message later: its transaction is rolled back, so it stays in the queue."""


class Pauses:
    """Who waits how long after a failure: in memory only, so that nothing stored holds a time."""

    def __init__(self, first_s: float) -> None:
        self._first_s = first_s
        self._failures: dict[UUID | None, tuple[int, float]] = {}

    def begin(self, whose: UUID | None) -> None:
        """After one more failure; None stands for the mail server itself."""
        times = self._failures.get(whose, (0, 0.0))[0]
        until = time.monotonic() + self._first_s * 2 ** min(times, MOST_DOUBLINGS)
        self._failures[whose] = (times + 1, until)

    def end(self, whose: UUID | None) -> None:
        """After a success."""
        self._failures.pop(whose, None)

    def last(self, whose: UUID | None) -> bool:
        """Whether the pause is not over."""
        return time.monotonic() < self._failures.get(whose, (0, 0.0))[1]


class Mailer:
    """Sends what is due; several processes may do so, each participation is one's at a time."""

    def __init__(self, room: MailRoom, *, public_url: str, retry_s: float) -> None:
        self._room = room
        self._public_url = public_url
        self._pauses = Pauses(retry_s)
        self._go_on_after: dict[UUID, UUID] = {}

    async def once(self) -> None:
        """Turn reminders into messages, send every batch, and destroy the keys that sealed it."""
        for participation_id in await self._list(queries.find_reminders):
            if not self._pauses.last(participation_id):
                await self._prepare_reminder(participation_id)
        waiting = list(await self._list(queries.find_waiting))
        secrets.SystemRandom().shuffle(waiting)
        if waiting and self._room.server is None:
            log.error("messages wait, but no mail server is set")
        elif self._room.server is not None:
            for participation_id in waiting:
                if not self._pauses.last(None) and not self._pauses.last(participation_id):
                    await self._deliver(participation_id, self._room.server)
        await discard_idle_keys(self._room.database, self._room.keys)

    async def _list(self, query: queries.Finder) -> list[UUID]:
        async with self._room.database.transaction(Role.ISSUER) as session:
            return list(await query(session))

    async def _prepare_reminder(self, participation_id: UUID) -> None:
        try:
            await self._address_reminder(participation_id)
        except (MailKeyMissing, SlipUnreadable):
            self._cannot_open(participation_id)

    async def _address_reminder(self, participation_id: UUID) -> None:
        keys = self._room.keys
        async with self._room.database.transaction(Role.ISSUER) as session:
            if not await queries.take_reminder(session, participation_id):
                return
            listed = await read_addresses(
                session, participation_id=participation_id, keys=keys, bounced=False
            )
            if listed:
                key = await keys.read(participation_id, "addresses")
                sealing = Sealing(participation_id=participation_id, kind="reminder", key=key)
                await queries.insert_messages(
                    session, sealing, shuffled([Slip(one) for one in listed.values()])
                )

    async def _deliver(self, participation_id: UUID, server: MailServer) -> None:
        """Send one batch over one connection."""
        whose: UUID | None = None
        try:
            async with server.line() as line:
                self._pauses.end(None)
                whose = participation_id
                put_off = await self._batch(participation_id, server, line)
        except MailServerUnavailable as error:
            log.warning("the mail server takes no messages", reply=error.code)
            self._pauses.begin(whose)
        except (MailKeyMissing, SlipUnreadable):
            self._cannot_open(participation_id)
        else:
            (self._pauses.begin if put_off else self._pauses.end)(participation_id)

    def _cannot_open(self, participation_id: UUID) -> None:
        log.error("messages cannot be opened: ISSUER_KEY_DIR does not fit the database")
        self._pauses.begin(participation_id)

    async def _batch(self, participation_id: UUID, server: MailServer, line: Line) -> bool:
        """Send until none is left to try; True when some must be tried again."""
        # A message on which the connection broke comes last the next time: it must not hold up the others.
        after = self._go_on_after.pop(participation_id, None)
        put_off, date = after is not None, server.now()
        while True:
            try:
                async with self._room.database.transaction(Role.ISSUER) as session:
                    row = await self._take(session, participation_id, after=after)
                    if row is None:
                        return put_off
                    after = row.id
                    await self._send(session, participation_id, row, line=line, server=server, date=date)
            except PutOff:
                put_off = True

    async def _take(
        self, session: AsyncSession, participation_id: UUID, *, after: UUID | None
    ) -> AnyRow | None:
        if not await queries.try_sending(session, participation_id):
            return None
        return await queries.take_message(session, participation_id=participation_id, after=after)

    async def _send(
        self,
        session: AsyncSession,
        participation_id: UUID,
        row: AnyRow,
        *,
        line: Line,
        server: MailServer,
        date: datetime,
    ) -> None:
        keys = self._room.keys
        key = await keys.read(participation_id, purpose_of(row.kind))
        slip = open_slip(row.sealed, key=key, kind=row.kind, participation_id=participation_id, row_id=row.id)
        message = self._message(slip, participation_id=participation_id, server=server, date=date)
        self._go_on_after[participation_id] = row.id
        outcome = await line.send(message, to=slip.address)
        del self._go_on_after[participation_id]
        if outcome is Outcome.LATER:
            raise PutOff
        if outcome is Outcome.REFUSED and slip.code is not None:
            await note_bounce(session, participation_id=participation_id, kind=row.kind, slip=slip, keys=keys)

    def _message(
        self, slip: Slip, *, participation_id: UUID, server: MailServer, date: datetime
    ) -> EmailMessage:
        if slip.code is None:
            return reminder(to=slip.address, sender=server.sender, date=date)
        url = Code(slip.code).url(participation_id, public_url=self._public_url)
        return invitation(to=slip.address, sender=server.sender, date=date, url=url, code=slip.code)
