"""ETags of everything that is shown, and changes that say which state of a thing they are meant for."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from survey_api.access.scopes import SCOPES
from survey_api.preconditions.queries import TABLES
from tests.fixtures.office import Office, make_sealing_keys
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_access import administrators_operations
from tests.integration.api.test_tenancy import NOT_THERE, OTHER_WAY, everything_of, requests

OLD = {"If-Match": '"0123456789abcdef0123456789abcdef"'}


async def etag_of(office: Office, path: str) -> str:
    """The ETag that GET answers."""
    answer = await office.http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.headers["etag"]


@pytest.fixture
async def owner(client: httpx.AsyncClient, operator: Office, tenant: Tenant) -> Office:
    """Whoever may do everything in the district."""
    return Office.with_key(client, await operator.key(tenant.district, *SCOPES))


async def test_everything_shown_has_an_etag_that_every_caller_shares(
    api: FastAPI, owner: Office, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    ids = await everything_of(tenant, owner, superuser)
    tried = 0
    for method, path, filled, _ in requests(api, ids):
        if method != "GET" or path in NOT_THERE | OTHER_WAY or "import_id" in path:
            continue
        mine, theirs = await owner.http.get(filled), await operator.http.get(filled)
        assert (mine.status_code, theirs.status_code) == (200, 200), (path, mine.text)
        again = await owner.http.get(filled, headers={"If-None-Match": f'"x", W/{mine.headers["etag"]}'})
        assert mine.headers["etag"] == theirs.headers["etag"], path
        assert mine.headers["etag"].startswith('"')
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == mine.headers["etag"]
        assert "private" in again.headers["cache-control"]
        tried += 1
    assert tried >= 14
    of_the_moment = await owner.http.get("/v1/token_info")
    assert "etag" not in of_the_moment.headers
    assert "no-store" in of_the_moment.headers["cache-control"]


async def test_every_change_of_a_thing_refuses_another_state_and_changes_nothing(
    api: FastAPI, owner: Office, tenant: Tenant, superuser: Any
) -> None:
    ids = await everything_of(tenant, owner, superuser)
    tried = 0
    for method, path, filled, body in requests(api, ids):
        if method == "GET" or "If-Match" not in parameters_of(api, method, path):
            continue
        item = api.state.items.find(path)
        before = await etag_of(owner, item.path.format_map(ids))
        refused = await owner.http.request(method, filled, headers=OLD, **body)
        weak = await owner.http.request(method, filled, headers={"If-Match": f"W/{before}"}, **body)
        for answer in (refused, weak):
            assert answer.status_code in {412, 422}, (method, path, answer.text)
        assert await etag_of(owner, item.path.format_map(ids)) == before
        tried += refused.status_code == 412
    assert tried > 15


async def test_the_state_that_get_showed_is_the_state_that_is_compared(
    api: FastAPI, owner: Office, tenant: Tenant, superuser: Any
) -> None:
    """For every change of everything: with the ETag of GET it is never 412."""
    ids = await everything_of(tenant, owner, superuser)
    ordered = sorted(requests(api, ids), key=lambda one: (one[0] == "DELETE", len(one[1])))
    tried = 0
    for method, path, filled, body in ordered:
        if method == "GET" or (item := api.state.items.find(path)) is None:
            continue
        known = await owner.http.get(item.path.format_map(ids))
        if known.status_code == 404:
            continue  # it went with another
        headers = {"If-Match": f'"other", {known.headers["etag"]}'}
        answer = await owner.http.request(method, filled, headers=headers, **body)
        assert answer.status_code not in {412, 500}, (method, path, answer.text)
        tried += 1
    assert tried > 15


def parameters_of(api: FastAPI, method: str, path: str) -> set[str]:
    """The names of an operation's parameters, from the document."""
    operation = api.openapi()["paths"][path][method.lower()]
    return {one["name"] for one in operation.get("parameters", ())}


