"""When webhooks leave: one process at a time takes events in and delivers, whichever holds the lock."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import nats.errors
from asyncpg import Connection, Record
from fastapi import FastAPI

from survey_api import background
from survey_api.broker import Broker, BrokerUnavailable
from survey_api.db import asyncpg_url
from survey_api.leading import Leader
from survey_api.webhooks import delivery_queries as queries
from survey_api.webhooks.courier import Courier
from survey_api.webhooks.desk import Desk
from survey_api.webhooks.intake import KEPT, take_in
from survey_api.webhooks.room import WebhookRoom
from survey_core.tables.roles import Role

PAUSE_S: Final = 1.0
TIDY_S: Final = 3600.0

_BROKER_LOST: Final = (BrokerUnavailable, nats.errors.Error, OSError)


class Dispatch(Leader):
    """Takes events in and delivers while this process holds the lock; kept in `app.state.webhooks`."""

    what = "webhooks"
    lock = queries.WEBHOOK_LOCK

    def __init__(self, database_url: str, broker: Broker, room: WebhookRoom) -> None:
        super().__init__(database_url)
        self._broker = broker
        self._room = room

    async def work(self, connection: "Connection[Record]") -> None:
        """Three loops side by side; the first that fails ends the others.

        No TaskGroup: it cancels once, and before Python 3.12 nats-py may drop that (see `background.end`).
        """
        desk = Desk(connection)
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
