"""Only the steps of the design are possible: every login tries every pair of states."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from survey_core.tables.admin import ADMINISTRATION_STATES, PARTICIPATION_STATES
from survey_core.tables.roles import Role

Step = tuple[Role, str, str]
#: draft → ready → open → closed (the API) → released → shredded (the releaser) → published (the reporter).
PARTICIPATION_STEPS: set[Step] = {
    (Role.ADMIN, "draft", "ready"),
    (Role.ADMIN, "ready", "open"),
    (Role.ADMIN, "open", "closed"),
    (Role.RELEASER, "closed", "review"),
    (Role.RELEASER, "closed", "released"),
    (Role.RELEASER, "review", "released"),
    (Role.RELEASER, "released", "shredded"),
    (Role.REPORTER, "shredded", "published"),
}
#: What was collected elsewhere has no window and nothing sealed.
IMPORT_STEPS: set[Step] = {(Role.RELEASER, "draft", "released")}
ADMINISTRATION_STEPS: set[Step] = {
    (Role.ADMIN, "draft", "ready"),
    (Role.ADMIN, "ready", "open"),
    (Role.ADMIN, "open", "closed"),
    (Role.REPORTER, "closed", "published"),
}
LOGINS = [role for role in Role if role is not Role.MIGRATOR]


@pytest.fixture
async def participation(superuser: Any) -> UUID:
    """A school's part in a survey by cards, a draft."""
    district = await superuser.fetchval("INSERT INTO districts (name) VALUES ('one') RETURNING id")
    school = await superuser.fetchval(
        "INSERT INTO schools (district_id, name) VALUES ($1, 's') RETURNING id", district
    )
    administration = await superuser.fetchval(
        "INSERT INTO administrations (district_id, title, instrument_id, access, release_mode, opens_at,"
        " closes_at, closes_no_later_than) SELECT $1, '', id, 'cards', 'sealed', now(), now() + '1 h',"
        " now() + '1 h' FROM instruments LIMIT 1 RETURNING id",
        district,
    )
    made: UUID = await superuser.fetchval(
        "INSERT INTO participations (district_id, administration_id, school_id, eligible,"
        " issuer_key_destroyed) VALUES ($1, $2, $3, 9, true) RETURNING id",
        district,
        administration,
        school,
    )
    return made


def pairs(states: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((before, after) for before in states for after in states if before != after)


async def attempt(connection: Any, statement: str, *arguments: object) -> bool:
    """Whether the login's statement changed a row, in a transaction of its own."""
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.district_id', '*', true)")
            return str(await connection.execute(statement, *arguments)) == "UPDATE 1"
    except (asyncpg.CheckViolationError, asyncpg.InsufficientPrivilegeError):
        return False


async def possible(as_login: Any, superuser: Any, *, table: str, states: tuple[str, ...]) -> set[Step]:
    """Every step that a login can take in a table with one row."""
    found: set[Step] = set()
    for role in LOGINS:
        connection = await as_login(role)
        for before, after in pairs(states):
            await superuser.execute(f"UPDATE {table} SET state = $1", before)  # noqa: S608 - our own table names
            if await attempt(connection, f"UPDATE {table} SET state = $1", after):  # noqa: S608 - the same
                found.add((role, before, after))
    return found


@pytest.mark.usefixtures("participation")
@pytest.mark.parametrize("access", ["cards", "open", "import"])
async def test_participations_go_only_forward(as_login: Any, superuser: Any, access: str) -> None:
    await superuser.execute("UPDATE administrations SET access = $1", access)

    found = await possible(as_login, superuser, table="participations", states=PARTICIPATION_STATES)

    assert found == PARTICIPATION_STEPS | (IMPORT_STEPS if access == "import" else set())


@pytest.mark.usefixtures("participation")
@pytest.mark.parametrize("access", ["cards", "import"])
async def test_administrations_go_only_forward(as_login: Any, superuser: Any, access: str) -> None:
    await superuser.execute("UPDATE administrations SET access = $1", access)

    found = await possible(as_login, superuser, table="administrations", states=ADMINISTRATION_STATES)

    assert found == ADMINISTRATION_STEPS | (
        {(Role.REPORTER, "draft", "published")} if access == "import" else set()
    )


@pytest.mark.usefixtures("participation")
async def test_nobody_releases_while_passes_can_be_signed(as_login: Any, superuser: Any) -> None:
    connection = await as_login(Role.RELEASER)
    for before in ("closed", "review"):
        await superuser.execute("UPDATE participations SET state = $1, issuer_key_destroyed = false", before)
        assert not await attempt(connection, "UPDATE participations SET state = 'released'")


@pytest.mark.usefixtures("participation")
async def test_a_destroyed_key_stays_destroyed(as_login: Any) -> None:
    admin = await as_login(Role.ADMIN)

    assert not await attempt(admin, "UPDATE participations SET issuer_key_destroyed = false")


@pytest.mark.usefixtures("participation")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE participations SET manifest = 'x'",
        "UPDATE participations SET pin = 'x'",
        "UPDATE participations SET sealed_length = 1",
        "UPDATE participations SET issuer_public_key = 'x'",
        "UPDATE participations SET sealing_public_key = 'x'",
        "UPDATE participations SET replacement_cap = 99",
        "UPDATE administrations SET k = 9",
        "UPDATE administrations SET access = 'open'",
        "UPDATE administrations SET release_mode = 'rolling'",
        "UPDATE administrations SET grace_hours = 1",
        "UPDATE administrations SET subgroup_tables = '{years}'",
        "UPDATE administrations SET closes_no_later_than = closes_no_later_than + interval '1 day'",
        "UPDATE administrations SET opens_at = opens_at - interval '1 day'",
    ],
)
async def test_from_ready_on_what_a_manifest_holds_is_frozen(
    as_login: Any, superuser: Any, change: str
) -> None:
    admin = await as_login(Role.ADMIN)
    as_draft = await attempt(admin, change)
    await superuser.execute("UPDATE participations SET state = 'ready', manifest = NULL, pin = NULL")
    await superuser.execute(
        "UPDATE participations SET sealed_length = NULL, issuer_public_key = NULL,"
        " sealing_public_key = NULL, replacement_cap = 0"
    )
    await superuser.execute(
        "UPDATE administrations SET state = 'ready', k = 5, access = 'cards',"
        " release_mode = 'sealed', grace_hours = 24, subgroup_tables = '{}'"
    )

    assert (as_draft, await attempt(admin, change)) == (True, False)


async def test_a_row_begins_as_a_draft(as_login: Any, superuser: Any, participation: UUID) -> None:
    admin = await as_login(Role.ADMIN)
    school = await superuser.fetchval(
        "INSERT INTO schools (district_id, name) SELECT id, '' FROM districts RETURNING id"
    )
    added = (
        "WITH added AS (INSERT INTO participations (district_id, administration_id, school_id, state)"
        " SELECT district_id, administration_id, $1, $2 FROM participations WHERE id = $3 RETURNING id)"
        " UPDATE districts SET name = name WHERE EXISTS (SELECT FROM added)"
    )

    tried = {
        state: await attempt(admin, added, school, state, participation) for state in PARTICIPATION_STATES[1:]
    }

    assert tried == dict.fromkeys(PARTICIPATION_STATES[1:], False)
    assert await attempt(admin, added, school, "draft", participation)
