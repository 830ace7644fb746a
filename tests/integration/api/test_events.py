"""What the administration rooms tell the worker and the world, read from the broker itself."""

from typing import Any

from tests.fixtures.event_log import events_of
from tests.fixtures.office import make_sealing_keys
from tests.integration.api.conftest import Tenant


async def test_the_life_of_an_administration_in_events(tenant: Tenant, superuser: Any, nats_url: str) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, made["id"])
    for stage in ("ready", "open", "close"):
        await tenant.office.made(f"/v1/administrations/{made['id']}/{stage}")

    events = await events_of(nats_url, made["id"], expected=3)

    (participation,) = made["participations"]
    assert [event["type"] for event in events] == [
        "participation.added.v1",
        "administration.opened.v1",
        "administration.closed.v1",
    ]
    assert events[0]["data"] == {"administration": made["id"], "participation": participation}
    assert all("time" not in event for event in events)


async def test_responses_collected_elsewhere_need_no_key_and_ask_for_an_import(
    tenant: Tenant, nats_url: str
) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school], access="import")
    answer = await tenant.office.http.post(
        f"/v1/administrations/{made['id']}/imports", files={"responses": b"school,il1\nS,1\n"}
    )

    events = await events_of(nats_url, made["id"], expected=1)

    assert [(event["type"], event["data"]["import_id"]) for event in events] == [
        ("import.requested.v1", answer.json()["id"])
    ]


async def test_a_refused_request_says_nothing(tenant: Tenant, nats_url: str) -> None:
    made = await tenant.office.administration(tenant.district)
    body = {
        "schools": [{"school": tenant.school, "eligible": 40}, {"school": tenant.district, "eligible": 40}]
    }

    refused = await tenant.office.http.post(f"/v1/administrations/{made['id']}/participations", json=body)

    assert refused.status_code == 422
    assert await events_of(nats_url, made["id"], expected=0) == []
