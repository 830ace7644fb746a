"""The reporter's login sees the district it works for and no other, whatever its own code asks."""

from typing import Any
from uuid import UUID

import pytest

from survey_core.tables.roles import Role
from tests.integration.database.grant_matrix import Matrix, table_matrix
from tests.integration.database.test_districts_apart import (
    OUTBOX,
    filled,
    intrude,
    intrusions,
    leading_to_a_district,
    strange_settings,
)
from tests.integration.database.test_row_level_security import two_districts

__all__ = ["filled", "two_districts"]

COUNTED = "participation_id, accepted, rejected, issued, redeemed, replacements"
LEAK = "CREATE POLICY everybody ON answers FOR SELECT TO throughline_reporter USING (true)"


@pytest.fixture
async def released(superuser: Any, filled: tuple[UUID, UUID]) -> tuple[UUID, UUID]:
    """Both districts with a row in the tables of a release, too."""
    for table, columns in (
        ("answers", "id, '', '{}'"),
        ("routing_counts", "id, '', '', 9"),
        (f"release_counts ({COUNTED}, digest_secret)", "id, 9, 0, 9, 9, 0, ''"),
        ("subgroup_sums", "id, '', '', '', 9, 0"),
        ("withheld_tables", "id, '', 'differencing'"),
        ("interim_releases (participation_id, done)", "id, 1"),
        ("sealed_responses", "id, sha256(id::text::bytea), ''"),
    ):
        await superuser.execute(f"INSERT INTO {table} SELECT {columns} FROM participations")  # noqa: S608 - ours
    return filled


def of_reporter(matrix: Matrix) -> list[str]:
    """Tables that lead to a district and that the login may read."""
    found = leading_to_a_district() - OUTBOX
    return sorted(table for table in found if matrix[table][Role.REPORTER].startswith("SELECT"))


async def visible(connection: Any, matrix: Matrix, setting: str | None) -> dict[str, int]:
    """Rows of each of these tables, as the login sees them."""
    async with connection.transaction():
        if setting is not None:
            await connection.execute("SELECT set_config('app.district_id', $1, true)", setting)
        column = {"sealed_responses": "participation_id"}
        return {
            table: await connection.fetchval(f"SELECT count({column.get(table, '*')}) FROM {table}")  # noqa: S608 - from the catalogue
            for table in of_reporter(matrix)
        }


async def test_one_district_is_seen_at_a_time(
    as_login: Any, superuser: Any, released: tuple[UUID, UUID]
) -> None:
    matrix = await table_matrix(superuser)
    connection = await as_login(Role.REPORTER)
    shipped = await superuser.fetchval("SELECT count(*) FROM instruments WHERE district_id IS NULL")
    tables = of_reporter(matrix)

    assert len(tables) == 16
    for district in released:
        seen = await visible(connection, matrix, str(district))
        assert seen == dict.fromkeys(tables, 1) | {"instruments": 1 + shipped}
    every = await visible(connection, matrix, "*")
    assert every == dict.fromkeys(tables, 2) | {"instruments": 2 + shipped}
    for setting in strange_settings(str(released[0]))[:20]:
        seen = await visible(connection, matrix, setting)
        assert {table: n for table, n in seen.items() if n} == {"instruments": shipped}, repr(setting)

    await superuser.execute(LEAK)
    assert (await visible(connection, matrix, str(released[0])))["answers"] == 2
    assert (await visible(connection, matrix, None))["answers"] == 2


async def test_what_is_seen_is_ones_own(as_login: Any, superuser: Any, released: tuple[UUID, UUID]) -> None:
    mine, theirs = released
    own = await superuser.fetchval("SELECT id FROM participations WHERE district_id = $1", mine)
    connection = await as_login(Role.REPORTER)

    async with connection.transaction():
        await connection.execute("SELECT set_config('app.district_id', $1, true)", str(mine))
        answered = await connection.fetch("SELECT participation_id FROM answers")
        named = await connection.fetch("SELECT id FROM districts")

    assert [row[0] for row in answered] == [own]
    assert [row[0] for row in named] == [mine] != [theirs]


async def test_rows_of_another_district_are_neither_added_nor_changed(
    as_login: Any, superuser: Any, released: tuple[UUID, UUID]
) -> None:
    mine, theirs = released
    matrix = await table_matrix(superuser)
    connection = await as_login(Role.REPORTER)
    tried = set()
    for table in of_reporter(matrix):
        words = matrix[table][Role.REPORTER]
        for kind, statement, arguments in await intrusions(superuser, table, words, theirs):
            tried.add((table, kind))
            assert await intrude(connection, mine, statement, arguments) in {"refused", 0}, (table, kind)

    changed = {"administrations", "participations", "progress", "district_summaries"}
    added = {"progress", "profiles", "district_summaries"}
    assert tried == {(table, "UPDATE") for table in changed} | {(table, "INSERT") for table in added}
