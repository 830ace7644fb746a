"""Districts are apart by default: every table that leads to a district, and whatever a login may do to it."""

import random
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from survey_core.tables import metadata
from survey_core.tables.roles import Role
from tests.integration.database.grant_matrix import LOGINS, Matrix, table_matrix
from tests.integration.database.test_row_level_security import two_districts

__all__ = ["two_districts"]

#: Tables that lead to a district, and where no login of the administration has any business.
WORKERS_ONLY = {
    *("answers", "routing_counts", "release_counts", "subgroup_sums", "withheld_tables", "spent_passes"),
    *("sealed_responses", "open_passes", "interim_responses", "interim_releases"),
}
#: Read and emptied by the relay for all districts; they hold ids only.
OUTBOX = {"outbox_marks", "outbox_events"}


@pytest.fixture
async def filled(superuser: Any, two_districts: tuple[UUID, UUID]) -> tuple[UUID, UUID]:
    """Both districts with a row in the tables that came later, too."""
    for table, columns in (
        ("key_copies", "id, 1, now()"),
        ("participation_schools", "id, school_id, district_id, administration_id, eligible"),
        ("mail_queue", "id, gen_random_uuid(), 'reminder', ''"),
        ("mail_addresses", "id, gen_random_uuid(), ''"),
        ("mail_reminders", "id"),
        ("webhooks", "id, district_id, '', NULL, '{}', true, NULL, ''"),
        (
            "webhook_messages (id, district_id, event, subject, at, data)",
            "id, district_id, '', id, now(), '{}'",
        ),
        ("webhook_deliveries (district_id, webhook_id, message_id, subject)", "district_id, id, id, id"),
        ("people (id, district_id, email, role)", "id, district_id, id::text, 'viewer'"),
        ("profile_notices (participation_id, person_id, district_id)", "id, id, district_id"),
        ("sign_in_links", "sha256(id::text::bytea), district_id, id, now()"),
        (
            "sessions (token_hash, district_id, person_id, expires_at)",
            "sha256(id::text::bytea), district_id, id, now()",
        ),
        ("identity_providers", "district_id, '', '', '', '{x}', now()"),
        (
            "shares (district_id, participation_id, token_hash, expires_at)",
            "district_id, id, sha256(id::text::bytea), now()",
        ),
        (
            "exports (id, district_id, administration_ids, school_ids, format, language)",
            "id, district_id, ARRAY[administration_id], ARRAY[school_id], 'csv', 'en'",
        ),
        ("export_files", "id, 'export.zip', district_id, '', 0, ''"),
        ("export_chunks", "id, 'export.zip', 0, district_id, ''"),
        ("deletions", "id, district_id, 'administration', now(), '', '{}'"),
        ("removed_participations", "id, district_id, administration_id, '{}', '', NULL, NULL, false, false"),
        ("idempotency_keys", "id::text, '', district_id, '', 201, '{}', ''"),
    ):
        statement = f"INSERT INTO {table} SELECT {columns} FROM participations ON CONFLICT DO NOTHING"  # noqa: S608 - ours
        await superuser.execute(statement)
    await superuser.execute("DELETE FROM changes WHERE document = 'summary'")  # one row a table, as elsewhere
    return two_districts


def leading_to_a_district() -> set[str]:
    """Tables with a district, or with a participation, which has one."""
    return {
        name
        for name, table in metadata.tables.items()
        if {"district_id", "participation_id"} & set(table.c.keys())
    } | {"districts"}


def under_policies(matrix: Matrix) -> list[str]:
    return sorted(table for table in leading_to_a_district() - OUTBOX if matrix[table][Role.ADMIN])


