"""Setting webhooks up: who may, what is refused, and what is never shown or stored readable."""

import base64
from typing import Any
from uuid import UUID, uuid4

import httpx

from tests.fixtures.office import Json, Office
from tests.fixtures.receiver import Receiver
from tests.integration.webhooks.conftest import District

NEW: Json = {"url": "https://receiver.example/hook", "events": ["profile.published"]}
SINCE: Json = {"since": "2026-11-01T00:00:00Z"}


def routes(webhook: str, delivery: str) -> list[tuple[str, str, Json | None]]:
    """Every route that names a webhook."""
    one = f"/v1/webhooks/{webhook}"
    return [
        ("GET", one, None),
        ("PATCH", one, {"enabled": False}),
        ("POST", f"{one}/secret", {}),
        ("POST", f"{one}/test", None),
        ("POST", f"{one}/replays", SINCE),
        ("GET", f"{one}/deliveries", None),
        ("GET", f"{one}/deliveries/{delivery}", None),
        ("POST", f"{one}/deliveries/{delivery}/replay", None),
        ("DELETE", one, None),
    ]


async def test_without_a_key_or_its_scope_nothing_is_reached(
    client: httpx.AsyncClient, operator: Office, district: District
) -> None:
    reader = Office.with_key(client, await operator.key(district.id, "surveys.read", "surveys.write"))
    made = await district.office.made("/v1/webhooks", NEW)
    every = [("GET", "/v1/webhooks", None), ("POST", "/v1/webhooks", NEW)]

    for method, path, body in [*every, *routes(made["id"], str(uuid4()))]:
        assert (await client.request(method, path, json=body)).status_code == 401, (method, path)
        refused = await reader.http.request(method, path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "insufficient-scope"), (method, path)


