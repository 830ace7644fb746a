"""People and their roles: what nobody may give, who is always left, and that changes hold at once."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from survey_api.access.roles import ROLES
from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office
from tests.fixtures.people import invited, signed_in
from tests.integration.api.conftest import Tenant


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs a broker or a background."""
    return quiet_api


def test_the_roles_are_those_of_the_contract() -> None:
    assert {role: sorted(scopes) for role, scopes in ROLES.items()} == {
        "district_administrator": sorted(SCOPES),
        "survey_lead": ["exports.read", "profiles.read", "roster.write", "surveys.read", "surveys.write"],
        "facilitator": ["evidence.write", "profiles.read", "surveys.read"],
        "school_leader": ["profiles.read", "surveys.read"],
        "viewer": ["profiles.read"],
    }


#: Body, and where its fault is.
UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"email": "nobody", "role": "viewer"}, "/email"),
    ({"email": "a@b.example", "role": "operator"}, "/role"),
    ({"email": "a@b.example", "role": "school_leader"}, "/schools"),
    ({"email": "a@b.example", "role": "district_administrator", "schools": ["{school}"]}, "/schools"),
    ({"email": "a@b.example", "role": "viewer", "schools": ["{stranger}"]}, "/schools/0"),
]


async def test_whoever_does_not_fit_is_refused(operator: Office, tenant: Tenant, stranger: Tenant) -> None:
    names = {"school": tenant.school, "stranger": stranger.school}
    for body, pointer in UNFIT:
        schools = {"schools": [one.format_map(names) for one in body["schools"]]} if "schools" in body else {}
        given = body | {"district": tenant.district} | schools
        answer = await operator.http.post("/v1/people", json=given)
        assert answer.status_code == 422, body
        assert answer.json()["errors"][0]["pointer"] == pointer


async def test_nobody_gives_a_role_with_scopes_they_do_not_hold(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    held = ("access.manage", "profiles.read", "surveys.read")
    office = Office.with_key(client, await operator.key(tenant.district, *held))
    await invited(office, tenant.district, "viewer")
    disabled = await invited(operator, tenant.district, "survey_lead", email="off@lakeview.example")
    await operator.http.patch(f"/v1/people/{disabled['id']}", json={"disabled": True})

    given = await office.http.post("/v1/people", json={"email": "x@lakeview.example", "role": "survey_lead"})
    viewer = (await office.http.get("/v1/people?email=Viewer@Lakeview.example")).json()["data"][0]
    raised = await office.http.patch(f"/v1/people/{viewer['id']}", json={"role": "district_administrator"})
    again = await office.http.patch(f"/v1/people/{disabled['id']}", json={"disabled": False})

    for answer in (given, raised, again):
        assert (answer.status_code, answer.json()["code"]) == (403, "insufficient-scope"), answer.text
        assert answer.json()["errors"][0]["pointer"] == "/role"


async def test_another_district_cannot_be_named_and_an_address_is_taken_once(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant
) -> None:
    office = Office.with_key(client, await operator.key(tenant.district, *SCOPES))
    first = await invited(office, tenant.district, "viewer", email="Same@Lakeview.Example")
    elsewhere = {"email": "y@lakeview.example", "role": "viewer", "district": stranger.district}

    foreign = await office.http.post("/v1/people", json=elsewhere)
    again = await office.http.post("/v1/people", json={"email": "same@lakeview.example", "role": "viewer"})

    assert first["email"] == "same@lakeview.example"
    assert (foreign.status_code, foreign.json()["code"]) == (422, "unknown-district")
    assert (again.status_code, again.json()["code"]) == (409, "email-taken")
    assert (await invited(operator, stranger.district, "viewer", email="same@lakeview.example"))["id"]


async def test_the_last_administrator_stays_unless_the_operator_says_otherwise(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    person = await invited(operator, tenant.district, "district_administrator", email="a@lakeview.example")
    mine = f"/v1/people/{person['id']}"
    office = await signed_in(api, client, person)

    refused = [
        await office.http.patch(mine, json={"role": "viewer"}),
        await office.http.patch(mine, json={"disabled": True}),
        await office.http.delete(mine),
    ]
    assert {(one.status_code, one.json()["code"]) for one in refused} == {(409, "last-administrator")}
    second = await invited(office, tenant.district, "district_administrator", email="b@lakeview.example")
    assert (await office.http.patch(mine, json={"role": "viewer"})).status_code == 200
    assert (await office.http.get("/v1/people")).status_code == 403, "the new role holds at once"
    assert (await operator.http.delete(f"/v1/people/{second['id']}")).status_code == 204


async def test_changes_hold_from_the_next_request_on_and_are_audited(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    person = await invited(operator, tenant.district, "survey_lead", name="Alex")
    assert person["state"] == "invited"
    office = await signed_in(api, client, person)
    info = (await office.http.get("/v1/token_info")).json()
    assert {key: info[key] for key in ("kind", "id", "name", "role", "schools", "district")} == {
        "kind": "person",
        "id": person["id"],
        "name": "Alex",
        "role": "survey_lead",
        "schools": None,
        "district": tenant.district,
    }
    assert info["scopes"] == sorted(ROLES["survey_lead"])
    assert info["expires_at"] is not None

    await office.school(tenant.district, "Made by a person")
    leads = {"role": "school_leader", "schools": [tenant.school]}
    changed = await operator.http.patch(f"/v1/people/{person['id']}", json=leads)
    assert (changed.status_code, changed.json()["state"]) == (200, "active")
    assert (await office.http.post("/v1/schools", json={"name": "x"})).status_code == 403
    listed = (await office.http.get("/v1/schools")).json()["data"]
    assert [one["id"] for one in listed] == [tenant.school]

    await operator.http.patch(f"/v1/people/{person['id']}", json={"disabled": True})
    assert (await office.http.get("/v1/schools")).status_code == 401
    await operator.http.patch(f"/v1/people/{person['id']}", json={"disabled": False})
    assert (await office.http.get("/v1/schools")).status_code == 401, "a session that ended stays so"
    rows = await superuser.fetch(
        "SELECT actor, actor_id, action FROM audit_log WHERE subject = $1 OR actor = 'person' ORDER BY id",
        person["id"],
    )
    assert [row["action"] for row in rows] == [
        *("person.invited", "person.signed_in", "school.added"),
        *("person.changed", "person.changed", "person.changed"),
    ]
    assert [tuple(row)[:2] for row in rows][1:3] == [("person", person["id"])] * 2
