"""What was deleted is told, after everything that was told of it before."""

from uuid import uuid4

from tests.fixtures.receiver import Receiver
from tests.integration.webhooks.conftest import District, settled


async def test_profiles_that_were_deleted_are_told_although_nothing_is_left_of_them(
    district: District, receiver: Receiver
) -> None:
    webhook = await district.webhook(receiver, "profile.published", "profile.deleted")
    profile = uuid4()
    await district.publishes(profile, 1)
    await settled(district, webhook, "delivered")
    path = f"/v1/administrations/{district.administration}"
    shown = (await district.office.http.delete(path)).json()

    done = await district.office.http.delete(path, params={"dry_run": "false", "confirm": shown["confirm"]})
    await settled(district, webhook, "delivered", "delivered")

    assert done.status_code == 200, done.text
    told = [one.verified_by(webhook["secret"]) for one in receiver.got]
    assert [one["type"] for one in told] == ["profile.published", "profile.deleted"]
    assert told[1]["data"] == {
        "district": district.id,
        "administration": district.administration,
        "profile": str(profile),
        "revision": 1,
        "school": str(profile),
    }
