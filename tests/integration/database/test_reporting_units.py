"""PostgreSQL itself keeps who is asked together as the manifest says, and deletes nothing but drafts."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from survey_core.tables.roles import Role


@pytest.fixture
async def asked(superuser: Any) -> dict[str, UUID]:
    """A draft and a ready participation, each of one school."""
    district = await superuser.fetchval("INSERT INTO districts (name) VALUES ('D') RETURNING id")
    instrument = await superuser.fetchval("SELECT id FROM instruments LIMIT 1")
    made = {"district": district}
    for state in ("draft", "ready"):
        school = await superuser.fetchval(
            "INSERT INTO schools (district_id, name) VALUES ($1, $2) RETURNING id", district, state
        )
        administration = await superuser.fetchval(
            "INSERT INTO administrations (district_id, title, instrument_id, state, access, release_mode,"
            " opens_at, closes_at, closes_no_later_than)"
            " VALUES ($1, '', $2, $3, 'cards', 'sealed', now(), now() + '1 h', now() + '1 h') RETURNING id",
            district,
            instrument,
            state,
        )
        participation = await superuser.fetchval(
            "INSERT INTO participations (district_id, administration_id, school_id, state)"
            " VALUES ($1, $2, $3, $4) RETURNING id",
            district,
            administration,
            school,
            state,
        )
        await superuser.execute(
            "INSERT INTO participation_schools VALUES ($1, $2, $3, $4)",
            participation,
            school,
            district,
            administration,
        )
        made |= {state: participation, f"{state} school": school, f"{state} wave": administration}
    return made


FROZEN = (
    "UPDATE participation_schools SET participation_id = '{draft}' WHERE participation_id = '{ready}'",
    "UPDATE participation_schools SET participation_id = '{ready}' WHERE participation_id = '{draft}'",
    "INSERT INTO participation_schools VALUES ('{ready}', '{draft school}', '{district}', '{ready wave}')",
    "UPDATE participations SET reported_together = '{{}}' WHERE id = '{ready}'",
    "UPDATE administrations SET repeat_within_90_days = true WHERE id = '{ready wave}'",
)


@pytest.mark.parametrize("statement", FROZEN)
async def test_from_ready_on_nobody_changes_who_is_asked_together(
    as_login: Any, asked: dict[str, UUID], statement: str
) -> None:
    connection = await as_login(Role.ADMIN)

    async with connection.transaction():
        await connection.execute("SELECT set_config('app.district_id', '*', true)")
        with pytest.raises(asyncpg.CheckViolationError, match="fixed with the manifest"):
            async with connection.transaction():
                await connection.execute(statement.format(**asked))
        done = await connection.execute("UPDATE participation_schools SET eligible = 7")

    assert done == "UPDATE 2"


async def test_only_drafts_can_be_deleted(as_login: Any, superuser: Any, asked: dict[str, UUID]) -> None:
    await superuser.execute("DELETE FROM participation_schools")
    connection = await as_login(Role.ADMIN)

    async with connection.transaction():
        await connection.execute("SELECT set_config('app.district_id', '*', true)")
        done = await connection.execute("DELETE FROM participations")

    assert done == "DELETE 1"
    assert await superuser.fetchval("SELECT id FROM participations") == asked["ready"]


async def test_a_unit_has_one_row_and_a_school_takes_part_once(
    superuser: Any, asked: dict[str, UUID]
) -> None:
    unit = "INSERT INTO schools (district_id, name, kind) VALUES ($1, 'Together', 'reporting_unit')"
    await superuser.execute(unit, asked["district"])

    with pytest.raises(asyncpg.UniqueViolationError):
        await superuser.execute(unit, asked["district"])
    with pytest.raises(asyncpg.UniqueViolationError):
        await superuser.execute(
            "INSERT INTO participation_schools SELECT $1, school_id, district_id, administration_id"
            " FROM participation_schools WHERE participation_id = $2",
            asked["ready"],
            asked["draft"],
        )
    with pytest.raises(asyncpg.CheckViolationError):
        await superuser.execute("UPDATE schools SET reporting_unit = 'x' WHERE kind = 'reporting_unit'")
