"""The process that delivers: what it takes in once, when it stops, who goes on, what it forgets."""

import asyncio
from typing import Any
from uuid import uuid4

import asyncpg
import nats
import orjson

from infra.local.stack import Stack
from survey_api.webhooks.key_store import FILE_NAME
from tests.fixtures.receiver import Answer, Receiver
from tests.integration.webhooks.conftest import District, settled, until


async def test_an_event_that_the_broker_brings_twice_is_told_once(
    district: District, receiver: Receiver, running: Stack
) -> None:
    webhook = await district.webhook(receiver)
    event = await district.happens("administration.opened.v1")
    await settled(district, webhook, "delivered")
    client = await nats.connect(running.nats_url)
    again = {"specversion": "1.0", "id": str(event), "type": "administration.opened.v1"}
    body = orjson.dumps(again | {"data": {"administration": district.administration}})
    # Without the id by which the broker would know it; then one that is none of ours, and one that is new.
    for raw in (body, b"no event", body.replace(str(event).encode(), str(uuid4()).encode())):
        await client.jetstream().publish("events.administration.opened", raw)
    await client.close()

    await settled(district, webhook, "delivered", "delivered")
    assert len({one.headers["webhook-id"] for one in receiver.got}) == 2
    assert len(receiver.got) == 2


async def test_without_the_key_file_messages_wait_and_rotation_helps(
    district: District, receiver: Receiver, running: Stack
) -> None:
    webhook = await district.webhook(receiver)
    (running.home.issuer_keys / FILE_NAME).unlink()
    await district.office.made(f"/v1/webhooks/{webhook['id']}/test")
    await until(
        lambda: district.superuser.fetchval(
            "SELECT next_attempt_at > now() + interval '10 s' FROM webhook_deliveries"
            " WHERE webhook_id::text = $1",
            webhook["id"],
        )
    )
    assert (receiver.connections, (await district.deliveries(webhook))[0]["attempts"]) == (0, 0)

    rotated = await district.office.made(f"/v1/webhooks/{webhook['id']}/secret", {})
    await district.hurry()
    (got,) = await receiver.until(1)

    assert got.verified_by(rotated["secret"])["data"] == {"webhook": webhook["id"]}


async def leaders(superuser: Any) -> list[int]:
    """Who holds the lock."""
    rows = await superuser.fetch("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 7261003")
    return [row["pid"] for row in rows]


async def test_whoever_lost_the_lock_delivers_nothing_and_whoever_gets_it_goes_on(
    district: District, receiver: Receiver, superuser: Any, running: Stack
) -> None:
    webhook = await district.webhook(receiver)
    receiver.answers.append(Answer(delay_s=0.5))
    await district.happens("administration.opened.v1")
    await receiver.until(1)

    # The connection of the process that delivers is lost with an attempt under way; another process leads.
    other = await asyncpg.connect(running.database_url)
    (before,) = await leaders(superuser)
    await superuser.execute("SELECT pg_terminate_backend($1)", before)
    await other.execute("SELECT pg_advisory_lock(7261003)")
    await district.happens("administration.closed.v1")
    await asyncio.sleep(1.5)
    assert len(receiver.got) == 1
    assert [one["state"] for one in await district.deliveries(webhook)] == ["waiting"]

    await other.close()
    await settled(district, webhook, "delivered", "delivered")

    (after,) = await leaders(superuser)
    assert after != before
    # The attempt under way could not be written down any more, and was made again.
    ids = [one.headers["webhook-id"] for one in receiver.got]
    assert (ids[0], len(set(ids))) == (ids[1], 2)


async def test_what_is_old_is_forgotten_and_what_waits_is_not(
    district: District, receiver: Receiver, superuser: Any
) -> None:
    webhook = await district.webhook(receiver)
    path = f"/v1/webhooks/{webhook['id']}"
    await district.office.made(f"{path}/secret", {})
    await district.office.made(f"{path}/test")
    await settled(district, webhook, "delivered")
    receiver.always = Answer(503, headers=("Retry-After: 3600",))
    waiting = await district.office.made(f"{path}/test")
    await receiver.until(2)
    await superuser.execute("UPDATE webhook_messages SET at = now() - interval '31 days'")
    await superuser.execute("UPDATE webhooks SET old_secret_until = now()")

    # Tidying is the first thing a leader does.
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid", await leaders(superuser)
    )

    (left,) = await settled(district, webhook, "waiting")
    assert (left["id"], left["attempts"]) == (waiting["id"], 1)
    assert await superuser.fetchval("SELECT count(sealed_old_secret) FROM webhooks") == 0
