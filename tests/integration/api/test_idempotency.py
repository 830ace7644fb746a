"""`Idempotency-Key`: the same request again gets the same answer, and what it made is there once."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from survey_api.db import Reach
from survey_api.idempotency import queries
from tests.fixtures.office import Office, make_sealing_keys
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_access import administrators_operations
from tests.integration.api.test_profiles import publish
from tests.integration.api.test_schools_only import bound

KEY = {"Idempotency-Key": "7d0f0f6e-0d5c-4a53-9f0e-6a2f2b1b9c11"}
SCHOOLS = "SELECT count(*) FROM schools WHERE name = 'Pond'"
#: Names of fields that hold what is shown once.
ONCE = {"secret", "key", "code", "cards", "link", "token", "url_once"}
DAY_AGO = "UPDATE idempotency_keys SET created_at = created_at - interval '24 hours'"


def pond(tenant: Tenant) -> dict[str, Any]:
    """What adds a school."""
    return {"name": "Pond", "district": tenant.district}


async def test_repeated_it_is_answered_again_and_made_once(
    tenant: Tenant, operator: Office, superuser: Any
) -> None:
    post = tenant.office.http.post
    first = await post("/v1/schools", json=pond(tenant), headers=KEY)
    again = await post("/v1/schools", json=pond(tenant), headers=KEY)
    other_body = await post("/v1/schools", json={"name": "Lake"}, headers=KEY)
    other_route = await post("/v1/instruments", json=pond(tenant), headers=KEY)
    other_query = await post("/v1/schools?x=1", json=pond(tenant), headers=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    for answer in (other_body, other_route, other_query):
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")
    assert await superuser.fetchval(SCHOOLS) == 1
    assert await superuser.fetchval("SELECT count(*) FROM audit_log WHERE action = 'school.added'") == 2
    somebody_else = await operator.http.post("/v1/schools", json=pond(tenant), headers=KEY)
    without = await post("/v1/schools", json=pond(tenant))
    assert len({answer.json()["id"] for answer in (first, somebody_else, without)}) == 3


async def test_refusals_are_not_kept_and_what_is_no_key_is_refused(tenant: Tenant, superuser: Any) -> None:
    for key in (b"", b" ", b"x" * 256, b"a\tb", "ä".encode()):
        answer = await tenant.office.http.post(
            "/v1/schools", json=pond(tenant), headers={b"Idempotency-Key": key}
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-invalid"), key
    assert await superuser.fetchval(SCHOOLS) == 0
    wrong = await tenant.office.http.post("/v1/schools", json={"name": ""}, headers=KEY)
    nowhere = await tenant.office.http.post(
        "/v1/schools", json={"name": "Pond", "district": str(UUID(int=7))}, headers=KEY
    )
    right = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)

    assert [answer.status_code for answer in (wrong, nowhere, right)] == [422, 422, 201]
    assert "idempotent-replayed" not in right.headers
    assert await superuser.fetchval("SELECT count(*) FROM idempotency_keys") == 1


async def test_of_many_at_once_one_makes_it_and_the_others_are_told(tenant: Tenant, superuser: Any) -> None:
    answers = await asyncio.gather(
        *(tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY) for _ in range(9))
    )

    made = [one for one in answers if one.status_code == 201]
    told = [one for one in answers if one.status_code == 409]
    assert len(made) + len(told) == 9
    assert len([one for one in made if "idempotent-replayed" not in one.headers]) == 1
    assert {one.content for one in made} == {made[0].content}
    assert {one.json()["code"] for one in told} <= {"request-in-flight"}
    assert all(one.headers["retry-after"] for one in told)
    assert await superuser.fetchval(SCHOOLS) == 1


async def test_an_answer_that_got_lost_after_the_commit_is_there_for_the_next_try(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    """The process dies between the commit and the first byte of the answer."""

    async def dying(scope: Any, receive: Any, _send: Any) -> None:
        async def lost(_message: Any) -> None:
            asyncio.current_task().cancel()  # type: ignore[union-attr] # it is this one
            await asyncio.sleep(1)

        await api(scope, receive, lost)

    transport = httpx.ASGITransport(app=dying)
    headers = {**tenant.office.http.headers, **KEY}
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as doomed:
        lost = asyncio.create_task(doomed.post("/v1/schools", json=pond(tenant), headers=headers))
        with pytest.raises(asyncio.CancelledError):
            await lost
    assert await superuser.fetchval(SCHOOLS) == 1

    again = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)

    assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
    assert await superuser.fetchval(SCHOOLS) == 1


async def test_what_it_made_is_not_there_unless_its_answer_is_too(tenant: Tenant, superuser: Any) -> None:
    await superuser.execute("ALTER TABLE idempotency_keys ADD CONSTRAINT never CHECK (status < 200)")
    failed = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)
    made = await superuser.fetchval(SCHOOLS)
    await superuser.execute("ALTER TABLE idempotency_keys DROP CONSTRAINT never")
    again = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)

    assert (failed.status_code, made) == (500, 0)
    assert (again.status_code, "idempotent-replayed" in again.headers) == (201, False)


async def test_whoever_is_killed_at_work_keeps_no_key(
    tenant: Tenant, database_url: str, superuser: Any
) -> None:
    """While it works, others are told so; once it is dead, the next one works."""
    holder = await asyncpg.connect(database_url)
    try:
        await holder.execute("BEGIN; LOCK TABLE schools IN EXCLUSIVE MODE")
        stuck = asyncio.create_task(
            tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY, timeout=60)
        )
        waiting = "SELECT pid FROM pg_locks WHERE NOT granted"
        async with asyncio.timeout(60):
            while (pid := await superuser.fetchval(waiting)) is None:  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.01)
            meanwhile = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)
        await superuser.fetchval("SELECT pg_terminate_backend($1)", pid)
        killed = await stuck
    finally:
        await holder.close()
    again = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)

    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "request-in-flight")
    assert killed.status_code in {500, 503}
    assert again.status_code == 201
    assert "idempotent-replayed" not in again.headers
    assert await superuser.fetchval(SCHOOLS) == 1


async def test_what_shows_secrets_or_codes_takes_no_key_and_does_nothing(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, wave["id"])
    await tenant.office.made(f"/v1/administrations/{wave['id']}/ready")
    cards = f"/v1/participations/{wave['participations'][0]}/cards"

    refused = await tenant.office.http.post(cards, headers=KEY)
    made = await tenant.office.http.post(cards)

    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency-key-not-taken")
    assert made.status_code == 201
    assert await superuser.fetchval("SELECT count(*) FROM idempotency_keys") == 0
    operations = api.openapi()["paths"]
    for method, path in administrators_operations(api):
        operation = operations[path][method.lower()]
        named = {one["name"] for one in operation.get("parameters", ())}
        if shown(api, operation) & ONCE:
            assert "Idempotency-Key" not in named, path
        elif method == "POST" and "Idempotency-Key" not in named:
            assert path.rsplit("/", 1)[1] in {"ready", "rosters", "addresses", "test", "shares", "link"}, path
    assert "Idempotency-Key" not in str(operations["/v1/passes"]) + str(operations["/v1/responses"])


def shown(api: FastAPI, operation: dict[str, Any]) -> set[str]:
    """Names of the fields of an operation's answer."""
    names: set[str] = set()
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            if reference := schema.get("$ref"):
                schema = api.openapi()["components"]["schemas"][reference.rsplit("/", 1)[1]]
            names |= set(schema.get("properties", {}))
    return names


