"""Deleting an administration or a district: everything or nothing, never by accident, and for good."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import orjson
import pytest
from fastapi import FastAPI

from survey_api.deletions import service
from survey_api.housekeeping.tasks import Housekeeper
from survey_api.mail.key_store import PURPOSES
from survey_api.passes.key_store import IssuerKeyStore
from survey_core.tables.locks import participation_lock
from tests.fixtures.office import Json, Office, make_sealing_keys
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_profiles import publish

_ROWS = (
    "SELECT table_name AS of, column_name AS by FROM information_schema.columns WHERE table_schema = 'public'"
    " AND column_name IN ('district_id', 'administration_id', 'participation_id')"
)
_IMPORT = "INSERT INTO imports (id, administration_id, district_id, responses_csv) VALUES ($1, $1, $2, '')"
STAYS = {"changes", "deletions", "removed_participations"}


@pytest.fixture
async def other(database_url: str) -> Any:
    """A second connection above all logins."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Without what runs in the background: keys go when the test says so, and events stay put."""
    state = quiet_api.state
    state.housekeeper = Housekeeper(state.database, state.issuer_keys, state.mail_room.keys)
    return quiet_api


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in the way is not waited for as long as in a district."""
    monkeypatch.setattr(service, "_WAIT_MS", 300)


async def tried(office: Office, path: str) -> Json:
    """A dry run that must succeed."""
    answer = await office.http.delete(path)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    assert found["dry_run"] is True
    return found


async def deleted(office: Office, path: str, confirm: str | None) -> httpx.Response:
    """Ask for it to be done."""
    query = {"dry_run": "false"} | ({} if confirm is None else {"confirm": confirm})
    return await office.http.delete(path, params=query)


async def left(superuser: Any, ids: set[UUID]) -> dict[str, int]:
    """Table to the number of rows that still belong to one of these things."""
    found: dict[str, int] = {}
    for row in await superuser.fetch(_ROWS):
        statement = f"SELECT count(*) FROM {row['of']} WHERE {row['by']} = ANY ($1)"  # noqa: S608 - the catalogue's
        found[row["of"]] = found.get(row["of"], 0) + await superuser.fetchval(statement, list(ids))
    return {table: n for table, n in found.items() if n}


async def released(tenant: Tenant, superuser: Any) -> tuple[str, UUID, UUID]:
    """A published administration with its keys, a profile and a summary: path, participation, profile."""
    profile = uuid4()
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, wave["id"])
    await tenant.office.made(f"/v1/administrations/{wave['id']}/ready")
    await publish(superuser, tenant, profile=profile)
    await superuser.execute(
        "INSERT INTO district_summaries VALUES ($1, 1, $2, '2026-12-05', '1', 'e', '', 1)",
        UUID(wave["id"]),
        UUID(tenant.district),
    )
    participation = UUID(wave["participations"][0])
    await superuser.execute("INSERT INTO records VALUES ($1, '{}')", participation)
    await superuser.execute("INSERT INTO spent_passes VALUES ($1, 'p')", participation)
    await superuser.execute("UPDATE administrations SET state = 'published' WHERE id = $1", UUID(wave["id"]))
    await superuser.execute("UPDATE participations SET state = 'published' WHERE id = $1", participation)
    return f"/v1/administrations/{wave['id']}", participation, profile


async def test_nothing_goes_without_the_confirmation_of_a_dry_run_that_still_holds(
    tenant: Tenant, superuser: Any
) -> None:
    path, participation, profile = await released(tenant, superuser)
    before = await left(superuser, {participation, UUID(path[-36:])})
    shown = await tried(tenant.office, path)
    refused = [await deleted(tenant.office, path, None), await deleted(tenant.office, path, "0" * 32)]
    await publish(superuser, tenant, profile=profile, revision=2, note="-2")
    refused.append(await deleted(tenant.office, path, shown["confirm"]))

    assert {(one.status_code, one.json()["code"]) for one in refused} == {(409, "deletion-not-confirmed")}
    assert (await tenant.office.http.get(path)).status_code == 200
    assert shown["counts"] | {"profiles": 1} == shown["counts"]
    assert {label for label, n in shown["counts"].items() if n} == {
        *("participations", "profiles", "profile_revisions", "records", "summary_revisions")
    }
    assert before.pop("profiles") + 2 == (await left(superuser, {participation, UUID(path[-36:])})).pop(
        "profiles"
    )
    again = await tried(tenant.office, path)
    assert again["counts"]["profile_revisions"] == 2
    await superuser.execute("UPDATE administrations SET state = 'closed'")
    assert (await deleted(tenant.office, path, again["confirm"])).status_code == 409, "another state"


async def test_it_goes_for_good_with_its_keys_and_leaves_tombstones_events_and_a_line(
    api: FastAPI, tenant: Tenant, superuser: Any, key_dir: Path
) -> None:
    path, participation, profile = await released(tenant, superuser)
    key = key_dir / f"{participation}.pem"
    assert key.exists()
    shown = await tried(tenant.office, path)

    answer = await deleted(tenant.office, path, shown["confirm"])
    again = await deleted(tenant.office, path, shown["confirm"])
    await api.state.housekeeper.once()

    assert answer.status_code == 200, answer.text
    assert answer.json() == again.json() == shown | {"dry_run": False}, "the same again tells the same"
    assert set(await left(superuser, {participation, UUID(path[-36:])})) == STAYS - {"deletions"}
    for gone in (path, f"/v1/profiles/{profile}", f"/v1/districts/{tenant.district}/summary"):
        assert (await tenant.office.http.get(gone)).status_code == 404, gone
    assert (await deleted(tenant.office, path, "0" * 32)).status_code == 404
    assert not key.exists()
    assert await superuser.fetchval("SELECT issuer_keys_gone FROM removed_participations")
    feed = (await tenant.office.http.get("/v1/changes")).json()["data"]
    assert [one["kind"] for one in feed] == ["profile.deleted", "summary.deleted"]
    line = await superuser.fetchrow("SELECT * FROM audit_log WHERE action LIKE '%.deleted'")
    assert (line["action"], line["subject"], str(line["district_id"])) == (
        *("administration.deleted", path[-36:]),
        tenant.district,
    )
    (event,) = await superuser.fetch("SELECT data FROM outbox_events WHERE type = 'profile.deleted.v1'")
    assert orjson.loads(event["data"]) == {
        "district": tenant.district,
        "administration": path[-36:],
        "profile": str(profile),
        "revision": 1,
        "school": tenant.school,
    }


async def test_every_key_goes_and_one_that_cannot_go_yet_is_tried_again(
    api: FastAPI, tenant: Tenant, superuser: Any, key_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, participation, _ = await released(tenant, superuser)
    for purpose in PURPOSES:
        await api.state.mail_room.keys.make(participation, purpose)
    await deleted(tenant.office, path, (await tried(tenant.office, path))["confirm"])
    noted = "SELECT issuer_keys_gone FROM removed_participations"

    with monkeypatch.context() as patch:
        patch.setattr(IssuerKeyStore, "destroy", _fail)
        await api.state.housekeeper.once()
    assert not await superuser.fetchval(noted)
    await api.state.housekeeper.once()

    assert await superuser.fetchval(noted)
    assert list(key_dir.glob(f"*{participation}*")) == []


async def _fail(_store: IssuerKeyStore, _participation_id: UUID) -> None:
    raise OSError("disk")


async def test_what_was_published_counts_for_the_90_days_although_it_was_deleted(
    tenant: Tenant, superuser: Any
) -> None:
    path, _, _ = await released(tenant, superuser)
    await deleted(tenant.office, path, (await tried(tenant.office, path))["confirm"])
    second = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, second["id"])

    refused = await tenant.office.http.post(f"/v1/administrations/{second['id']}/ready")
    await superuser.execute("UPDATE removed_participations SET opens_at = NULL, ends_at = NULL")
    ready = await tenant.office.http.post(f"/v1/administrations/{second['id']}/ready")

    assert (refused.status_code, refused.json()["code"]) == (409, "asked-too-soon")
    assert "deleted" in refused.json()["detail"]
    assert ready.status_code == 200, "where nothing was published nothing can be compared"


async def test_it_is_refused_while_people_answer_and_while_a_release_runs(
    tenant: Tenant, superuser: Any, other: Any
) -> None:
    path, participation, _ = await released(tenant, superuser)
    administration = UUID(path[-36:])
    confirm = (await tried(tenant.office, path))["confirm"]
    refusals = {}
    for state in ("open", "released", "shredded"):
        await superuser.execute("UPDATE participations SET state = $1 WHERE id = $2", state, participation)
        is_open = "open" if state == "open" else "closed"
        await superuser.execute(
            "UPDATE administrations SET state = $1 WHERE id = $2", is_open, administration
        )
        refusals[state] = (await tenant.office.http.delete(path)).json()["code"]
    await superuser.execute("UPDATE participations SET state = 'closed' WHERE id = $1", participation)
    await superuser.execute(_IMPORT, administration, UUID(tenant.district))
    for what, of in (("under way", participation), ("imported", administration)):  # the import has its id
        async with other.transaction():
            await other.execute("SELECT pg_advisory_xact_lock($1)", participation_lock(of))
            refusals[what] = (await deleted(tenant.office, path, confirm)).json()["code"]

    assert refusals == {
        "open": "wrong-state",
        "released": "release-running",
        "shredded": "release-running",
        "under way": "release-running",
        "imported": "release-running",
    }
    assert (await tried(tenant.office, path))["counts"]["profiles"] == 1, "closed and at rest it may go"


async def test_of_two_that_come_at_once_the_second_sees_what_the_first_did(
    tenant: Tenant, superuser: Any, other: Any
) -> None:
    """Opened while it is being deleted: the deletion waits for the opening, and is refused."""
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    path, administration = f"/v1/administrations/{wave['id']}", UUID(wave["id"])
    confirm = (await tried(tenant.office, path))["confirm"]
    opening = other.transaction()
    await opening.start()
    for table, by in (("administrations", "id"), ("participations", "administration_id")):
        statement = f"UPDATE {table} SET state = 'open' WHERE {by} = $1"  # noqa: S608 - ours
        await other.execute(statement, administration)
    waiting = asyncio.create_task(deleted(tenant.office, path, confirm))
    await until_waiting(superuser)
    await opening.commit()
    refused = await waiting
    await superuser.execute("UPDATE administrations SET state = 'draft'")
    await superuser.execute("UPDATE participations SET state = 'draft'")
    both = await asyncio.gather(*(deleted(tenant.office, path, confirm) for _ in range(4)))

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")
    assert {one.status_code for one in both} == {200}, "all hear the same, one did it"
    assert await superuser.fetchval("SELECT count(*) FROM deletions") == 1
    times = await superuser.fetchrow("SELECT opens_at, ends_at FROM removed_participations")
    assert tuple(times) == (None, None), "nothing was published, so nothing is remembered for the 90 days"


async def test_killed_in_the_middle_nothing_is_gone_and_no_key_either(
    api: FastAPI, tenant: Tenant, superuser: Any, other: Any, key_dir: Path
) -> None:
    path, participation, profile = await released(tenant, superuser)
    confirm = (await tried(tenant.office, path))["confirm"]
    before = await left(superuser, {participation, UUID(path[-36:])})
    held = other.transaction()
    await held.start()
    await other.execute("SELECT FROM profiles WHERE id = $1 FOR UPDATE", profile)
    waiting = asyncio.create_task(deleted(tenant.office, path, confirm))
    await until_waiting(superuser)
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    )
    answer = await waiting
    await held.rollback()
    await api.state.housekeeper.once()

    assert answer.status_code >= 500
    assert await left(superuser, {participation, UUID(path[-36:])}) == before
    assert (key_dir / f"{participation}.pem").exists()
    assert (await deleted(tenant.office, path, confirm)).status_code == 200


async def test_only_the_operator_deletes_a_district_and_then_all_of_it_is_gone(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    path, participation, _ = await released(tenant, superuser)
    await publish(superuser, stranger, profile=uuid4())
    district = f"/v1/districts/{tenant.district}"
    manager = Office.with_key(client, await operator.key(tenant.district, "access.manage"))
    refused = await manager.http.delete(district)
    theirs = await left(superuser, {UUID(stranger.district)})
    shown = await tried(operator, district)

    answer = await deleted(operator, district, shown["confirm"])
    again = await deleted(operator, district, shown["confirm"])

    assert (refused.status_code, refused.json()["code"]) == (403, "operator-only")
    assert (answer.status_code, again.json()) == (200, shown | {"dry_run": False})
    assert shown["counts"]["api_keys"] == 2
    ids = {UUID(tenant.district), participation, UUID(path[-36:])}
    assert set(await left(superuser, ids)) == STAYS
    assert (
        await superuser.fetchval("SELECT count(*) FROM districts WHERE id = $1", UUID(tenant.district)) == 0
    )
    assert await left(superuser, {UUID(stranger.district)}) == theirs, "others keep everything"
    assert (await tenant.office.http.get("/v1/token_info")).status_code == 401
    line = await superuser.fetchrow("SELECT * FROM audit_log WHERE action LIKE '%.deleted'")
    assert (line["action"], line["subject"], line["district_id"]) == (
        "district.deleted",
        tenant.district,
        None,
    )


async def test_a_district_with_an_open_survey_stays(operator: Office, tenant: Tenant, superuser: Any) -> None:
    await tenant.office.administration(tenant.district, [tenant.school])
    await superuser.execute("UPDATE administrations SET state = 'open'")

    answer = await operator.http.delete(f"/v1/districts/{tenant.district}")

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong-state")


async def test_what_is_made_in_a_district_that_goes_meanwhile_is_refused(
    operator: Office, tenant: Tenant, other: Any, superuser: Any
) -> None:
    key = {"name": "late", "district": tenant.district, "scopes": ["profiles.read"]}
    async with other.transaction():
        await other.execute("DELETE FROM districts WHERE id = $1", UUID(tenant.district))
        asking = asyncio.create_task(operator.http.post("/v1/api-keys", json=key))
        await until_waiting(superuser)

    answer = await asking

    assert (answer.status_code, answer.json()["code"]) == (409, "deleted-meanwhile")
    assert await superuser.fetchval("SELECT count(*) FROM api_keys WHERE name = 'late'") == 0


async def until_waiting(connection: Any) -> None:
    """Until somebody waits for a row."""
    async with asyncio.timeout(10):
        while not await connection.fetchval(  # noqa: ASYNC110 - PostgreSQL sets no event of ours
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')"
        ):
            await asyncio.sleep(0.01)
