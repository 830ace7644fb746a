"""The relay: marks become events, events go to JetStream, and are deleted when it has them.

At least once: a crash between sending and deleting sends again with the same `Nats-Msg-Id`, which JetStream
drops, and every handler may run twice anyway. One relay works at a time: whoever holds the lock.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from enum import Enum
from typing import Final

import asyncpg
import nats.errors
import structlog
from asyncpg import Connection, Record
from fastapi import FastAPI
from nats.js import JetStreamContext
from nats.js.errors import NoStreamResponseError
from pydantic import ValidationError

from survey_api import background
from survey_api.broker import Broker, BrokerUnavailable, ensure_streams
from survey_api.db import asyncpg_url
from survey_api.outbox import queries
from survey_api.outbox.queries import WaitingEvent
from survey_core.contracts.events import EVENT_ADAPTER, AnyEvent, ResponseCompleted
from survey_core.contracts.subjects import REQUEST_ID_HEADER, event_subject, response_subject
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

TICK_S: Final = 0.25
STANDBY_S: Final = 1.0
LONGEST_PAUSE_S: Final = 10.0
PUBLISH_TIMEOUT_S: Final = 2.0
CONNECT_TIMEOUT_S: Final = 5.0
BATCH: Final = 200

_EXPECTED = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, nats.errors.Error, BrokerUnavailable)


class RelayState(Enum):
    """What /readyz may say of the outbox."""

    STARTING = "starting"
    RELAYING = "relaying"
    STANDBY = "standby"  # another process relays
    WAITING = "waiting"  # for the broker or the database


class Relay:
    """Moves the outbox to the broker until it is cancelled.

    Attributes:
        state: what it is doing now.
    """

    def __init__(self, database_url: str, broker: Broker) -> None:
        """Describe the relay.

        Args:
            database_url: of the administration's login, for asyncpg.
            broker: where events go.
        """
        self._database_url = database_url
        self._broker = broker
        self._pause_s = TICK_S
        self.state = RelayState.STARTING

    async def run(self) -> None:
        """Relay for ever; a failure is waited out, longer each time."""
        while True:
            try:
                await self._relay()
            except _EXPECTED as error:
                self.state = RelayState.WAITING
                log.warning("the outbox waits", error=type(error).__qualname__, pause_s=self._pause_s)
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    async def _relay(self) -> None:
        connection: Connection[Record] = await asyncpg.connect(self._database_url, timeout=CONNECT_TIMEOUT_S)
        try:
            await queries.see_every_district(connection)
            while not await queries.try_lock(connection):
                self.state = RelayState.STANDBY
                await asyncio.sleep(STANDBY_S)
            while True:
                await relay_once(connection, self._broker.jetstream)
                self.state, self._pause_s = RelayState.RELAYING, TICK_S
                await asyncio.sleep(TICK_S)
        finally:
            connection.terminate()  # and with it the lock; nothing is under way that could be lost


async def relay_once(connection: "Connection[Record]", jetstream: JetStreamContext) -> None:
    """Send what waits, then take the marks and send those too.

    Marks are taken only when everything before them was sent, so that a broker that is away for long finds
    one event a participation and not one a tick.
    """
    await _send_waiting(connection, jetstream)
    await queries.take_marks(connection)
    await _send_waiting(connection, jetstream)


async def _send_waiting(connection: "Connection[Record]", jetstream: JetStreamContext) -> None:
    after = -1
    while waiting := await queries.find_waiting(connection, after=after, limit=BATCH):
        sent = await _send(jetstream, waiting)
        await queries.delete_sent(connection, sent)
        after = waiting[-1].position


async def _send(jetstream: JetStreamContext, waiting: Sequence[WaitingEvent]) -> list[int]:
    """Publish; returns the positions sent. A row that is no event stays, and says so in the log."""
    events = {row.position: event for row in waiting if (event := _read(row)) is not None}
    hints = [event for event in events.values() if isinstance(event, ResponseCompleted)]
    asked_by = {row.position: row.request_id for row in waiting}
    for position, event in events.items():
        if not isinstance(event, ResponseCompleted):
            # One after the other: opened comes before closed.
            await _publish(jetstream, event, request_id=asked_by[position])
    await asyncio.gather(*(_publish(jetstream, hint) for hint in hints))
    return list(events)


def _read(row: WaitingEvent) -> AnyEvent | None:
    try:
        return EVENT_ADAPTER.validate_python({"id": row.event_id, "type": row.type, "data": row.data})
    except ValidationError:
        log.error("not an event of the contract", position=row.position, type=row.type)  # noqa: TRY400 - the traceback would quote it
        return None


async def _publish(jetstream: JetStreamContext, event: AnyEvent, *, request_id: str | None = None) -> None:
    caused_by = {} if request_id is None else {REQUEST_ID_HEADER: request_id}
    try:
        await jetstream.publish(
            _subject(event),
            event.model_dump_json().encode(),
            timeout=PUBLISH_TIMEOUT_S,
            headers={"Nats-Msg-Id": str(event.id)} | caused_by,
        )
    except NoStreamResponseError:
        # A broker that restarted has lost the streams it kept in memory.
        await ensure_streams(jetstream)
        raise


def _subject(event: AnyEvent) -> str:
    if isinstance(event, ResponseCompleted):
        return response_subject(
            administration_id=event.data.administration, participation_id=event.data.participation
        )
    return event_subject(event.type)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Relay as long as the application runs."""
    app.state.relay = Relay(asyncpg_url(app.state.settings, Role.ADMIN), app.state.broker)
    task = asyncio.create_task(app.state.relay.run(), name="outbox-relay")
    try:
        yield
    finally:
        await background.end(task)
