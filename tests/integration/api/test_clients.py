"""Who makes keys and clients, and what they can be given: never more than their maker holds."""

from typing import Any

import httpx
import pytest

from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office
from tests.integration.api.conftest import Tenant

SOME_ID = "00000000-0000-4000-8000-000000000000"
MAKING = ("/v1/api-keys", "/v1/clients")


@pytest.fixture
async def administrator(client: httpx.AsyncClient, operator: Office, tenant: Tenant) -> Office:
    """A district's own administrator, who cannot write."""
    scopes = ("access.manage", "profiles.read", "surveys.read")
    return Office.with_key(client, await operator.key(tenant.district, *scopes))


async def test_nobody_gives_what_is_not_theirs(
    administrator: Office, operator: Office, tenant: Tenant, stranger: Tenant
) -> None:
    read = {"name": "x", "scopes": ["profiles.read"]}
    whole = {"name": "x", "scopes": ["profiles.read"], "district": tenant.district}
    cases: list[tuple[Office, dict[str, Any], int, str, str | None]] = [
        (tenant.office, read, 403, "insufficient-scope", "header/Authorization"),
        (
            administrator,
            read | {"scopes": ["profiles.read", "surveys.write"]},
            403,
            "insufficient-scope",
            "/scopes/1",
        ),
        (administrator, read | {"district": stranger.district}, 422, "unknown-district", None),
        (operator, read | {"district": SOME_ID}, 422, "unknown-district", None),
        (
            administrator,
            read | {"schools": [tenant.school, stranger.school]},
            422,
            "invalid-request",
            "/schools/1",
        ),
        (operator, whole | {"schools": [stranger.school]}, 422, "invalid-request", "/schools/0"),
        (administrator, read | {"schools": []}, 422, "invalid-request", "/schools"),
        (administrator, read | {"schools": [tenant.school] * 2}, 422, "invalid-request", "/schools"),
        (administrator, read | {"scopes": []}, 422, "invalid-request", "/scopes"),
        (administrator, read | {"scopes": ["profiles.read"] * 2}, 422, "invalid-request", "/scopes"),
        (administrator, read | {"scopes": ["everything"]}, 422, "invalid-request", "/scopes/0"),
        (administrator, read | {"secret": "mine"}, 422, "invalid-request", "/secret"),
    ]
    for path in MAKING:
        for office, body, status, code, pointer in cases:
            answer = await office.http.post(path, json=body)
            assert (answer.status_code, answer.json()["code"]) == (status, code), (path, body, answer.text)
            pointers = [fault["pointer"] for fault in answer.json().get("errors", [])]
            assert pointers == ([] if pointer is None else [pointer]), (path, body)
    no_district = await operator.http.post("/v1/clients", json=read)
    assert (no_district.status_code, no_district.json()["code"]) == (422, "unknown-district")
    school_of_nobody = await operator.http.post("/v1/api-keys", json=read | {"schools": [tenant.school]})
    assert school_of_nobody.json()["errors"][0]["code"] == "no-district"


async def test_of_another_district_there_are_no_keys_and_no_clients(
    administrator: Office, operator: Office, stranger: Tenant
) -> None:
    body = {"name": "theirs", "scopes": ["profiles.read"], "district": stranger.district}
    key, theirs = [await operator.made(path, body) for path in MAKING]
    requests = [
        ("GET", f"/v1/api-keys/{key['id']}"),
        ("DELETE", f"/v1/api-keys/{key['id']}"),
        ("GET", f"/v1/clients/{theirs['id']}"),
        ("POST", f"/v1/clients/{theirs['id']}/secret"),
        ("DELETE", f"/v1/clients/{theirs['id']}"),
    ]

    for method, path in requests:
        answer = await administrator.http.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), (method, path)
    for path in MAKING:
        for query in ("", f"?district={stranger.district}"):
            listed = await administrator.http.get(path + query)
            assert listed.status_code == 200
            assert stranger.district not in listed.text
            assert "theirs" not in listed.text
    for method, path in (("GET", "/v1/api-keys/x"), ("DELETE", "/v1/clients/tlc_%00")):
        assert (await administrator.http.request(method, path)).status_code == 422


async def test_a_districts_administrator_makes_shows_and_ends_both(
    administrator: Office, tenant: Tenant
) -> None:
    body = {"name": "Dashboard", "scopes": ["profiles.read"], "schools": [tenant.school]}
    for path, shown_once in zip(MAKING, ("key", "secret"), strict=True):
        answer = await administrator.http.post(path, json=body)
        made = answer.json()
        assert answer.headers["cache-control"] == "no-store"
        assert (made["district"], made["schools"]) == (tenant.district, [tenant.school])
        secret = made.pop(shown_once).rpartition("_")[2]
        item = await administrator.http.get(f"{path}/{made['id']}")
        listed = await administrator.http.get(path)
        assert item.json() == made
        assert made in listed.json()["data"]
        assert secret not in item.text + listed.text
        assert (await administrator.http.delete(f"{path}/{made['id']}")).status_code == 204
        ended = (await administrator.http.get(f"{path}/{made['id']}")).json()
        assert ended["revoked_at"] is not None
        assert ended | {"revoked_at": None} == made


async def test_lists_of_keys_and_clients_go_on_by_cursor(administrator: Office) -> None:
    for path in MAKING:
        made = {
            (await administrator.made(path, {"name": str(n), "scopes": ["profiles.read"]}))["id"]
            for n in range(5)
        }
        seen: list[str] = []
        cursor = ""
        while True:
            page = (await administrator.http.get(f"{path}?limit=2{cursor}")).json()
            seen += [one["id"] for one in page["data"]]
            if not page["has_more"]:
                break
            cursor = f"&cursor={page['next_cursor']}"
        assert seen == sorted(seen)
        assert made <= set(seen)


async def test_the_operators_first_key_may_do_everything(operator: Office) -> None:
    info = (await operator.http.get("/v1/token_info")).json()

    assert (info["kind"], info["district"], info["schools"], info["expires_at"]) == (
        "api_key",
        None,
        None,
        None,
    )
    assert info["scopes"] == sorted(SCOPES)
