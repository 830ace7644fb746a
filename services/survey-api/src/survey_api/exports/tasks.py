"""When exports are made: one after the other, by whichever API process holds the lock."""

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
from survey_api.db import Database, asyncpg_url
from survey_api.exports import making_queries as queries
from survey_api.exports.making import Deleted, PackerFailed, make
from survey_api.exports.making_queries import Job
from survey_api.leading import Leader
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

TICK_S: Final = 0.5
TIDY_S: Final = 60.0
#: A process may be ended in the middle; what ends it three times is the export itself.
MOST_ATTEMPTS: Final = 3


class Maker(Leader):
    """Makes exports for as long as this process holds the lock; kept in `app.state.exports`."""

    what = "exports"
    lock = queries.EXPORT_LOCK

    def __init__(self, database_url: str, database: Database, *, kept: timedelta) -> None:
        super().__init__(database_url)
        self._database = database
        self._kept = kept

    async def work(self, connection: "Connection[Record]") -> None:
        """Make what waits, one after the other; forget what is old."""
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
