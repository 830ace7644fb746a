"""Reads events from JetStream: in batches, acknowledged only after our own commit.

Acknowledgement is done by hand (AckPolicy.MANUAL) because one batch has many outcomes: what was handled is
acknowledged, what failed comes back later and later, what fails for good is set aside with a log line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import structlog
from faststream import AckPolicy, Context
from faststream.nats import JStream, NatsBroker, PullSub
from faststream.nats.message import NatsBatchMessage
from faststream.nats.subscriber.usecases import BatchPullStreamSubscriber
from nats.aio.msg import Msg
from nats.js.api import AckPolicy as JetStreamAck
from nats.js.api import ConsumerConfig
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.handlers import HANDLERS, NOT_FOR_THE_WORKER
from scoring_worker.handlers.claims import claim
from scoring_worker.handlers.context import HandlerContext, Wake
from scoring_worker.metrics import EVENTS_HANDLED
from scoring_worker.touched import Touched
from survey_core.contracts.events import AnyEvent, ResponseCompleted, parse_event
from survey_core.contracts.subjects import EVENTS, REQUEST_ID_HEADER, RESPONSES, StreamSpec

RESPONSES_CONSUMER = "scoring-worker-responses"
EVENTS_CONSUMER = "scoring-worker-events"

_BATCH_SIZE = 1_000  # completions read at once
_BATCH_WAIT_S = 1.0
_EVENTS_AT_ONCE = 50
_EVENTS_WAIT_S = 0.25  # people wait for the keys made by these
_ACK_WAIT_S = 60.0
_BACKOFF_S = (1.0, 5.0, 30.0, 120.0, 600.0)
_ATTEMPTS = len(_BACKOFF_S) + 1
_STOP_TIMEOUT_S = 15.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Consumer:
    """What the subscribers work with.

    Attributes:
        engine: login releaser, who owns the claims.
        context: the handlers' dependencies.
        touched: where completions are noted.
        wake: called with the loop a handler wants woken, after its commit.
    """

    engine: AsyncEngine
    context: HandlerContext
    touched: Touched
    wake: Callable[[Wake], None]

    async def on_responses(self, messages: Sequence[Msg]) -> None:
        """Note which participations have new responses. There is nothing to commit: the hint is the work."""
        completed = set()
        for message in messages:
            event = _read(message)
            if isinstance(event, ResponseCompleted):
                completed.add(event.data.participation)
        self.touched.add(completed)
        for message in messages:
            await message.ack()

    async def on_events(self, messages: Sequence[Msg]) -> None:
        """Handle lifecycle events one by one, each in a transaction of its own."""
        for message in messages:
            asked_by = (message.headers or {}).get(REQUEST_ID_HEADER)
            with structlog.contextvars.bound_contextvars(**({"request_id": asked_by} if asked_by else {})):
                await self._on_event(message)

    async def _on_event(self, message: Msg) -> None:
        event = _read(message)
        if event is None:
            await message.term()
            return
        try:
            await self._handle(event)
        except Exception as error:  # noqa: BLE001 - any failure is tried again, then set aside
            await _retry_or_give_up(message, event, error)
        else:
            EVENTS_HANDLED.labels(type=event.type, outcome="handled").inc()
            await message.ack()

    async def _handle(self, event: AnyEvent) -> None:
        if event.type in NOT_FOR_THE_WORKER:
            return
        handle = HANDLERS[event.type]
        async with self.engine.begin() as connection:
            if not await claim(connection, event.id):
                log.info("event already handled", event_id=str(event.id), type=event.type)
                return
            wake = await handle(event, connection, self.context)
        if wake is not None:
            self.wake(wake)


def make_broker(nats_url: str, consumer: Consumer) -> NatsBroker:
    """Make the broker with its two durable pull consumers; nothing is connected yet."""
    # FastStream's own log would name every message it reads.
    broker = NatsBroker(nats_url, logger=None, graceful_timeout=_STOP_TIMEOUT_S, max_reconnect_attempts=-1)
    responses = _subscriber(
        broker, RESPONSES, RESPONSES_CONSUMER, PullSub(_BATCH_SIZE, _BATCH_WAIT_S, batch=True)
    )
    events = _subscriber(
        broker, EVENTS, EVENTS_CONSUMER, PullSub(_EVENTS_AT_ONCE, _EVENTS_WAIT_S, batch=True)
    )

    @responses(decoder=_keep_raw)
    async def on_responses(_body: Any, batch: Annotated[NatsBatchMessage, Context("message")]) -> None:
        await consumer.on_responses(batch.raw_message)

    @events(decoder=_keep_raw)
    async def on_events(_body: Any, batch: Annotated[NatsBatchMessage, Context("message")]) -> None:
        await consumer.on_events(batch.raw_message)

    return broker


def _subscriber(
    broker: NatsBroker, spec: StreamSpec, durable: str, pull: PullSub[Literal[True]]
) -> BatchPullStreamSubscriber:
    return broker.subscriber(
        spec.subjects[0],
        stream=JStream(spec.name, declare=False),
        durable=durable,
        pull_sub=pull,
        config=ConsumerConfig(ack_policy=JetStreamAck.EXPLICIT, ack_wait=_ACK_WAIT_S),
        ack_policy=AckPolicy.MANUAL,
    )


async def _keep_raw(_message: NatsBatchMessage) -> None:
    """Leave the bodies alone: `parse_event` reads them, strictly."""


def _read(message: Msg) -> AnyEvent | None:
    """Read an event; None, with a log line that quotes nothing, for what is not of the contract."""
    try:
        return parse_event(message.data)
    except ValidationError:
        log.exception("an event is not of the contract and was set aside", subject=message.subject)
        return None


async def _retry_or_give_up(message: Msg, event: AnyEvent, error: Exception) -> None:
    attempt = message.metadata.num_delivered or 1
    told = {"event_id": str(event.id), "type": event.type, "attempt": attempt}
    if attempt >= _ATTEMPTS:
        EVENTS_HANDLED.labels(type=event.type, outcome="set_aside").inc()
        log.error("event set aside after its last attempt", **told, exc_info=error)
        await message.term()
        return
    EVENTS_HANDLED.labels(type=event.type, outcome="failed").inc()
    log.warning("event failed and will come again", **told, exc_info=error)
    await message.nak(delay=_BACKOFF_S[attempt - 1])
