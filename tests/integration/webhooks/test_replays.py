"""Messages sent once more: one of them, or all since a moment."""

from uuid import uuid4

from tests.fixtures.receiver import Answer, Receiver, receiving
from tests.integration.webhooks.conftest import District, settled


async def test_one_delivery_is_replayed_with_its_own_id(district: District, receiver: Receiver) -> None:
    webhook = await district.webhook(receiver)
    tested = await district.office.made(f"/v1/webhooks/{webhook['id']}/test")
    await settled(district, webhook, "delivered")
    again = await district.office.made(f"/v1/webhooks/{webhook['id']}/deliveries/{tested['id']}/replay")

    await settled(district, webhook, "delivered", "delivered")
    assert (again["replay"], again["message"]) == (True, tested["message"])
    assert len({one.headers["webhook-id"] for one in receiver.got}) == 1
    assert receiver.got[0].body == receiver.got[1].body

    # One that waits is hurried, not doubled.
    receiver.always = Answer(503, headers=("Retry-After: 3600",))
    waiting = await district.office.made(f"/v1/webhooks/{webhook['id']}/test")
    await receiver.until(3)
    await settled(district, webhook, "delivered", "delivered", "waiting")
    receiver.always = Answer()
    path = f"/v1/webhooks/{webhook['id']}/deliveries/{waiting['id']}/replay"
    assert (await district.office.made(path))["id"] == waiting["id"]
    await settled(district, webhook, *["delivered"] * 3)


async def test_a_replay_of_all_repeats_what_arrived(district: District, receiver: Receiver) -> None:
    webhook = await district.webhook(receiver, "profile.published")
    for profile in (uuid4(), uuid4()):
        await district.publishes(profile, 1)
    await settled(district, webhook, "delivered", "delivered")
    path = f"/v1/webhooks/{webhook['id']}/replays"
    since = {"since": "2026-01-01T00:00:00Z"}

    assert await district.office.made(path, since) == {"queued": 0}
    assert await district.office.made(path, {"since": "2036-01-01T00:00:00Z", "which": "all"}) == {
        "queued": 0
    }
    assert await district.office.made(path, since | {"which": "all"}) == {"queued": 2}
    await settled(district, webhook, *["delivered"] * 4)

    # A webhook added later gets what happened before it was there, if it asks.
    async with receiving() as later:
        added = await district.webhook(later, "profile.published")
        assert await district.office.made(f"/v1/webhooks/{added['id']}/replays", since) == {"queued": 2}
        await settled(district, added, "delivered", "delivered")
        assert {one.body for one in later.got} == {one.body for one in receiver.got}
