"""Keys and clients that are bound to some schools of a district: what they reach, and that it ends there."""

from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office, make_sealing_keys
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_access import administrators_operations, filled
from tests.integration.api.test_profiles import publish

#: Every route that was made for them too. Another one has to be decided here.
OPEN = {
    ("GET", "/v1/token_info"),
    ("DELETE", "/v1/sign-in/session"),
    ("GET", "/v1/districts"),
    ("GET", "/v1/districts/{district_id}"),
    ("GET", "/v1/schools"),
    ("GET", "/v1/schools/{school_id}"),
    ("GET", "/v1/instruments"),
    ("GET", "/v1/instruments/{instrument_id}"),
    ("GET", "/v1/administrations"),
    ("GET", "/v1/administrations/{administration_id}"),
    ("GET", "/v1/administrations/{administration_id}/progress"),
    ("GET", "/v1/administrations/{administration_id}/imports"),
    ("GET", "/v1/administrations/{administration_id}/imports/{import_id}"),
    ("GET", "/v1/participations"),
    ("GET", "/v1/participations/{participation_id}"),
    ("PATCH", "/v1/participations/{participation_id}"),
    ("POST", "/v1/participations/{participation_id}/cards"),
    ("POST", "/v1/participations/{participation_id}/replacements"),
    ("GET", "/v1/participations/{participation_id}/poster"),
    ("GET", "/v1/participations/{participation_id}/mail"),
    ("POST", "/v1/participations/{participation_id}/addresses"),
    ("GET", "/v1/participations/{participation_id}/bounces"),
    ("GET", "/v1/participations/{participation_id}/shares"),
    ("POST", "/v1/participations/{participation_id}/shares"),
    ("GET", "/v1/participations/{participation_id}/shares/{share_id}"),
    ("DELETE", "/v1/participations/{participation_id}/shares/{share_id}"),
    ("GET", "/v1/schools/{school_id}/trend"),
    ("GET", "/v1/changes"),
    ("GET", "/v1/profiles"),
    ("GET", "/v1/exports"),
    ("POST", "/v1/exports"),
    ("GET", "/v1/exports/{export_id}"),
    ("DELETE", "/v1/exports/{export_id}"),
    ("GET", "/v1/exports/{export_id}/files/{name}"),
    ("GET", "/v1/profiles/{profile_id}"),
    ("GET", "/v1/profiles/{profile_id}/pdf"),
}


async def bound(client: httpx.AsyncClient, operator: Office, tenant: Tenant, *schools: str) -> Office:
    """An office with every scope, bound to schools of the tenant."""
    body = {"name": "school", "district": tenant.district, "scopes": list(SCOPES), "schools": list(schools)}
    return Office.with_key(client, (await operator.made("/v1/api-keys", body))["key"])


async def two_schools(tenant: Tenant, superuser: Any, **fields: Any) -> tuple[str, dict[str, str]]:
    """A ready administration of the tenant's school and another: its id, school to participation."""
    other = await tenant.office.school(tenant.district, "Other", **fields)
    wave = await tenant.office.administration(tenant.district, [tenant.school, other])
    await make_sealing_keys(superuser, wave["id"])
    await tenant.office.made(f"/v1/administrations/{wave['id']}/ready")
    listed = (await tenant.office.http.get("/v1/participations")).json()["data"]
    return wave["id"], {
        member["id"]: one["id"] for one in listed for member in one["schools"] or [{"id": one["school"]}]
    }