async def test_a_form_is_the_same_whatever_its_boundary(tenant: Tenant, superuser: Any) -> None:
    wave = await tenant.office.administration(tenant.district, [tenant.school], access="import")
    path = f"/v1/administrations/{wave['id']}/imports"
    rows = {"responses": ("responses.csv", "school,il1\nH,4\n")}

    first = await tenant.office.http.post(path, files=rows, headers=KEY)
    again = await tenant.office.http.post(path, files=rows, headers=KEY)
    changed = {"responses": ("responses.csv", "school,il1\nH,5\n")}
    other = await tenant.office.http.post(path, files=changed, headers=KEY)

    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 422)
    assert first.request.headers["content-type"] != again.request.headers["content-type"]
    assert again.headers["location"] == first.headers["location"]
    assert await superuser.fetchval("SELECT count(*) FROM imports") == 1


async def test_after_a_day_a_key_is_free_and_its_answer_gone(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)
    await superuser.execute(DAY_AGO)
    anew = await tenant.office.http.post("/v1/schools", json=pond(tenant), headers=KEY)
    assert (anew.status_code, "idempotent-replayed" in anew.headers) == (201, False)
    assert await superuser.fetchval(SCHOOLS) == 2
    await api.state.housekeeper.once()
    assert await superuser.fetchval("SELECT count(*) FROM idempotency_keys") == 1

    await superuser.execute(DAY_AGO)
    await api.state.housekeeper.once()

    assert await superuser.fetchval("SELECT count(*) FROM idempotency_keys") == 0


async def test_whoever_is_bound_to_schools_keeps_answers_that_only_they_see(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    database = api.state.database
    reach = Reach(district=UUID(tenant.district), schools=frozenset({UUID(tenant.school)}))
    values = {
        "key_hash": b"k", "request_hash": b"r", "status": 201, "headers": {}, "body": b"",
        "district_id": UUID(tenant.district),
    }  # fmt: skip
    for caller in ("api_key:one", "api_key:two"):
        async with database.within(reach) as session:
            await queries.become(session, caller=caller)
            assert await queries.select_answer(session, caller=caller, key_hash=b"k") is None
            await queries.insert_answer(session, values=values | {"caller": caller})

    async with database.within(reach) as session:
        await queries.become(session, caller="api_key:one")
        mine = await queries.select_answer(session, caller="api_key:one", key_hash=b"k")
        theirs = await queries.select_answer(session, caller="api_key:two", key_hash=b"k")
    assert (mine is not None, theirs) == (True, None)
    assert await superuser.fetchval("SELECT count(*) FROM idempotency_keys") == 2


async def test_a_school_that_repeats_its_request_gets_its_own_answer(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    await publish(superuser, tenant, profile=uuid4())
    wave = await superuser.fetchval("SELECT administration_id FROM profiles")
    school = await bound(client, operator, tenant, tenant.school)
    body = {"administration": str(wave), "format": "csv"}

    first, again = [await school.http.post("/v1/exports", json=body, headers=KEY) for _ in range(2)]

    assert (first.status_code, again.status_code, again.content) == (202, 202, first.content)
    assert again.headers["idempotent-replayed"] == "true"
