"""When leaders are told: one message after the other, by whichever API process holds the lock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from time import monotonic
from typing import Final

import structlog
from asyncpg import Connection, Record
from fastapi import FastAPI

from survey_api import background
from survey_api.db import asyncpg_url
from survey_api.leading import Leader
from survey_api.mail.smtp import MailServer, MailServerUnavailable, Outcome
from survey_api.notices import queries
from survey_api.notices.message import profile_is_ready
from survey_api.notices.queries import Notice
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

TICK_S: Final = 1.0
TIDY_S: Final = 3600.0
GIVE_UP_AFTER: Final = timedelta(days=3)
LONGEST_PAUSE: Final = timedelta(hours=1)
_MOST_DOUBLINGS: Final = 12


class Teller(Leader):
    """Tells leaders for as long as this process holds the lock; kept in `app.state.teller`.

    Somebody is told in the transaction that notes it. Killed in between, the next process tells them again,
    under the same Message-ID; nobody is forgotten.
    """

    what = "notices"
    lock = queries.NOTICE_LOCK

    def __init__(
        self, database_url: str, *, server: MailServer | None, pages_url: str, retry_s: float
    ) -> None:
        super().__init__(database_url)
        self._server = server
        self._pages_url = pages_url
        self._first_pause = timedelta(seconds=retry_s)

    async def work(self, connection: "Connection[Record]") -> None:
        """Tell whoever waits, one after the other; forget what is old."""
        tidied: float | None = None
        while True:
            if tidied is None or monotonic() - tidied > TIDY_S:
                await queries.forget_old(connection)
                tidied = monotonic()
            if self._server is None:
                await _tell_nobody(connection)
            else:
                while await self._tell_next(connection, self._server):
                    pass
            await asyncio.sleep(TICK_S)

    async def _tell_next(self, connection: "Connection[Record]", server: MailServer) -> bool:
        """Tell whoever is next; False where nobody is, or where the server takes nothing now."""
        async with connection.transaction():
            told = await queries.take(connection, give_up_after=GIVE_UP_AFTER)
            if told is None:
                return False
            if not told.still_leads:
                await queries.drop(connection, told)
                return True
            if told.too_late:
                log.warning("a leader could not be told", person=str(told.person_id))
                await queries.end(connection, told, state="given_up")
                return True
            return await self._tell(connection, told, server)

    async def _tell(self, connection: "Connection[Record]", told: Notice, server: MailServer) -> bool:
        message = profile_is_ready(told, sender=server.sender, date=server.now(), pages_url=self._pages_url)
        try:
            async with server.line() as line:
                outcome = await line.send(message, to=told.email)
        except MailServerUnavailable as error:
            log.warning("the mail server takes no messages", reply=error.code)
            await queries.postpone(connection, told, pause=self._pause(told))
            return False
        if outcome is Outcome.LATER:
            await queries.postpone(connection, told, pause=self._pause(told))
        else:
            state = "sent" if outcome is Outcome.ACCEPTED else "refused"
            await queries.end(connection, told, state=state)
            log.info("a leader was told of a profile", person=str(told.person_id), state=state)
        return True

    def _pause(self, told: Notice) -> timedelta:
        doublings: int = 2 ** min(told.attempts, _MOST_DOUBLINGS)
        return min(self._first_pause * doublings, LONGEST_PAUSE)


async def _tell_nobody(connection: "Connection[Record]") -> None:
    """Without a mail server nothing piles up, and nobody is told late once there is one."""
    if dropped := await queries.drop_waiting(connection):
        log.info("no mail server is set, so leaders are not told by e-mail", leaders=dropped)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Tell leaders as long as the application runs."""
    settings = app.state.settings
    app.state.teller = Teller(
        asyncpg_url(settings, Role.ADMIN),
        server=app.state.mail_room.server,
        pages_url=settings.respondents_url,
        retry_s=settings.mail_retry_seconds,
    )
    task = asyncio.create_task(app.state.teller.run(), name="notices")
    try:
        yield
    finally:
        await background.end(task)
