"""PostgreSQL itself keeps whoever is bound to schools within them, whatever the statement."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from survey_core.tables.roles import Role
from tests.integration.database.grant_matrix import table_matrix
from tests.integration.database.test_districts_apart import filled, strange_settings, visible
from tests.integration.database.test_row_level_security import two_districts

__all__ = ["filled", "two_districts"]

#: What somebody bound to one school sees a row of, where every table has one of it and one of its neighbour.
OF_A_SCHOOL = {
    *("districts", "schools", "administrations", "participations", "participation_schools"),
    *(
        "shares",
        "profiles",
        "progress",
        "records",
        "access_codes",
        "key_copies",
        "mail_queue",
        "mail_addresses",
    ),
    *("exports", "export_files", "export_chunks", "changes"),
}


@pytest.fixture
async def neighbours(superuser: Any, filled: tuple[UUID, UUID]) -> tuple[UUID, UUID]:
    """Two schools of one district with rows of their own: the second district is moved into the first."""
    mine, theirs = filled
    moved = ("schools", "administrations", "participations", "participation_schools", "profiles", "exports")
    for table in moved:
        await superuser.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        await superuser.execute(
            f"UPDATE {table} SET district_id = $1 WHERE district_id = $2",  # noqa: S608 - our own table names
            mine,
            theirs,
        )
        await superuser.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    rows = await superuser.fetch("SELECT id FROM schools WHERE district_id = $1 ORDER BY name", mine)
    return rows[0]["id"], rows[1]["id"]


async def bind(connection: Any, schools: str) -> None:
    await connection.execute("SELECT set_config('app.school_ids', $1, true)", schools)


async def seen_by(connection: Any, matrix: Any, schools: str) -> dict[str, int]:
    async with connection.transaction():
        await bind(connection, schools)
        return await visible(connection, matrix, None)


async def test_one_school_sees_its_rows_and_none_of_its_neighbours(
    as_login: Any, superuser: Any, neighbours: tuple[UUID, UUID]
) -> None:
    matrix = await table_matrix(superuser)
    connection = await as_login(Role.ADMIN)
    shipped = await superuser.fetchval("SELECT count(*) FROM instruments WHERE district_id IS NULL")
    for school in neighbours:
        seen = await seen_by(connection, matrix, str(school))
        assert {table for table, n in seen.items() if n} == OF_A_SCHOOL | {"instruments"}
        assert {table: n for table, n in seen.items() if n > 1} == {"instruments": 1 + shipped}
    both = await seen_by(connection, matrix, ",".join(map(str, neighbours)))
    assert {both[table] for table in OF_A_SCHOOL - {"districts"}} == {2}


async def test_whatever_else_is_set_no_row_is_seen(
    as_login: Any, superuser: Any, neighbours: tuple[UUID, UUID]
) -> None:
    matrix = await table_matrix(superuser)
    connection = await as_login(Role.ADMIN)
    shipped = await superuser.fetchval("SELECT count(*) FROM instruments WHERE district_id IS NULL")
    strange = [one for one in strange_settings(str(neighbours[0])) if one and not one.endswith(",*")]
    for setting in [*strange, "*", ",", "NULL", "{}", f"{{{neighbours[0]}}}"]:
        seen = await seen_by(connection, matrix, setting)
        assert {table: n for table, n in seen.items() if n} == {"instruments": shipped}, setting


async def test_only_what_schools_may_change_is_changed(
    as_login: Any, superuser: Any, neighbours: tuple[UUID, UUID]
) -> None:
    mine, theirs = neighbours
    connection = await as_login(Role.ADMIN)
    audit = (
        "INSERT INTO audit_log (district_id, actor, actor_id, action, subject)"
        " SELECT district, '', '', '', '' FROM (SELECT {0} AS district) AS d WHERE $1::uuid IS NOT NULL"
    )
    export = (
        "INSERT INTO exports (district_id, administration_ids, school_ids, format, language)"
        " SELECT {0}, ARRAY[$1::uuid], {1}, 'csv', 'en'"
    )
    own = "(SELECT district_id FROM schools WHERE id = $1)"
    allowed = [
        "UPDATE participations SET eligible = 41 WHERE school_id = $1",
        "UPDATE participation_schools SET eligible = 41 WHERE school_id = $1",
        "SELECT id FROM administrations WHERE $1::uuid IS NOT NULL FOR NO KEY UPDATE",
        audit.format(own),
        export.format(own, "ARRAY[$1::uuid]"),
        "DELETE FROM exports WHERE school_ids = ARRAY[$1::uuid]",
    ]
    refused = [
        "UPDATE participations SET eligible = 41 WHERE school_id <> $1",
        "UPDATE participation_schools SET eligible = 41 WHERE school_id <> $1",
        "UPDATE administrations SET title = 'x' WHERE $1::uuid IS NOT NULL",
        "UPDATE schools SET name = 'x' WHERE id = $1",
        "UPDATE districts SET name = 'x' WHERE $1::uuid IS NOT NULL",
        "INSERT INTO schools (district_id, name) VALUES ($1, 'x')",
        "INSERT INTO api_keys (id, name, secret_hash, scopes) SELECT 'x', $1::uuid::text, '', '{}'",
        audit.format("NULL::uuid"),
        audit.format("gen_random_uuid()"),
        "DELETE FROM participations WHERE school_id = $1",
        export.format(own, "NULL::uuid[]"),
        export.format(own, f"ARRAY[$1::uuid, '{theirs}']"),
        export.format("gen_random_uuid()", "ARRAY[$1::uuid]"),
        "UPDATE exports SET state = 'failed' WHERE school_ids = ARRAY[$1::uuid]",
        "DELETE FROM exports WHERE NOT $1 = ANY (school_ids)",
        "DELETE FROM export_files WHERE $1::uuid IS NOT NULL",
    ]

    for statement in allowed:
        assert await touched(connection, mine, statement) == 1, statement
    for statement in refused:
        assert await touched(connection, mine, statement) in {0, "refused"}, statement
    assert await superuser.fetchval("SELECT eligible FROM participations WHERE school_id = $1", theirs) == 9


async def test_schools_that_answer_together_are_changed_by_who_reaches_all(
    as_login: Any, superuser: Any, neighbours: tuple[UUID, UUID]
) -> None:
    mine, theirs = neighbours
    together = await superuser.fetchval("SELECT id FROM participations WHERE school_id = $1", mine)
    await superuser.execute("UPDATE participation_schools SET participation_id = $1", together)
    connection = await as_login(Role.ADMIN)
    change = "UPDATE participations SET eligible = 41 WHERE $1::uuid IS NOT NULL"
    read = "SELECT id FROM participations WHERE $1::uuid IS NOT NULL"

    assert await touched(connection, mine, read) == 1
    assert await touched(connection, mine, change) == 0
    assert await touched(connection, f"{mine},{theirs}", change) == 1


async def touched(connection: Any, schools: object, statement: str) -> int | str:
    """How many rows a statement touched for one bound to schools; "refused" where it was stopped."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await bind(connection, str(schools))
        done = await connection.execute(statement, UUID(str(schools).partition(",")[0]))
        return int(done.rpartition(" ")[2])
    except (asyncpg.InsufficientPrivilegeError, asyncpg.ForeignKeyViolationError):
        return "refused"
    finally:
        await transaction.rollback()
