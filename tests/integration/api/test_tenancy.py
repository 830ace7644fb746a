"""For every route and every id of another district: 404, and nothing of theirs in the answer."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office, at
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_access import administrators_operations
from tests.integration.api.test_instruments import variant
from tests.integration.api.test_profiles import publish

NAME = "Hidden Hollow"
ROSTER = {"schools": ("schools.csv", f"school,name,eligible\nH,{NAME} High,12\n")}
ANSWERS = {"responses": ("responses.csv", "school,il1\nH,4\n")}
#: What their owner does not find there yet, or not in this way of asking.
NOT_THERE = {"/v1/districts/{district_id}/summary"}
OTHER_WAY = {f"/v1/participations/{{participation_id}}/{name}" for name in ("mail", "bounces", "poster")}
_WEBHOOK = "INSERT INTO webhooks (id, district_id, url, events, sealed_secret) VALUES ($2, $1, '', '{}', '')"
_MESSAGE = (
    "INSERT INTO webhook_messages (id, district_id, event, subject, at, data)"
    " VALUES ($2, $1, '', $2, now(), '{}')"
)
_DELIVERY = (
    "INSERT INTO webhook_deliveries (id, district_id, webhook_id, message_id, subject, state)"
    " VALUES ($2, $1, $2, $2, $2, 'delivered')"
)
_PROVIDER = "INSERT INTO identity_providers VALUES ($1, '', '', '', '{x}', now())"
_EXPORT = (
    "INSERT INTO exports (id, district_id, administration_ids, format, language, state)"
    " VALUES ($2, $1, ARRAY[$2::uuid], 'csv', 'en', 'ready')"
)
_EXPORT_FILE = (
    "INSERT INTO export_files (export_id, name, district_id, media_type, bytes, sha256)"
    " VALUES ($2, 'throughline-csv.zip', $1, 'application/zip', 1, '00')"
)
_EXPORT_BYTES = (
    "INSERT INTO export_chunks (export_id, name, position, district_id, data)"
    " VALUES ($2, 'throughline-csv.zip', 0, $1, 'x')"
)
LOCAL = [{"system": "local", "value": "H"}]


async def everything_of(tenant: Tenant, office: Office, superuser: Any) -> dict[str, str]:
    """One of each thing a district can have: name in a path to id."""
    profile, hook = uuid4(), uuid4()
    wave = await office.administration(tenant.district, [tenant.school], title=NAME)
    await publish(superuser, tenant, profile=profile)
    paper = await office.administration(tenant.district, [tenant.school], access="import")
    imported = await office.http.post(f"/v1/administrations/{paper['id']}/imports", files=ANSWERS)
    await office.http.post("/v1/rosters?dry_run=false", files=ROSTER)
    stored = (await office.http.get("/v1/rosters")).json()["data"]
    instrument = await office.http.post("/v1/instruments", content=variant(name="hidden", title=NAME))
    given = {"name": NAME, "scopes": ["profiles.read"]}
    for statement in (_WEBHOOK, _MESSAGE, _DELIVERY, _EXPORT, _EXPORT_FILE, _EXPORT_BYTES):
        await superuser.execute(statement, UUID(tenant.district), hook)
    await superuser.execute(_PROVIDER, UUID(tenant.district))
    person = await office.made("/v1/people", {"email": "h@hollow.example", "role": "viewer"})
    shared = f"/v1/participations/{wave['participations'][0]}/shares"
    share = await office.made(shared, {"expires_at": at(datetime.now(UTC) + timedelta(days=1))})
    return {
        "person_id": person["id"],
        "share_id": share["id"],
        "district_id": tenant.district,
        "school_id": tenant.school,
        "administration_id": wave["id"],
        "participation_id": wave["participations"][0],
        "import_id": imported.json()["id"],
        "instrument_id": instrument.json()["id"],
        "profile_id": str(profile),
        "roster_id": stored[0]["id"],
        "key_id": (await office.made("/v1/api-keys", given))["id"],
        "client_id": (await office.made("/v1/clients", given))["id"],
        "webhook_id": str(hook),
        "delivery_id": str(hook),
        "export_id": str(hook),
        "name": "throughline-csv.zip",
    }


def requests(api: FastAPI, ids: dict[str, str]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Method, path, path with the ids in it, and the document's own example as the body."""
    for method, path in administrators_operations(api):
        names = re.findall(r"{(\w+)}", path)
        assert set(names) <= set(ids), f"{path}: say in everything_of what {names} is"
        if names:
            content = api.openapi()["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
            filled = path.format_map(ids)
            yield method, path, filled, body_of(content)


def body_of(content: dict[str, Any]) -> dict[str, Any]:
    if "multipart/form-data" in content:
        return {"files": ANSWERS}
    if "application/json" in content:
        return {"json": content["application/json"]["example"]}
    return {}


async def test_what_another_district_has_does_not_exist(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    hollow = await operator.district(NAME)
    theirs = Office.with_key(client, await operator.key(hollow, *SCOPES))
    stranger = Tenant(hollow, await theirs.school(hollow, f"{NAME} High", external_ids=LOCAL), theirs)
    ids = await everything_of(stranger, theirs, superuser)
    mine = Office.with_key(client, await operator.key(tenant.district, *SCOPES))
    before = await fingerprint(superuser, hollow)
    n_tried = 0
    for method, path, filled, body in requests(api, ids):
        answer = await mine.http.request(method, filled, **body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), (method, path, answer.text)
        assert NAME not in answer.text
        assert [one for one in ids.values() if one in answer.text] == [], (method, path)
        n_tried += 1

    assert n_tried > 35
    assert await fingerprint(superuser, hollow) == before
    for method, path, filled, _ in requests(api, ids):
        if method == "GET" and "import_id" not in path and path not in NOT_THERE:
            answer = await theirs.http.get(filled)
            assert answer.status_code == (409 if path in OTHER_WAY else 200), (path, answer.text)


async def fingerprint(superuser: Any, district: str) -> list[str]:
    """Every row of a district, but for the audit log's."""
    tables = await superuser.fetch(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE column_name = 'district_id'"
        " AND table_schema = 'public' AND table_name NOT IN ('audit_log') ORDER BY 1"
    )
    return [
        await superuser.fetchval(
            f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {row['table_name']} AS t"  # noqa: S608 - ours
            " WHERE district_id = $1",
            UUID(district),
        )
        for row in tables
    ]
