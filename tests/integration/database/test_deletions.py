"""What goes with a district or an administration: every table is on a list, and PostgreSQL takes its rows."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import Table

from survey_api.deletions.listing import (
    COUNTED_OF_ADMINISTRATION,
    COUNTED_OF_DISTRICT,
    NOT_COUNTED,
    STAYS,
)
from survey_core.tables import metadata
from survey_core.tables.roles import Role
from tests.integration.database.test_districts_apart import filled
from tests.integration.database.test_row_level_security import two_districts

__all__ = ["filled", "two_districts"]

BELONGS = ("district_id", "administration_id", "participation_id")
#: Of all districts, or of none.
OF_NOBODY = {"districts", "handled_events", "outbox_events", "outbox_requests"}
#: Tables of the logins that the fixture leaves alone: one row for each participation.
_OF_RESPONDENTS = {
    "answers": "id, 'f', '{{1}}'",
    "routing_counts": "id, 'q', 'v', 1",
    "release_counts (participation_id, accepted, rejected, issued, redeemed, replacements, digest_secret)": (
        "id, 9, 0, 9, 9, 0, ''"
    ),
    "subgroup_sums": "id, 'q', 'b', 'f', 5, 9",
    "withheld_tables": "id, 'q', 'differencing'",
    "spent_passes": "id, ''",
    "sealed_responses": "id, '', ''",
    "open_passes": "id, ''",
    "interim_responses": "id, ''",
    "interim_releases": "id, 1, false",
    "outbox_marks": "id",
}


def cascades(table: Table, column: str) -> bool:
    """Whether the column refers to what its name says, and its row goes with that."""
    target = f"{column.removesuffix('_id')}s"
    return any(
        key.column.table.name == target and key.ondelete == "CASCADE" for key in table.c[column].foreign_keys
    )


def test_every_table_is_on_a_list() -> None:
    counted = {table.name for table in (*COUNTED_OF_ADMINISTRATION.values(), *COUNTED_OF_DISTRICT.values())}

    assert set(metadata.tables) - OF_NOBODY == counted | NOT_COUNTED | STAYS
    assert [counted & NOT_COUNTED, (counted | NOT_COUNTED) & STAYS] == [set(), set()]


def test_whatever_belongs_to_somebody_goes_with_them() -> None:
    """A new table that names a district, an administration or a participation has to go with it too."""
    forgotten = {
        f"{table.name}.{column}"
        for table in metadata.tables.values()
        for column in BELONGS
        if table.name not in STAYS and column in table.c and not cascades(table, column)
    }
    apart = {
        name
        for name in set(metadata.tables) - OF_NOBODY - STAYS
        if not set(BELONGS) & set(metadata.tables[name].c.keys())
    }

    assert forgotten == set()
    assert apart == set(), "nothing would take these rows along"


async def rows_of(superuser: Any) -> dict[str, int]:
    """Table to number of rows, but for what belongs to no district."""
    tables = set(metadata.tables) - OF_NOBODY - STAYS
    return {
        name: await superuser.fetchval(f"SELECT count(*) FROM {name} WHERE {_owned(name)}")  # noqa: S608 - ours
        for name in tables
    }


def _owned(name: str) -> str:
    return "district_id IS NOT NULL" if "district_id" in metadata.tables[name].c else "true"


async def test_the_last_row_of_a_district_goes_and_its_neighbour_keeps_all(
    as_login: Any, superuser: Any, filled: tuple[UUID, UUID]
) -> None:
    mine, theirs = filled
    for table, columns in _OF_RESPONDENTS.items():
        await superuser.execute(f"INSERT INTO {table} SELECT {columns} FROM participations")  # noqa: S608 - ours
    before = await rows_of(superuser)
    connection = await as_login(Role.ADMIN)
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.district_id', '*', true)")
        assert await connection.execute("DELETE FROM districts WHERE id = $1", mine) == "DELETE 1"

    assert {name for name, n in before.items() if n != 2} == set(), "the fixture has one row of each"
    after = await rows_of(superuser)
    assert after == {name: n // 2 for name, n in before.items()}
    assert await superuser.fetchval("SELECT id FROM districts") == theirs
    assert await superuser.fetchval("SELECT bool_and(deleted) FROM changes WHERE district_id = $1", mine)


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ("UPDATE participations SET state = 'open'", "what is open or being released"),
        ("UPDATE participations SET state = 'shredded'", "what is open or being released"),
        ("DELETE FROM removed_participations", "keys of what is deleted must be on the list"),
    ],
)
async def test_the_database_itself_refuses_what_must_not_go(
    as_login: Any, superuser: Any, filled: tuple[UUID, UUID], statement: str, wanted: str
) -> None:
    await superuser.execute(statement)
    connection = await as_login(Role.ADMIN)
    for of in ("administrations WHERE district_id", "districts WHERE id"):
        deletion = f"DELETE FROM {of} = '{filled[0]}'"  # noqa: S608 - our own words
        with pytest.raises(asyncpg.CheckViolationError, match=wanted):
            await connection.execute(f"SELECT set_config('app.district_id', '*', true); {deletion}")


async def test_a_district_does_not_delete_itself(as_login: Any, filled: tuple[UUID, UUID]) -> None:
    connection = await as_login(Role.ADMIN)
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.district_id', $1, true)", str(filled[0]))
        assert await connection.execute("DELETE FROM districts") == "DELETE 0"