async def test_each_table_that_leads_to_a_district_is_under_a_policy_or_closed_to_the_administration(
    superuser: Any,
) -> None:
    matrix = await table_matrix(superuser)
    rows = await superuser.fetch(
        "SELECT relname, relrowsecurity, relowner::regrole::text AS owner FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    guarded = {row["relname"] for row in rows if row["relrowsecurity"]}

    assert {row["owner"] for row in rows} == {Role.MIGRATOR}, "policies do not hold the owner back"
    assert set(under_policies(matrix)) <= guarded
    assert {t for t in leading_to_a_district() - OUTBOX if not matrix[t][Role.ADMIN]} == WORKERS_ONLY
    assert leading_to_a_district() - guarded - WORKERS_ONLY == OUTBOX & leading_to_a_district()


async def test_policies_are_exactly_where_rights_are_and_the_administrations_look_at_the_district(
    superuser: Any,
) -> None:
    matrix = await table_matrix(superuser)
    rows = await superuser.fetch(
        "SELECT tablename, roles::text[] AS roles, permissive, coalesce(qual, with_check) AS qual"
        " FROM pg_policies"
    )
    policies = {(row["tablename"], role) for row in rows for role in row["roles"]}
    guarded = {row["tablename"] for row in rows}

    assert policies == {(table, role) for table in guarded for role in LOGINS if matrix[table][role]}
    for row in rows:
        if row["roles"] == [Role.ADMIN] and row["permissive"] == "PERMISSIVE":
            apart = any(
                word in row["qual"]
                for word in ("app.district_id", "app.school_ids", "participations p", "district_id IS NULL")
            )
            assert apart, (row["tablename"], row["qual"])


async def test_whatever_else_is_set_no_row_is_seen(
    as_login: Any, superuser: Any, filled: tuple[UUID, UUID]
) -> None:
    matrix = await table_matrix(superuser)
    connection = await as_login(Role.ADMIN)
    shipped = await superuser.fetchval("SELECT count(*) FROM instruments WHERE district_id IS NULL")
    for setting in strange_settings(str(filled[0])):
        seen = await visible(connection, matrix, setting)
        assert {table: n for table, n in seen.items() if n} == {"instruments": shipped}, repr(setting)
    own = await visible(connection, matrix, str(filled[0]))
    assert {table: n for table, n in own.items() if n != 1} == {"instruments": 1 + shipped}


async def test_foreign_rows_are_neither_changed_nor_added_nor_taken(
    as_login: Any, superuser: Any, filled: tuple[UUID, UUID]
) -> None:
    mine, theirs = filled
    matrix = await table_matrix(superuser)
    connection = await as_login(Role.ADMIN)
    tried = set()
    for table in under_policies(matrix):
        for kind, statement, arguments in await intrusions(
            superuser, table, matrix[table][Role.ADMIN], theirs
        ):
            tried.add((table, kind))
            assert await intrude(connection, mine, statement, arguments) in {"refused", 0}, (table, kind)

    assert {"INSERT", "UPDATE", "DELETE"} == {kind for _, kind in tried}
    assert len(tried) > 15


def strange_settings(district: str) -> list[str | None]:
    """Not set, empty, nearly right, and 60 changes of one place of a right one."""
    drawn = random.Random(6)  # noqa: S311 - which settings are tried is no secret
    changed = []
    for _ in range(60):
        place = drawn.randrange(len(district))
        symbol = drawn.choice([c for c in "0123456789abcdef-%_*'\\ " if c != district[place]])
        changed.append(district[:place] + symbol + district[place + 1 :])
    near = [
        district.upper(),
        f"{{{district}}}",
        f" {district}",
        f"{district} ",
        district[:-1],
        f"{district},*",
    ]
    return [None, "", "**", "* ", "%", "_" * 36, "null", "true", "' OR true --", *near, *changed]


async def visible(connection: Any, matrix: Matrix, setting: str | None) -> dict[str, int]:
    """Rows of every table under policies, as the administration sees them."""
    async with connection.transaction():
        if setting is not None:
            await connection.execute("SELECT set_config('app.district_id', $1, true)", setting)
        seen = {}
        for table in under_policies(matrix):
            words = matrix[table][Role.ADMIN]
            if not words.startswith("SELECT"):
                continue
            column = (
                words.removeprefix("SELECT (").split(")")[0].split(",")[0] if "SELECT (" in words else "*"
            )
            seen[table] = await connection.fetchval(f"SELECT count({column}) FROM {table}")  # noqa: S608 - from the catalogue
    return seen


async def intrusions(
    superuser: Any, table: str, words: str, theirs: UUID
) -> list[tuple[str, str, tuple[Any, ...]]]:
    """Statements that would add, change or take a row of the other district, as far as rights go."""
    column = next((c for c in ("district_id", "participation_id") if c in metadata.tables[table].c), "id")
    of = (
        "SELECT $1::uuid"
        if column != "participation_id"
        else "SELECT id FROM participations WHERE district_id = $1"
    )
    row = await superuser.fetchrow(f"SELECT * FROM {table} WHERE {column} IN ({of})", theirs)  # noqa: S608 - our own names
    assert row is not None, f"{table}: add a row to the fixture"
    found: list[tuple[str, str, tuple[Any, ...]]] = []
    if "INSERT" in words:
        marks = ", ".join(f"${n}" for n in range(1, len(row) + 1))
        added = f"INSERT INTO {table} ({', '.join(row.keys())}) OVERRIDING SYSTEM VALUE VALUES ({marks})"  # noqa: S608 - our own names
        found.append(("INSERT", added, tuple(row.values())))
    if "UPDATE" in words:
        changed = words.partition("UPDATE (")[2].split(")")[0].split(", ")[0] or column
        found.append(
            ("UPDATE", f"UPDATE {table} SET {changed} = {changed} WHERE {column} = $1", (row[column],))  # noqa: S608 - our own names
        )
        if "UPDATE (" not in words and column == "district_id":
            found.append(("UPDATE", f"UPDATE {table} SET district_id = $1", (theirs,)))  # noqa: S608 - our own names
    if "DELETE" in words:
        found.append(("DELETE", f"DELETE FROM {table} WHERE {column} = $1", (row[column],)))  # noqa: S608 - our own names
    return found


async def intrude(connection: Any, mine: UUID, statement: str, arguments: tuple[Any, ...]) -> int | str:
    """How many rows a statement touched while `mine` is the district; "refused" where it was stopped."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("SELECT set_config('app.district_id', $1, true)", str(mine))
        return int(str(await connection.execute(statement, *arguments)).rpartition(" ")[2])
    except (asyncpg.InsufficientPrivilegeError, asyncpg.CheckViolationError):
        return "refused"
    finally:
        await transaction.rollback()
