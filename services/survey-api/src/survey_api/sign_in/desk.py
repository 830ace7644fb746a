"""Where people ask for a link. Whoever asks is answered before anybody looks whether the address is known.

The answer takes the same time for every address, because the work is done after it, one request at a time.
What waits is in memory only: a link that a restart loses is asked for again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from survey_api import background
from survey_api.db import Database
from survey_api.limits.failures import FailureLimit
from survey_api.mail.smtp import MailServer, MailServerUnavailable
from survey_api.problems import SignInByMailNotConfigured, TooManySignIns
from survey_api.sign_in import queries
from survey_api.sign_in.links import make_link
from survey_api.sign_in.message import sign_in_link
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

#: For one address, in WINDOW_S; whether it is known or not.
LINKS: Final = 5
WINDOW_S: Final = 900.0
_LONGEST_QUEUE: Final = 200
_BUSY_S: Final = 60


class SignInDesk:
    """Takes requests for links and sends them; kept in `app.state.sign_in_desk`."""

    def __init__(self, database: Database, *, server: MailServer | None, pages_url: str) -> None:
        self._database = database
        self._server = server
        self._pages_url = pages_url
        self._limit = FailureLimit(failures=LINKS, window_s=WINDOW_S)
        self._waiting: asyncio.Queue[str] = asyncio.Queue(_LONGEST_QUEUE)

    def ask(self, email: str) -> None:
        """Take a request; what comes of it is never told here.

        Raises:
            SignInByMailNotConfigured: nothing can be sent.
            TooManySignIns: for this address, or altogether.
        """
        if self._server is None:
            raise SignInByMailNotConfigured
        wait_s = self._limit.wait_s(email) or _BUSY_S * self._waiting.full()
        if wait_s:
            raise TooManySignIns(headers={"Retry-After": str(wait_s)})
        self._limit.count(email)
        self._waiting.put_nowait(email)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self.once()

    async def once(self) -> None:
        """Answer the next request, once there is one."""
        email = await self._waiting.get()
        try:
            await self._send(email)
        except (MailServerUnavailable, SQLAlchemyError, OSError) as error:
            log.warning("a sign-in link could not be sent", exc_info=error)

    async def _send(self, email: str) -> None:
        """Send a link for each district that knows this address."""
        if self._server is None:
            return
        async with self._database.transaction(Role.ADMIN) as session:
            found = await queries.find_people(session, email=email)
        for row in found:
            async with self._database.admin(district=row.district_id) as session:
                url = await make_link(session, person_id=row.person_id, pages_url=self._pages_url)
            message = sign_in_link(
                to=email,
                sender=self._server.sender,
                date=self._server.now(),
                url=url,
                district=row.district_name,
            )
            async with self._server.line() as line:
                await line.send(message, to=email)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Send links as long as the application runs."""
    task = asyncio.create_task(app.state.sign_in_desk.run(), name="sign-in links")
    try:
        yield
    finally:
        await background.end(task)