def test_the_document_says_what_may_be_conditional_and_each_has_a_row_to_lock(api: FastAPI) -> None:
    for method, path in administrators_operations(api):
        named = parameters_of(api, method, path)
        item = api.state.items.find(path)
        of_item = method != "GET" and item is not None
        if of_item:
            assert item.collection in TABLES, f"{path}: say in preconditions/queries.py what to lock"
        assert ("If-Match" in named) == of_item, (method, path)
        if method == "GET" and path != "/v1/token_info":
            assert "304" in api.openapi()["paths"][path]["get"]["responses"]
            assert named & {"If-None-Match", "if-none-match"}


async def test_a_change_answers_the_etag_of_what_it_made(tenant: Tenant) -> None:
    path = f"/v1/schools/{tenant.school}"
    first = await etag_of(tenant.office, path)

    changed = await tenant.office.http.patch(path, json={"name": "Pond"}, headers={"If-Match": first})
    late = await tenant.office.http.patch(path, json={"name": "Lake"}, headers={"If-Match": first})
    any_state = await tenant.office.http.patch(path, json={"name": "Sea"}, headers={"If-Match": "*"})

    assert changed.headers["etag"] != first
    assert (late.status_code, late.json()["code"]) == (412, "precondition-failed")
    assert any_state.status_code == 200
    assert any_state.headers["etag"] == await etag_of(tenant.office, path)


async def test_if_match_for_what_is_not_there_is_404(tenant: Tenant, stranger: Tenant) -> None:
    for school in (stranger.school, "00000000-0000-4000-8000-000000000000"):
        answer = await tenant.office.http.patch(
            f"/v1/schools/{school}", json={"name": "x"}, headers={"If-Match": "*"}
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    malformed = await tenant.office.http.patch("/v1/schools/x", json={"name": "x"}, headers=OLD)
    assert malformed.status_code == 422


async def test_of_two_writers_who_saw_the_same_one_wins(
    tenant: Tenant, database_url: str, superuser: Any
) -> None:
    """Both wait for a third who holds the row, so that both have asked before either could compare."""
    path = f"/v1/schools/{tenant.school}"
    seen = await etag_of(tenant.office, path)
    holder = await asyncpg.connect(database_url)
    try:
        transaction = holder.transaction()
        await transaction.start()
        await holder.execute("SELECT FROM schools WHERE id = $1 FOR UPDATE", tenant.school)
        writers = [
            asyncio.create_task(
                tenant.office.http.patch(path, json={"name": name}, headers={"If-Match": seen})
            )
            for name in ("Pond", "Lake")
        ]
        while await superuser.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted") < 2:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.01)
        await transaction.rollback()
        answers = [await writer for writer in writers]
    finally:
        await holder.close()

    assert sorted(answer.status_code for answer in answers) == [200, 412]
    won = next(answer for answer in answers if answer.status_code == 200)
    assert (await tenant.office.http.get(path)).json()["name"] == won.json()["name"]


async def test_ready_is_refused_when_the_draft_changed_meanwhile(tenant: Tenant, superuser: Any) -> None:
    """`ready` works in several transactions: a change between them is not frozen."""
    made = await tenant.office.administration(tenant.district, [tenant.school])
    path = f"/v1/administrations/{made['id']}"
    headers = {"If-Match": await etag_of(tenant.office, path)}

    waiting = asyncio.create_task(tenant.office.http.post(f"{path}/ready", headers=headers))
    await asyncio.sleep(0.3)  # it waits for the sealing keys, which nobody makes yet
    await tenant.office.http.patch(path, json={"title": "Winter"})
    await make_sealing_keys(superuser, made["id"])
    refused = await waiting
    accepted = await tenant.office.http.post(
        f"{path}/ready", headers={"If-Match": await etag_of(tenant.office, path)}
    )

    assert (refused.status_code, refused.json()["code"]) == (412, "precondition-failed")
    assert accepted.json()["state"] == "ready"
