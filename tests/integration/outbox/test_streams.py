"""Completed-survey events stay in memory for an hour: streams that would keep them longer are put right."""

from collections.abc import AsyncIterator, Awaitable, Callable

import nats
import pytest
from nats.js import JetStreamContext
from nats.js.api import StorageType, StreamConfig

from scoring_worker.streams import ensure_streams as as_worker
from survey_api.broker import ensure_streams as as_api
from survey_core.contracts.subjects import EVENTS, RESPONSES

Ensure = Callable[[JetStreamContext], Awaitable[None]]
BOTH = pytest.mark.parametrize("ensure", [as_api, as_worker], ids=["api", "worker"])


@pytest.fixture
async def jetstream(fresh_nats_url: str) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(fresh_nats_url)
    yield client.jetstream()
    await client.close()


async def kept(jetstream: JetStreamContext) -> tuple[str, float, int]:
    """Where completions are kept, for how long, and how many there are."""
    found = await jetstream.stream_info(RESPONSES.name)
    return str(StorageType(found.config.storage).value), found.config.max_age or 0, found.state.messages


@BOTH
async def test_a_good_stream_keeps_its_messages(jetstream: JetStreamContext, ensure: Ensure) -> None:
    await ensure(jetstream)
    await jetstream.publish("responses.1.a.b", b"{}")
    await ensure(jetstream)

    assert await kept(jetstream) == ("memory", 3600, 1)


@BOTH
@pytest.mark.parametrize("max_age_s", [0, 7200])
async def test_one_that_keeps_too_long_is_shortened(
    jetstream: JetStreamContext, ensure: Ensure, max_age_s: float
) -> None:
    await jetstream.add_stream(
        StreamConfig(
            name="RESPONSES", subjects=["responses.>"], storage=StorageType.MEMORY, max_age=max_age_s
        )
    )
    await jetstream.publish("responses.1.a.b", b"{}")
    await ensure(jetstream)

    assert await kept(jetstream) == ("memory", 3600, 1)


@BOTH
async def test_one_on_disk_is_made_anew_and_what_the_operator_keeps_of_events_is_left(
    jetstream: JetStreamContext, ensure: Ensure
) -> None:
    disk = StreamConfig(name="RESPONSES", subjects=["responses.>"], storage=StorageType.FILE, max_age=60)
    await jetstream.add_stream(disk)
    await jetstream.add_stream(disk.evolve(name="EVENTS", subjects=["events.>"], max_age=7))
    await jetstream.publish("responses.1.a.b", b"{}")
    await ensure(jetstream)

    assert await kept(jetstream) == ("memory", 3600, 0)
    assert (await jetstream.stream_info(EVENTS.name)).config.max_age == 7
