"""When exports are made: one after the other, by whichever API process holds the lock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from time import monotonic
from typing import Final

import asyncpg
import structlog
from asyncpg import Connection, Record
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from survey_api import background
from survey_api.db import Database, asyncpg_url
from survey_api.exports import making_queries as queries
from survey_api.exports.making import Deleted, PackerFailed, make
from survey_api.exports.making_queries import Job
from survey_api.outbox.queries import see_every_district
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

TICK_S: Final = 0.5
STANDBY_S: Final = 1.0
PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 10.0
TIDY_S: Final = 60.0
CONNECT_TIMEOUT_S: Final = 5.0
#: A process may be ended in the middle; what ends it three times is the export itself.
MOST_ATTEMPTS: Final = 3

_LOST: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError)


class Maker:
    """Makes exports for as long as this process holds the lock; kept in `app.state.exports`.

    Attributes:
        leads: whether this process makes them now.
    """

    def __init__(self, database_url: str, database: Database, *, kept: timedelta) -> None:
        self._database_url = database_url
        self._database = database
        self._kept = kept
        self._pause_s = PAUSE_S
        self.leads = False

    async def run(self) -> None:
        """Work for ever; what fails is tried again."""
        while True:
            try:
                await self._lead()
            except _LOST as error:
                log.warning("exports wait", error=type(error).__qualname__, pause_s=self._pause_s)
            except Exception:  # whatever it was, the next export must be made
                log.exception("exports stopped and begin again")
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    async def _lead(self) -> None:
        connection: Connection[Record] = await asyncpg.connect(self._database_url, timeout=CONNECT_TIMEOUT_S)
        try:
            await see_every_district(connection)
            while not await queries.try_lock(connection):  # noqa: ASYNC110 - another process holds it
                await asyncio.sleep(STANDBY_S)
            self.leads, self._pause_s = True, PAUSE_S
            await self._work(connection)
        finally:
            self.leads = False
            connection.terminate()  # and with it the lock

    async def _work(self, connection: "Connection[Record]") -> None:
        tidied: float | None = None
        while True:
            if tidied is None or monotonic() - tidied > TIDY_S:
                await queries.expire(connection)
                tidied = monotonic()
            job = await queries.take_next(connection)
            if job is None:
                await asyncio.sleep(TICK_S)
            elif job.attempts > MOST_ATTEMPTS:
                log.error("an export cannot be made", export=str(job.id))
                await queries.give_up(connection, job)
            else:
                await self._make(connection, job)

    async def _make(self, connection: "Connection[Record]", job: Job) -> None:
        try:
            await make(connection, self._database, job, kept=self._kept)
        except Deleted:
            log.info("an export was deleted while it was made", export=str(job.id))
        except PackerFailed as error:
            log.warning("an export is tried again", export=str(job.id), reason=str(error))


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Make exports as long as the application runs."""
    settings = app.state.settings
    app.state.exports = Maker(
        asyncpg_url(settings, Role.ADMIN), app.state.database, kept=timedelta(days=settings.export_days)
    )
    task = asyncio.create_task(app.state.exports.run(), name="exports")
    try:
        yield
    finally:
        await background.end(task)
