"""The audit log: every administrative action, who, on what, when; readable by the district it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Json, Office, at, make_sealing_keys, plan
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_instruments import variant

ROSTER = {"schools": ("schools.csv", "school,name,eligible\nA,Annex,12\n")}


async def administrator(client: httpx.AsyncClient, operator: Office, district: str) -> Office:
    """A district's own administrator."""
    return Office.with_key(client, await operator.key(district, *SCOPES))


async def entries(office: Office, query: str = "") -> list[Json]:
    answer = await office.http.get(f"/v1/audit?limit=200{query}")
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["data"]
    return found


async def test_the_log_is_for_those_who_manage_access_and_shows_each_district_its_own(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant
) -> None:
    office = await administrator(client, operator, tenant.district)
    await stranger.office.http.patch(f"/v1/schools/{stranger.school}", json={"name": "Secret plans"})

    refused = await tenant.office.http.get("/v1/audit")
    own, all_of_it = await entries(office), await entries(operator)
    asked = await entries(office, f"&district={stranger.district}")

    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient-scope")
    assert {entry["district"] for entry in own} == {tenant.district}
    assert asked == []
    assert {tenant.district, stranger.district} <= {entry["district"] for entry in all_of_it}
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert (await operator.http.request(method, "/v1/audit")).status_code == 405


async def test_whatever_is_done_leaves_a_line_with_who_and_on_what(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    office = await administrator(client, operator, tenant.district)
    who = (await office.http.get("/v1/token_info")).json()["id"]
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    (part,) = wave["participations"]
    await make_sealing_keys(superuser, wave["id"])
    other = await office.school(tenant.district, "Another")
    made = await office.made("/v1/clients", {"name": "x", "scopes": ["profiles.read"]})
    key = await office.made("/v1/api-keys", {"name": "x", "scopes": ["profiles.read"]})
    schools = {"schools": [{"school": other, "eligible": 40}]}
    later = {"closes_at": at(datetime.now(UTC) + timedelta(days=8))}
    steps: list[tuple[str, str, Json, str]] = [
        ("PATCH", f"/v1/districts/{tenant.district}", {"json": {"name": "Lake"}}, "district.changed"),
        ("PATCH", f"/v1/districts/{tenant.district}", {"json": {}}, "request.change_district"),
        ("POST", "/v1/schools", {"json": {"name": "Annex"}}, "school.added"),
        ("PATCH", f"/v1/schools/{other}", {"json": {"name": "B"}}, "school.changed"),
        ("POST", "/v1/instruments", {"content": variant()}, "instrument.stored"),
        ("POST", "/v1/instruments", {"content": variant()}, "request.store_instrument"),
        ("POST", "/v1/administrations", {"json": plan(tenant.district)}, "administration.created"),
        ("PATCH", f"/v1/administrations/{wave['id']}", {"json": {"title": "x"}}, "administration.changed"),
        ("POST", f"/v1/administrations/{wave['id']}/ready", {}, "administration.ready"),
        ("POST", f"/v1/administrations/{wave['id']}/open", {}, "administration.opened"),
        ("POST", f"/v1/administrations/{wave['id']}/extend", {"json": later}, "administration.extended"),
        ("PATCH", f"/v1/participations/{part}", {"json": {"eligible": 41}}, "participation.eligible"),
        ("POST", f"/v1/participations/{part}/cards", {}, "cards.made"),
        ("POST", f"/v1/participations/{part}/replacements", {"json": {"n": 1}}, "cards.replaced"),
        ("POST", f"/v1/administrations/{wave['id']}/close", {}, "administration.closed"),
        ("POST", f"/v1/clients/{made['id']}/secret", {}, "client.secret_rotated"),
        ("DELETE", f"/v1/clients/{made['id']}", {}, "client.revoked"),
        ("DELETE", f"/v1/api-keys/{key['id']}", {}, "api_key.revoked"),
    ]
    for method, path, sent, action in steps:
        before = len(await entries(office))
        answer = await office.http.request(method, path, **sent)
        assert answer.is_success, (method, path, answer.text)
        newest, *_ = found = await entries(office)
        assert len(found) == before + 1, (method, path)
        assert (newest["actor"], newest["actor_id"], newest["action"]) == ("api_key", who, action)
        assert newest["subject"] in {path, *path.split("/")} or answer.json()["id"] == newest["subject"]
        assert set(newest) == {
            "id", "at", "actor", "actor_id", "action", "subject", "district", "detail",
        }  # fmt: skip
    draft = await office.administration(tenant.district)
    await office.made(f"/v1/administrations/{draft['id']}/participations", schools)
    refused = await office.http.post(f"/v1/administrations/{draft['id']}/open")
    (added,) = [one for one in await entries(office) if one["action"] == "administration.schools_added"]
    assert added["detail"] == {"schools": [other]}
    assert refused.status_code == 409
    assert [
        one for one in await entries(office) if one["subject"] == f"/v1/administrations/{draft['id']}/open"
    ] == []


async def test_what_a_client_does_is_under_its_own_id(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    office = await administrator(client, operator, tenant.district)
    made = await office.made("/v1/clients", {"name": "x", "scopes": ["roster.write"]})
    form = {"grant_type": "client_credentials"}
    issued = await client.post("/oauth/token", data=form, auth=(made["id"], made["secret"]))
    program = Office.with_key(client, issued.json()["access_token"])

    dry = await program.http.post("/v1/rosters", files=ROSTER)
    done = await program.http.post("/v1/rosters?dry_run=false", files=ROSTER)

    assert (dry.status_code, done.status_code) == (200, 200), done.text
    found = await entries(office, f"&actor_id={made['id']}")
    assert {entry["actor"] for entry in found} == {"client"}
    assert len(found) == 2
    for secret in (made["secret"], issued.json()["access_token"]):
        assert secret not in str(await entries(operator))


async def test_the_newest_come_first_page_by_page_and_by_what_is_asked_for(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    office = await administrator(client, operator, tenant.district)
    for n in range(5):
        await tenant.office.http.patch(f"/v1/schools/{tenant.school}", json={"name": str(n)})
    everything = [entry["id"] for entry in await entries(office)]

    pages, query = [], "?limit=2"
    while query:
        page = (await office.http.get(f"/v1/audit{query}")).json()
        pages += [entry["id"] for entry in page["data"]]
        query = f"?limit=2&cursor={page['next_cursor']}" if page["has_more"] else ""
        await tenant.office.http.patch(f"/v1/schools/{tenant.school}", json={"name": "meanwhile"})

    assert pages == everything == sorted(everything, reverse=True), "none twice, none missed"
    changes = await entries(office, f"&action=school.changed&subject={tenant.school}")
    assert len(changes) >= 5
    newest = changes[0]["at"]
    assert await entries(office, f"&until={changes[-1]['at'].replace('20', '19', 1)}") == []
    assert newest in {entry["at"] for entry in await entries(office, f"&since={newest}")}
    assert (await office.http.get("/v1/audit?since=yesterday")).status_code == 422
    assert (await office.http.get("/v1/audit?action=%00")).status_code == 422