async def test_whatever_was_not_made_for_them_is_refused(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    office = await bound(client, operator, tenant, tenant.school)
    let_in = set()
    for method, path in administrators_operations(api):
        answer = await office.http.request(method, filled(path), json={})
        if (answer.status_code, answer.json().get("code")) not in {
            (403, "whole-district-only"),
            (403, "operator-only"),
        }:
            let_in.add((method, path))

    assert let_in == OPEN


async def test_everything_of_their_schools_is_there_and_nothing_else(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    wave, participations = await two_schools(tenant, superuser)
    (other,) = set(participations) - {tenant.school}
    office = await bound(client, operator, tenant, tenant.school)
    mine, theirs = participations[tenant.school], participations[other]

    for path in ("districts", "schools", "administrations", "participations"):
        listed = await office.http.get(f"/v1/{path}")
        assert len(listed.json()["data"]) == 1, path
        for hidden in (other, theirs, stranger.district, stranger.school):
            assert hidden not in listed.text, path
    progress = await office.http.get(f"/v1/administrations/{wave}/progress")
    assert mine in progress.text
    assert theirs not in progress.text
    shown = (await office.http.get(f"/v1/administrations/{wave}")).json()
    assert shown["participations"] == [mine]
    hidden_requests = [
        ("GET", f"/v1/schools/{other}", None),
        ("GET", f"/v1/schools/{stranger.school}", None),
        ("GET", f"/v1/districts/{stranger.district}", None),
        ("GET", f"/v1/participations/{theirs}", None),
        ("PATCH", f"/v1/participations/{theirs}", {"eligible": 41}),
        ("POST", f"/v1/participations/{theirs}/cards", None),
        ("POST", f"/v1/participations/{theirs}/replacements", {"n": 1}),
        ("GET", f"/v1/participations/{theirs}/mail", None),
        ("GET", f"/v1/participations/{theirs}/bounces", None),
    ]
    for method, path, body in hidden_requests:
        answer = await office.http.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), (method, path)
        assert other not in answer.text


async def test_they_do_their_schools_work_and_it_is_audited(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    _, participations = await two_schools(tenant, superuser)
    (other,) = set(participations) - {tenant.school}
    office = await bound(client, operator, tenant, tenant.school)
    mine, theirs = participations[tenant.school], participations[other]

    corrected = await office.http.patch(f"/v1/participations/{mine}", json={"eligible": 42})
    cards = await office.http.post(f"/v1/participations/{mine}/cards")
    replaced = await office.http.post(f"/v1/participations/{mine}/replacements", json={"n": 1})

    assert (corrected.status_code, corrected.json()["eligible"]) == (200, 42)
    assert (cards.status_code, len(cards.json()["cards"])) == (201, 40)
    assert (replaced.status_code, len(replaced.json()["cards"])) == (201, 1)
    assert (await tenant.office.http.get(f"/v1/participations/{theirs}")).json()["eligible"] == 40
    key = (await office.http.get("/v1/token_info")).json()["id"]
    rows = await superuser.fetch("SELECT * FROM audit_log WHERE actor_id = $1 ORDER BY id", key)
    actions = [row["action"] for row in rows]
    assert actions == ["participation.eligible", "cards.made", "cards.replaced"]
    assert {(str(row["district_id"]), row["subject"]) for row in rows} == {(tenant.district, mine)}


async def test_schools_that_answer_together_are_read_by_each_and_changed_by_who_reaches_all(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    unit = {"reporting_unit": "Hill and Lake"}
    await tenant.office.http.patch(f"/v1/schools/{tenant.school}", json=unit)
    wave, participations = await two_schools(tenant, superuser, **unit)
    (other,) = set(participations) - {tenant.school}
    (together,) = set(participations.values())
    one = await bound(client, operator, tenant, tenant.school)
    both = await bound(client, operator, tenant, tenant.school, other)
    body = {"school": tenant.school, "eligible": 41}

    shown = (await one.http.get(f"/v1/participations/{together}")).json()
    assert shown["school_name"] == "Hill and Lake"
    assert [school["id"] for school in shown["schools"]] == [tenant.school]
    refused = [
        await one.http.patch(f"/v1/participations/{together}", json=body),
        await one.http.post(f"/v1/participations/{together}/cards"),
        await one.http.get(f"/v1/participations/{together}/bounces"),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {
        (403, "whole-district-only")
    }
    done = await both.http.patch(f"/v1/participations/{together}", json=body)
    assert (done.status_code, done.json()["eligible"]) == (200, 81)
    assert (await both.http.post(f"/v1/participations/{together}/cards")).status_code == 201
    assert (await one.http.get(f"/v1/administrations/{wave}")).json()["participations"] == [together]


async def test_only_their_schools_profiles_are_there(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    other = Tenant(tenant.district, await tenant.office.school(tenant.district, "Other"), tenant.office)
    mine, theirs = uuid4(), uuid4()
    await publish(superuser, tenant, profile=mine)
    await publish(superuser, other, profile=theirs)
    office = await bound(client, operator, tenant, tenant.school)

    listed = (await office.http.get("/v1/profiles")).json()["data"]
    named = (await office.http.get(f"/v1/profiles?school={other.school}")).json()["data"]

    assert [one["id"] for one in listed] == [str(mine)]
    assert named == []
    assert (await office.http.get(f"/v1/profiles/{mine}")).status_code == 200
    assert (await office.http.get(f"/v1/profiles/{theirs}")).status_code == 404
    assert (await tenant.office.http.get(f"/v1/profiles/{theirs}")).status_code == 200


async def test_a_client_bound_to_schools_gets_tokens_bound_to_them(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    other = await tenant.office.school(tenant.district, "Other")
    scopes = ["surveys.read"]
    body = {"name": "x", "district": tenant.district, "scopes": scopes, "schools": [other]}
    made = await operator.made("/v1/clients", body)
    form = {"grant_type": "client_credentials"}
    issued = await client.post("/oauth/token", data=form, auth=(made["id"], made["secret"]))
    office = Office.with_key(client, issued.json()["access_token"])

    info = (await office.http.get("/v1/token_info")).json()

    assert (info["schools"], info["district"]) == ([other], tenant.district)
    assert [one["id"] for one in (await office.http.get("/v1/schools")).json()["data"]] == [other]
