"""`/v1/changes`: nothing is missed whoever is slow, everything comes once, and it never ends."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from survey_core.tables.changes import CHANGES_LOCK
from tests.fixtures.office import Office
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_profiles import publish
from tests.integration.api.test_schools_only import bound

_SUMMARY = (
    "INSERT INTO district_summaries VALUES ($1, $2, $3, '2026-12-05', '1', 'e', convert_to('{}', 'UTF8'), 1)"
)
_HOLDS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND pid = pg_backend_pid()"
_WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1)"


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs what runs in the background."""
    return quiet_api


@pytest.fixture
async def slow(database_url: str) -> Any:
    """A publisher of its own, slower than the others."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


async def pull(office: Office, since: str | None = None, *, limit: int = 200) -> tuple[list[Any], str]:
    """Everything since a cursor, and the cursor to go on from."""
    found: list[Any] = []
    while True:
        query = {"limit": str(limit)} | ({} if since is None else {"since": since})
        answer = await office.http.get("/v1/changes", params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["data"]
        since = page["next_cursor"]
        assert isinstance(since, str), "the last page too says where to go on"
        assert ("link" in answer.headers) is page["has_more"]
        if not page["has_more"]:
            return found, since


async def test_the_feed_never_ends_and_takes_its_own_cursors_only(
    api: FastAPI, tenant: Tenant, superuser: Any
) -> None:
    found, cursor = await pull(tenant.office)
    profile = uuid4()
    await publish(superuser, tenant, profile=profile)
    other = Tenant(tenant.district, await tenant.office.school(tenant.district, "Other"), tenant.office)
    await publish(superuser, other, profile=uuid4())
    of_a_list = (await tenant.office.http.get("/v1/profiles?limit=1")).json()["next_cursor"]

    later, _ = await pull(tenant.office, cursor)
    changed = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for since in ("", "nonsense", changed, of_a_list):
        answer = await tenant.office.http.get("/v1/changes", params={"since": since})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor"), since

    assert found == []
    assert [(one["kind"], one["id"], one["revision"]) for one in later][:1] == [
        ("profile.published", str(profile), 1)
    ]
    shown = api.openapi()["paths"]["/v1/changes"]["get"]["responses"]["200"]["content"]["application/json"]
    assert shown["example"]["data"][0]["href"].startswith("https://")


async def test_each_document_comes_once_in_its_newest_state(tenant: Tenant, superuser: Any) -> None:
    first, second = uuid4(), uuid4()
    await publish(superuser, tenant, profile=first)
    other = Tenant(tenant.district, await tenant.office.school(tenant.district, "Other"), tenant.office)
    await publish(superuser, other, profile=second)
    _, cursor = await pull(tenant.office)
    await publish(superuser, tenant, profile=first, revision=2, note="-2")

    everything, _ = await pull(tenant.office, limit=1)
    later, end = await pull(tenant.office, cursor)

    assert [(one["id"], one["revision"]) for one in everything] == [(str(second), 1), (str(first), 2)]
    assert later == everything[1:]
    assert await pull(tenant.office, end) == ([], end)
    assert later[0]["school"] == tenant.school
    document = await tenant.office.http.get(later[0]["href"].partition("/v1/")[2].join(("/v1/", "")))
    assert document.json()["revision"] == 2
    for revision in (4, 3):
        await publish(superuser, tenant, profile=first, revision=revision, note=f"-{revision}")
    assert [one["revision"] for one in (await pull(tenant.office, end))[0]] == [4], "an older one came late"


async def test_a_slow_publisher_is_never_missed(tenant: Tenant, superuser: Any, slow: Any) -> None:
    first, second = uuid4(), uuid4()
    other = Tenant(tenant.district, await tenant.office.school(tenant.district, "Other"), tenant.office)
    await tenant.office.administration(tenant.district, [tenant.school])
    under_way = slow.transaction()
    await under_way.start()
    await publish(slow, tenant, profile=first)
    async with asyncio.timeout(30):  # nobody waits for who is not committing yet
        await publish(superuser, other, profile=second)

    seen, cursor = await pull(tenant.office)
    listed = (await tenant.office.http.get("/v1/profiles")).json()["data"]
    await under_way.commit()
    later, _ = await pull(tenant.office, cursor)
    order = [one["id"] for one in (await tenant.office.http.get("/v1/profiles")).json()["data"]]
    written = await superuser.fetch("SELECT id FROM profiles ORDER BY position")

    assert [row["id"] for row in written] == [first, second], "it began earlier"
    assert [one["id"] for one in seen] == [one["id"] for one in listed] == [str(second)]
    assert [one["id"] for one in later] == [str(first)], "and was published later"
    assert order == [str(second), str(first)]


async def test_positions_are_given_to_one_commit_after_the_other(
    tenant: Tenant, superuser: Any, slow: Any
) -> None:
    first, second = uuid4(), uuid4()
    other = Tenant(tenant.district, await tenant.office.school(tenant.district, "Other"), tenant.office)
    for one in (tenant, other):
        await one.office.administration(one.district, [one.school])
    committing = slow.transaction()
    await committing.start()
    await publish(slow, tenant, profile=first)
    await slow.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as far as a commit has come before it is durable
    waiting = asyncio.create_task(publish(superuser, other, profile=second))
    await _until_waiting(slow, lock=CHANGES_LOCK)

    assert (await pull(tenant.office))[0] == []
    await committing.commit()
    await waiting
    assert [one["id"] for one in (await pull(tenant.office))[0]] == [str(first), str(second)]


async def test_summaries_and_deletions_take_their_turn_too(tenant: Tenant, superuser: Any) -> None:
    await publish(superuser, tenant, profile=uuid4())
    wave = await superuser.fetchval("SELECT administration_id FROM profiles")
    await superuser.execute(_SUMMARY, wave, 1, UUID(tenant.district))
    for statement, *values in (
        (_SUMMARY, wave, 2, UUID(tenant.district)),
        ("DELETE FROM profiles",),
        ("DELETE FROM district_summaries",),
    ):
        committing = superuser.transaction()
        await committing.start()
        await superuser.execute(statement, *values)
        await superuser.execute("SET CONSTRAINTS ALL IMMEDIATE")
        held = await superuser.fetchval(_HOLDS, CHANGES_LOCK)
        await committing.rollback()
        assert held == 1, statement


async def test_a_publisher_that_fails_leaves_nothing(tenant: Tenant, slow: Any) -> None:
    profile = uuid4()
    await tenant.office.administration(tenant.district, [tenant.school])
    under_way = slow.transaction()
    await under_way.start()
    await publish(slow, tenant, profile=profile)
    await slow.execute("SET CONSTRAINTS ALL IMMEDIATE")
    await under_way.rollback()

    assert (await pull(tenant.office))[0] == []


async def test_summaries_and_tombstones_are_changes_too(tenant: Tenant, superuser: Any) -> None:
    profile = uuid4()
    await publish(superuser, tenant, profile=profile)
    wave = await superuser.fetchval("SELECT administration_id FROM profiles")
    for revision in (1, 3, 2):
        await superuser.execute(_SUMMARY, wave, revision, UUID(tenant.district))
    published, cursor = await pull(tenant.office)
    await superuser.execute("DELETE FROM administrations WHERE id = $1", wave)

    gone, _ = await pull(tenant.office, cursor)

    assert [(one["kind"], one["id"], one["revision"]) for one in published] == [
        ("profile.published", str(profile), 1),
        ("summary.published", str(wave), 3),
    ]
    assert {(one["kind"], one["id"], one["revision"], one["href"]) for one in gone} == {
        ("profile.deleted", str(profile), 1, None),
        ("summary.deleted", str(wave), 3, None),
    }
    assert (await pull(tenant.office))[0] == gone, "who begins later hears of the tombstones alone"


async def test_other_districts_and_other_schools_changes_do_not_exist(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    other = Tenant(tenant.district, await tenant.office.school(tenant.district, "Other"), tenant.office)
    mine, neighbours, theirs = uuid4(), uuid4(), uuid4()
    for owner, profile in ((tenant, mine), (other, neighbours), (stranger, theirs)):
        await publish(superuser, owner, profile=profile)
    wave = await superuser.fetchval("SELECT administration_id FROM profiles WHERE id = $1", mine)
    await superuser.execute(_SUMMARY, wave, 1, UUID(tenant.district))
    school = await bound(client, operator, tenant, tenant.school)

    async def ids(office: Office) -> list[str]:
        return [one["id"] for one in (await pull(office))[0]]

    assert await ids(school) == [str(mine)]
    assert await ids(tenant.office) == [str(mine), str(neighbours), str(wave)]
    assert await ids(stranger.office) == [str(theirs)]
    assert len(await ids(operator)) == 4
    await superuser.execute("DELETE FROM administrations WHERE id = $1", wave)
    assert [one["kind"] for one in (await pull(school))[0]] == ["profile.deleted"]


async def test_a_day_or_a_moment_is_taken_as_the_day_in_utc(tenant: Tenant, superuser: Any) -> None:
    await publish(superuser, tenant, profile=uuid4(), day="2026-12-05")
    wanted = {
        "2026-12-05": 1,
        "2026-12-06": 0,
        "2026-12-05T23:59:59Z": 1,
        "2026-12-05T23:59:59.5-01:00": 0,
        "2026-12-06T01:00:00+02:00": 1,
    }
    for since, n in wanted.items():
        answer = await tenant.office.http.get("/v1/profiles", params={"updated_since": since})
        assert (answer.status_code, len(answer.json()["data"])) == (200, n), since
    for wrong in (
        "1764979200",
        "2026-12-05T10:00:00",
        "2026-13-05",
        "yesterday",
        "0001-01-01T00:00:00+01:00",
    ):
        refused = await tenant.office.http.get("/v1/profiles", params={"updated_since": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "query/updated_since")


async def test_unchanged_pages_and_documents_answer_304_whoever_asks(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    profile = uuid4()
    await publish(superuser, tenant, profile=profile)
    again = Office.with_key(client, await operator.key(tenant.district, "profiles.read"))
    for path in ("/v1/profiles", f"/v1/profiles/{profile}", "/v1/changes"):
        answer = await tenant.office.http.get(path)
        known = {"If-None-Match": answer.headers["etag"]}
        unchanged = await again.http.get(path, headers=known)
        assert (unchanged.status_code, unchanged.content) == (304, b""), path
    await publish(superuser, tenant, profile=profile, revision=2, note="-2")
    for path in ("/v1/profiles", "/v1/changes"):
        assert (await again.http.get(path, headers=known)).status_code == 200, path


async def _until_waiting(connection: Any, *, lock: int) -> None:
    """Until somebody waits for an advisory lock."""
    async with asyncio.timeout(10):
        while not await connection.fetchval(_WAITS, lock):  # noqa: ASYNC110 - PostgreSQL sets no event of ours
            await asyncio.sleep(0.01)