async def test_another_districts_webhooks_do_not_exist(
    district: District, stranger: District, receiver: Receiver
) -> None:
    made = await district.webhook(receiver)
    tested = await district.office.made(f"/v1/webhooks/{made['id']}/test")

    for method, path, body in routes(made["id"], tested["id"]):
        refused = await stranger.office.http.request(method, path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (404, "not-found"), (method, path)
        assert made["url"] not in refused.text
    assert (await stranger.office.http.get("/v1/webhooks")).json()["data"] == []
    named = await stranger.office.http.get(f"/v1/webhooks?district={district.id}")
    assert named.json()["data"] == []
    refused = await stranger.office.http.post("/v1/webhooks", json=NEW | {"district": district.id})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown-district")
    # A delivery of one's own webhook is not found under another's either.
    other = await stranger.webhook(receiver)
    path = f"/v1/webhooks/{other['id']}/deliveries/{tested['id']}"
    assert (await stranger.office.http.get(path)).status_code == 404


WRONG: list[tuple[Json, str]] = [
    ({"url": "receiver.example"}, "/url"),
    ({"url": "https://user:hunter2@receiver.example/"}, "/url"),
    ({"url": "http://10.0.0.1/"}, "/url"),
    ({"url": "https://169.254.169.254/latest/meta-data"}, "/url"),
    ({"url": "https://[::ffff:10.0.0.1]/"}, "/url"),
    ({"url": "https://[64:ff9b::a00:1]/"}, "/url"),
    ({"events": []}, "/events"),
    ({"events": ["response.completed"]}, "/events/0"),
    ({"events": ["*"]}, "/events/0"),
    ({"secret": "whsec_AAAA"}, "/secret"),
]


async def test_what_is_wrong_with_a_webhook_is_said(district: District) -> None:
    made = await district.office.made("/v1/webhooks", NEW)
    for change, pointer in WRONG:
        refused = await district.office.http.post("/v1/webhooks", json=NEW | change)
        unchanged = await district.office.http.patch(f"/v1/webhooks/{made['id']}", json=change)
        for answer in (refused, unchanged):
            assert answer.status_code == 422, change
            assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
            assert "hunter2" not in answer.text


async def test_a_district_has_twenty_at_most(district: District, stranger: District) -> None:
    made = [await district.office.made("/v1/webhooks", NEW) for _ in range(20)]

    refused = await district.office.http.post("/v1/webhooks", json=NEW)
    assert (refused.status_code, refused.json()["code"]) == (409, "too-many-webhooks")

    await stranger.office.made("/v1/webhooks", NEW)
    assert (await district.office.http.delete(f"/v1/webhooks/{made[0]['id']}")).status_code == 204
    await district.office.made("/v1/webhooks", NEW)


async def test_a_secret_is_shown_once_and_lies_nowhere_readable(district: District, superuser: Any) -> None:
    answer = await district.office.http.post("/v1/webhooks", json=NEW)
    made = answer.json()
    first = made["secret"]
    rotated = await district.office.http.post(f"/v1/webhooks/{made['id']}/secret", json={"overlap_hours": 1})
    second = rotated.json()["secret"]

    assert (answer.headers["cache-control"], rotated.headers["cache-control"]) == ("no-store", "no-store")
    assert first != second
    item = await district.office.http.get(f"/v1/webhooks/{made['id']}")
    listed = await district.office.http.get("/v1/webhooks")
    assert "secret" not in item.json()
    assert listed.json()["data"] == [item.json()]
    assert item.json()["old_secret_until"] is not None
    stored = "".join(
        [
            row["text"]
            for table in ("webhooks", "audit_log", "webhook_messages", "webhook_deliveries")
            for row in await superuser.fetch(f"SELECT t::text AS text FROM {table} AS t")  # noqa: S608 - ours
        ]
    )
    assert made["id"] in stored
    for secret in (first, second):
        raw = base64.b64decode(secret.removeprefix("whsec_"))
        assert len(raw) == 32
        assert not any(form in stored for form in (secret[6:], raw.hex(), raw.decode("latin-1")))


async def test_a_webhook_is_changed_switched_off_and_on_and_removed(
    district: District, superuser: Any
) -> None:
    made = await district.office.made("/v1/webhooks", NEW | {"description": "Dashboards"})
    path = f"/v1/webhooks/{made['id']}"

    async def change(**fields: Any) -> Json:
        answer = await district.office.http.patch(path, json=fields)
        assert answer.is_success, answer.text
        found: Json = answer.json()
        return found

    events = ["profile.published", "administration.closed", "profile.published"]
    changed = await change(url="https://other.example/", events=events, description=None)
    assert (changed["url"], changed["description"]) == ("https://other.example/", None)
    assert changed["events"] == ["administration.closed", "profile.published"]
    assert await change() == changed

    off = await change(enabled=False)
    assert (off["enabled"], off["disabled_reason"]) == (False, "owner")
    for call, body in (("test", None), ("replays", SINCE), (f"deliveries/{uuid4()}/replay", None)):
        refused = await district.office.http.post(f"{path}/{call}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "webhook-disabled")
    on = await change(enabled=True)
    assert (on["enabled"], on["disabled_reason"]) == (True, None)

    assert (await district.office.http.delete(path)).status_code == 204
    assert (await district.office.http.get(path)).status_code == 404
    rows = await superuser.fetch("SELECT action FROM audit_log WHERE subject = $1 ORDER BY id", made["id"])
    changes = ["webhook.changed"] * 3
    assert [row["action"] for row in rows] == ["webhook.added", *changes, "webhook.removed"]


async def test_an_operator_names_the_district(operator: Office, district: District) -> None:
    refused = await operator.http.post("/v1/webhooks", json=NEW)
    unknown = await operator.http.post("/v1/webhooks", json=NEW | {"district": str(uuid4())})
    made = await operator.made("/v1/webhooks", NEW | {"district": district.id})

    assert {refused.json()["code"], unknown.json()["code"]} == {"unknown-district"}
    assert [one["id"] for one in (await district.office.http.get("/v1/webhooks")).json()["data"]] == [
        made["id"]
    ]


async def test_the_log_is_paged_newest_first(district: District, receiver: Receiver) -> None:
    made = await district.webhook(receiver)
    sent = [(await district.office.made(f"/v1/webhooks/{made['id']}/test"))["id"] for _ in range(5)]
    path: str | None = f"/v1/webhooks/{made['id']}/deliveries?limit=2"
    found: list[str] = []
    while path is not None:
        answer = await district.office.http.get(path)
        found += [one["id"] for one in answer.json()["data"]]
        path = answer.links["next"]["url"] if answer.json()["has_more"] else None

    assert found == sent[::-1]
    assert all(UUID(one) for one in found)
    for cursor in ("WzEsIi0xIl0", "WzEsIjk5OTk5OTk5OTk5OTk5OTk5OTk5Il0", "WzEsIngiXQ"):
        refused = await district.office.http.get(f"/v1/webhooks/{made['id']}/deliveries?cursor={cursor}")
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid-cursor")
