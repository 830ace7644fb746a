"""From the broker's stream to deliveries: each event once, in order, acknowledged after its commit.

One message is out at a time, so a message that comes again after a crash still comes before the next one.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from pydantic import ValidationError

from survey_api.broker import Broker
from survey_api.webhooks import delivery_queries as queries
from survey_api.webhooks.catalogue import data_of, told_by
from survey_api.webhooks.desk import Desk
from survey_core.contracts.events import AnyEvent, parse_event
from survey_core.contracts.subjects import EVENTS

log = structlog.get_logger(__name__)

CONSUMER: Final = "survey-api-webhooks"
ACK_WAIT_S: Final = 5.0
WAIT_S: Final = 1.0
#: Idle waits until the consumer is looked for again: a broker that lost its storage has lost it too.
IDLE_WAITS: Final = 30
#: Messages, deliveries and their logs; what is older is not taken from the stream again.
KEPT: Final = timedelta(days=30)


async def take_in(desk: Desk, broker: Broker) -> None:
    """Turn events into deliveries, until none came for a while.

    Raises:
        nats.errors.Error, OSError, BrokerUnavailable: the broker cannot be used now.
    """
    subscription = await _subscribe(broker.jetstream)
    try:
        idle = 0
        while idle < IDLE_WAITS:
            try:
                (message,) = await subscription.fetch(1, timeout=WAIT_S)
            except TimeoutError:
                idle += 1
                continue
            idle = 0
            await _handle(desk, message)
            await message.ack()
    finally:
        await subscription.unsubscribe()


async def _subscribe(jetstream: JetStreamContext) -> JetStreamContext.PullSubscription:
    config = ConsumerConfig(
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT_S,
        max_ack_pending=1,
    )
    return await jetstream.pull_subscribe(
        EVENTS.subjects[0], durable=CONSUMER, stream=EVENTS.name, config=config
    )


async def _handle(desk: Desk, message: Msg) -> None:
    event, at = _read(message), message.metadata.timestamp
    told = None if event is None else told_by(event)
    if told is None or at < datetime.now(UTC) - KEPT:
        return
    async with desk.work() as connection:
        district_id = await queries.district_of(connection, told)
        if district_id is None:
            log.info("an event's administration is gone", event_id=str(told.id))
            return
        school_id = await queries.school_of(connection, told)
        if told.profile and school_id is None:
            log.info("an event's profile is gone", event_id=str(told.id))
            return
        data = data_of(told, district_id=district_id, school_id=school_id)
        if await queries.insert_message(connection, told, district_id=district_id, at=at, data=data):
            await queries.fan_out(connection, told.id)


def _read(message: Msg) -> AnyEvent | None:
    """Read an event; None, with a log line that quotes nothing, for what is not of the contract."""
    try:
        return parse_event(message.data)
    except ValidationError:
        log.error("an event is not of the contract", subject=message.subject)  # noqa: TRY400 - the traceback would quote it
        return None
