"""The processes killed between claiming a message and writing down its outcome: nothing is lost."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import asyncpg

from infra.local.nats import port_is_free
from infra.local.stack import Stack
from survey_api.webhooks.courier import OF_EACH
from tests.fixtures.receiver import Answer, Receiver, eventually
from tests.integration.webhooks.conftest import District, settled, until

N = 20


async def states(running: Stack, district: District) -> Counter[str]:
    """Deliveries of a district by state, after whatever was restarted."""
    connection = await asyncpg.connect(running.database_url)
    try:
        rows = await connection.fetch(
            "SELECT state, message_id FROM webhook_deliveries WHERE district_id::text = $1", district.id
        )
    finally:
        await connection.close()
    assert len({row["message_id"] for row in rows}) == len(rows)
    return Counter(row["state"] for row in rows)


async def test_killed_and_all_restarted_everything_arrives_and_every_row_is_there_once(
    running: Stack, district: District, receiver: Receiver
) -> None:
    webhook = await district.webhook(receiver)
    receiver.always = Answer(delay_s=0.15)
    profiles = [uuid4() for _ in range(N // 2)]
    events = [str(await district.publishes(profile, 1)) for profile in profiles]
    events += [str(await district.publishes(profile, 2)) for profile in profiles]

    await receiver.until(6)  # under way: taken by the receiver, not yet written down
    async with stuck_intake(running) as wait_for_it:
        events.append(str(await district.happens("administration.closed.v1")))
        await wait_for_it()  # one more is taken from the broker, and not yet committed
        await asyncio.to_thread(running.stop_api, signal.SIGKILL)
    assert (await states(running, district))["waiting"] > 0
    await asyncio.to_thread(restart_servers, running)
    await start_again(running)

    log = await settled(district, webhook, *["delivered"] * len(events))
    assert await states(running, district) == {"delivered": len(events)}
    assert sorted(one["message"] for one in log) == sorted(events)
    # At least once: what was under way at a kill came again, under the same id.
    arrived = Counter(one.headers["webhook-id"] for one in receiver.got)
    assert set(arrived) == set(events)
    assert len(events) < sum(arrived.values()) <= len(events) + OF_EACH
    for profile in profiles:
        told = [one.verified_by(webhook["secret"])["data"] for one in receiver.got]
        revisions: list[Any] = [one["revision"] for one in told if one.get("profile") == str(profile)]
        assert revisions == sorted(revisions)


@asynccontextmanager
async def stuck_intake(running: Stack) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Hold up whoever stores a message; yields what waits until somebody is held up."""
    connection = await asyncpg.connect(running.database_url)

    async def is_stuck() -> bool:
        query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'webhook_messages'::regclass"
        return bool(await connection.fetchval(query))

    async with connection.transaction():
        await connection.execute("LOCK TABLE webhook_messages IN EXCLUSIVE MODE")
        yield lambda: until(is_stuck)
    await connection.close()


async def start_again(running: Stack) -> None:
    """Start the API once the processes that were killed have let go of their port."""
    await eventually(lambda: port_is_free(running.port), what="a free port")
    await asyncio.to_thread(running.start_api)


def restart_servers(running: Stack) -> None:
    """The broker and the database, too."""
    assert running.nats is not None
    assert running.postgres is not None
    running.nats.stop()
    running.postgres.stop()
    running.postgres.start()
    running.nats.start()
