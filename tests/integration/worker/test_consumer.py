"""The consumer on a real JetStream: acknowledged after the commit, handled once, set aside when hopeless."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import nats
import pytest
from faststream.nats import NatsBroker
from nats.js import JetStreamContext
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from structlog.testing import capture_logs

from scoring_worker.consumer import EVENTS_CONSUMER, RESPONSES_CONSUMER, Consumer, make_broker
from scoring_worker.fetching import start_consuming
from scoring_worker.handlers.claims import claim
from scoring_worker.handlers.context import HandlerContext, Wake
from scoring_worker.release.key_store import KeyStore
from scoring_worker.streams import ensure_streams
from scoring_worker.touched import Touched
from survey_core.contracts.events import (
    AdministrationClosed,
    AdministrationData,
    AnyEvent,
    ParticipationAdded,
    ParticipationData,
    ResponseCompleted,
)
from survey_core.contracts.subjects import EVENTS, RESPONSES, event_subject, response_subject
from survey_core.tables.admin import participations
from tests.fixtures.waves import Wave, open_wave


@pytest.fixture
async def jetstream(fresh_nats_url: str) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(fresh_nats_url)
    context = client.jetstream()
    await ensure_streams(context)
    yield context
    await client.close()


@pytest.fixture
def woken() -> list[Wake]:
    return []


@pytest.fixture
def consumer(releaser: AsyncEngine, keys: KeyStore, woken: list[Wake]) -> Consumer:
    return Consumer(engine=releaser, context=HandlerContext(keys=keys), touched=Touched(), wake=woken.append)


@asynccontextmanager
async def consuming(url: str, consumer: Consumer) -> AsyncIterator[None]:
    broker = make_broker(url, consumer)
    await start_consuming(broker)
    try:
        yield
    finally:
        await broker.stop()


async def until(condition: Callable[[], Awaitable[bool]], *, timeout_s: float = 20.0) -> None:
    async with asyncio.timeout(timeout_s):
        while not await condition():  # noqa: ASYNC110 - the broker has no event for this
            await asyncio.sleep(0.05)


async def publish(jetstream: JetStreamContext, event: AnyEvent, *, message_id: str = "") -> None:
    headers = {"Nats-Msg-Id": message_id or str(event.id)}
    await jetstream.publish(event_subject(event.type), event.model_dump_json().encode(), headers=headers)


async def settled(jetstream: JetStreamContext, stream: str, durable: str) -> bool:
    """Whether all that was published has been acknowledged.

    Pending counts would not do: the server has both at zero for a moment while it hands a message over.
    """
    published: int = (await jetstream.stream_info(stream)).state.last_seq
    acknowledged = (await jetstream.consumer_info(stream, durable)).ack_floor
    return acknowledged is not None and acknowledged.stream_seq == published


async def draft(database: AsyncConnection, keys: KeyStore) -> Wave:
    """A participation whose sealing key is still to be made."""
    wave = await open_wave(database, keys)
    keys.destroy_kek(wave.participation_id)
    keys.destroy_wrapped(wave.participation_id)
    await database.execute(update(participations).values(state="draft", sealing_public_key=None))
    return wave


def added(wave: Wave, *, event_id: UUID | None = None) -> ParticipationAdded:
    return ParticipationAdded(
        id=event_id or uuid4(),
        data=ParticipationData(administration=wave.administration_id, participation=wave.participation_id),
    )


async def public_key(database: AsyncConnection) -> bytes | None:
    key: bytes | None = await database.scalar(text("SELECT sealing_public_key FROM participations"))
    return key


async def test_what_is_not_an_event_is_set_aside_and_the_next_is_handled(
    database: AsyncConnection,
    keys: KeyStore,
    jetstream: JetStreamContext,
    consumer: Consumer,
    fresh_nats_url: str,
) -> None:
    wave = await draft(database, keys)
    with capture_logs() as logs:
        async with consuming(fresh_nats_url, consumer):
            await jetstream.publish("events.participation.added", b'{"type": "canary-value"}')
            await publish(jetstream, added(wave))
            await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER))

    assert await public_key(database) is not None
    assert logs[0]["event"] == "an event is not of the contract and was set aside"
    assert (await jetstream.consumer_info(EVENTS.name, EVENTS_CONSUMER)).num_redelivered == 0


async def test_an_event_handled_twice_works_once(
    database: AsyncConnection,
    jetstream: JetStreamContext,
    consumer: Consumer,
    woken: list[Wake],
    fresh_nats_url: str,
) -> None:
    event = AdministrationClosed(id=uuid4(), data=AdministrationData(administration=uuid4()))
    async with consuming(fresh_nats_url, consumer):
        await publish(jetstream, event, message_id="first")
        await publish(jetstream, event, message_id="again")
        await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER))

    assert woken == [Wake.RELEASES]
    assert await database.scalar(text("SELECT count(*) FROM handled_events")) == 1


async def test_two_workers_with_one_event_cannot_both_claim_it(releaser: AsyncEngine) -> None:
    event_id = uuid4()

    async def attempt() -> bool:
        async with releaser.begin() as connection:
            won = await claim(connection, event_id)
            await asyncio.sleep(0.1)
            return won

    assert sorted(await asyncio.gather(attempt(), attempt(), attempt())) == [False, False, True]


async def test_a_failure_comes_again_and_its_claim_is_not_kept(
    database: AsyncConnection,
    keys: KeyStore,
    jetstream: JetStreamContext,
    consumer: Consumer,
    fresh_nats_url: str,
) -> None:
    wave = await draft(database, keys)
    keys.opener_dir.rmdir()
    keys.opener_dir.write_text("a file where the directory should be")
    async with consuming(fresh_nats_url, consumer):
        with capture_logs() as logs:
            await publish(jetstream, added(wave))
            await until(lambda: _logged(logs, "event failed and will come again"))
        assert await public_key(database) is None
        assert await database.scalar(text("SELECT count(*) FROM handled_events")) == 0

        keys.opener_dir.unlink()
        await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER))

    stored = await public_key(database)
    assert stored is not None
    assert keys.matches(wave.participation_id, stored)


async def _logged(logs: list[MutableMapping[str, Any]], event: str) -> bool:
    return any(entry["event"] == event for entry in logs)


async def test_a_crash_between_file_and_row_reuses_the_file(
    database: AsyncConnection,
    keys: KeyStore,
    jetstream: JetStreamContext,
    consumer: Consumer,
    fresh_nats_url: str,
) -> None:
    wave = await draft(database, keys)
    left = keys.prepare(wave.participation_id)
    async with consuming(fresh_nats_url, consumer):
        await publish(jetstream, added(wave))
        await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER))

    assert await public_key(database) == left


async def test_ten_thousand_completions_of_one_school_are_one_entry_and_write_nothing(
    database: AsyncConnection, jetstream: JetStreamContext, consumer: Consumer, fresh_nats_url: str
) -> None:
    data = ParticipationData(administration=uuid4(), participation=uuid4())
    subject = response_subject(administration_id=data.administration, participation_id=data.participation)
    async with consuming(fresh_nats_url, consumer):
        for _ in range(100):
            batch = (ResponseCompleted(id=uuid4(), data=data).model_dump_json().encode() for _ in range(100))
            await asyncio.gather(*(jetstream.publish(subject, raw) for raw in batch))
        await until(lambda: settled(jetstream, RESPONSES.name, RESPONSES_CONSUMER), timeout_s=60)

    assert consumer.touched._ids == {data.participation}
    assert await database.scalar(text("SELECT count(*) FROM handled_events")) == 0


async def test_an_event_in_the_middle_of_a_batchs_time_is_not_left_for_redelivery(
    database: AsyncConnection,
    jetstream: JetStreamContext,
    consumer: Consumer,
    woken: list[Wake],
    fresh_nats_url: str,
) -> None:
    """Whenever it comes while a batch is collected, it is handled with that batch, not after ack_wait."""
    assert await database.scalar(text("SELECT count(*) FROM handled_events")) == 0
    async with consuming(fresh_nats_url, consumer):
        for number in range(24):
            await asyncio.sleep(0.011 * number)
            event = AdministrationClosed(id=uuid4(), data=AdministrationData(administration=uuid4()))
            await publish(jetstream, event)
            await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER), timeout_s=10)

    assert len(woken) == 24


async def test_events_sent_while_no_worker_ran_are_handled_when_one_starts(
    database: AsyncConnection,
    keys: KeyStore,
    jetstream: JetStreamContext,
    consumer: Consumer,
    fresh_nats_url: str,
) -> None:
    wave = await draft(database, keys)
    await publish(jetstream, added(wave))

    async with consuming(fresh_nats_url, consumer):
        await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER))

    assert await public_key(database) is not None


async def test_what_was_fetched_first_is_not_lost_to_a_time_out_either(
    *,
    database: AsyncConnection,
    keys: KeyStore,
    jetstream: JetStreamContext,
    consumer: Consumer,
    fresh_nats_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy machine: `start` returns late, and the second fetch ends with less than a round trip left."""
    start, fetch = NatsBroker.start, JetStreamContext.PullSubscription.fetch

    async def start_slowly(broker: NatsBroker) -> None:
        await start(broker)
        await asyncio.sleep(0.6)

    async def as_in_the_last_moment(*args: Any, **options: Any) -> Any:
        try:
            return await fetch(*args, **options)
        except nats.errors.TimeoutError:
            raise TimeoutError from None

    monkeypatch.setattr(NatsBroker, "start", start_slowly)
    monkeypatch.setattr(JetStreamContext.PullSubscription, "fetch", as_in_the_last_moment)
    wave = await draft(database, keys)
    await publish(jetstream, added(wave))

    async with consuming(fresh_nats_url, consumer):
        await until(lambda: settled(jetstream, EVENTS.name, EVENTS_CONSUMER))

    assert await public_key(database) is not None
