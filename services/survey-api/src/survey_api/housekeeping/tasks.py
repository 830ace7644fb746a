"""When housekeeping runs: at start, every few seconds, and at once after a close."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from survey_api import background
from survey_api.db import Database
from survey_api.deletions.keys import destroy_of_deleted
from survey_api.housekeeping import service
from survey_api.idempotency import service as idempotency
from survey_api.mail.erasing import erase_forgotten
from survey_api.mail.key_store import MailKeyStore
from survey_api.passes.key_store import IssuerKeyStore

log = structlog.get_logger(__name__)

TICK_S: Final = 2.0


class Housekeeper:
    """Does what is due, again and again; kept in `app.state.housekeeper`."""

    def __init__(self, database: Database, keys: IssuerKeyStore, mail_keys: MailKeyStore) -> None:
        self._database = database
        self._keys = keys
        self._mail_keys = mail_keys
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look now and not only at the next tick; call it after the commit of a close."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled; what fails is tried again at the next tick."""
        while True:
            try:
                await self.once()
            except (SQLAlchemyError, OSError) as error:
                log.warning("housekeeping failed and will be tried again", exc_info=error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), TICK_S)
            self._woken.clear()

    async def once(self) -> None:
        """Close what is due, destroy keys whose time is over, forget those of windows closed elsewhere."""
        await service.close_due(self._database)
        await service.finish_closing(self._database, self._keys, self._mail_keys)
        await service.retire_never_opened(self._database, self._keys, self._mail_keys)
        await destroy_of_deleted(self._database, self._keys, self._mail_keys)
        await service.forget_closed(self._database, self._keys)
        await erase_forgotten(self._database, self._mail_keys)
        await idempotency.forget_old(self._database)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Keep house as long as the application runs."""
    app.state.housekeeper = Housekeeper(app.state.database, app.state.issuer_keys, app.state.mail_room.keys)
    task = asyncio.create_task(app.state.housekeeper.run(), name="housekeeping")
    try:
        yield
    finally:
        await background.end(task)
