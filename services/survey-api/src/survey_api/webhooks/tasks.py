"""When webhooks leave: one process at a time takes events in and delivers, whichever holds the lock."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import asyncpg
import nats.errors
import structlog
from asyncpg import Connection, Record
from fastapi import FastAPI

from survey_api import background
from survey_api.broker import Broker, BrokerUnavailable
from survey_api.db import asyncpg_url
from survey_api.outbox.queries import see_every_district
from survey_api.webhooks import delivery_queries as queries
from survey_api.webhooks.courier import Courier
from survey_api.webhooks.desk import Desk
from survey_api.webhooks.intake import KEPT, take_in
from survey_api.webhooks.room import WebhookRoom
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

STANDBY_S: Final = 1.0
PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 10.0
TIDY_S: Final = 3600.0
CONNECT_TIMEOUT_S: Final = 5.0

_DATABASE_LOST: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
_BROKER_LOST: Final = (BrokerUnavailable, nats.errors.Error, OSError)


class Dispatch:
    """Takes events in and delivers for as long as this process holds the lock; kept in `app.state.webhooks`.

    Attributes:
        leads: whether this process delivers now.
    """

    def __init__(self, database_url: str, broker: Broker, room: WebhookRoom) -> None:
        self._database_url = database_url
        self._broker = broker
        self._room = room
        self._pause_s = PAUSE_S
        self.leads = False

    async def run(self) -> None:
        """Work for ever; what fails is tried again."""
        while True:
            try:
                await self._lead()
            except _DATABASE_LOST as error:
                log.warning("webhooks wait", error=type(error).__qualname__, pause_s=self._pause_s)
            except Exception:  # whatever it was, events must go on being told
                log.exception("webhooks stopped and begin again")
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    async def _lead(self) -> None:
        connection: Connection[Record] = await asyncpg.connect(self._database_url, timeout=CONNECT_TIMEOUT_S)
        try:
            await see_every_district(connection)
            while not await queries.try_lock(connection):  # noqa: ASYNC110 - another process holds it
                await asyncio.sleep(STANDBY_S)
            self.leads, self._pause_s = True, PAUSE_S
            await self._work(Desk(connection))
        finally:
            self.leads = False
            connection.terminate()  # and with it the lock

    async def _work(self, desk: Desk) -> None:
        """Three loops side by side; the first that fails ends the others.

        No TaskGroup: it cancels once, and before Python 3.12 nats-py may drop that (see `background.end`).
        """
        courier = Courier(desk, keys=self._room.keys, sender=self._room.sender)
        loops = [asyncio.create_task(one) for one in (self._take_in(desk), courier.run(), _tidy(desk))]
        try:
            await _first_failure(loops)
        finally:
            for task in loops:
                with contextlib.suppress(Exception):
                    await background.end(task)

    async def _take_in(self, desk: Desk) -> None:
        """Take events in; while the broker is away, deliveries go on."""
        while True:
            with contextlib.suppress(*_BROKER_LOST):
                await take_in(desk, self._broker)
            await asyncio.sleep(PAUSE_S)


async def _first_failure(loops: Sequence[asyncio.Task[None]]) -> None:
    done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


async def _tidy(desk: Desk) -> None:
    """Forget what is old, again and again."""
    while True:
        async with desk.work() as connection:
            await queries.forget_old(connection, kept=KEPT)
        await asyncio.sleep(TIDY_S)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Deliver as long as the application runs."""
    url = asyncpg_url(app.state.settings, Role.ADMIN)
    app.state.webhooks = Dispatch(url, app.state.broker, app.state.webhook_room)
    task = asyncio.create_task(app.state.webhooks.run(), name="webhooks")
    try:
        yield
    finally:
        await background.end(task)
