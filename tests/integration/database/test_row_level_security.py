"""PostgreSQL itself keeps districts apart: the administration's login sees only what it was told to see."""

from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from survey_core.tables.roles import Role

ZERO = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def two_districts(superuser: Any) -> tuple[UUID, UUID]:
    """Two districts with one row in every table that belongs to a district."""
    made = []
    for name in ("one", "two"):
        district = await superuser.fetchval("INSERT INTO districts (name) VALUES ($1) RETURNING id", name)
        made.append(district)
        school = await superuser.fetchval(
            "INSERT INTO schools (district_id, name) VALUES ($1, $2) RETURNING id", district, name
        )
        instrument = await superuser.fetchval(
            "INSERT INTO instruments (district_id, instrument, version, digest, document)"
            " VALUES ($1, 'own', '1.0.0', 'd', '{}') RETURNING id",
            district,
        )
        administration = await superuser.fetchval(
            "INSERT INTO administrations (district_id, title, instrument_id, access, release_mode, opens_at,"
            " closes_at, closes_no_later_than)"
            " VALUES ($1, $2, $3, 'cards', 'sealed', now(), now() + '1 h', now() + '1 h') RETURNING id",
            district,
            name,
            instrument,
        )
        participation = await superuser.fetchval(
            "INSERT INTO participations (district_id, administration_id, school_id, eligible)"
            " VALUES ($1, $2, $3, 9) RETURNING id",
            district,
            administration,
            school,
        )
        await superuser.execute(
            "INSERT INTO participation_schools VALUES ($1, $2, $3, $4)",
            participation,
            school,
            district,
            administration,
        )
        await superuser.execute(
            "INSERT INTO api_keys (id, district_id, name, secret_hash, scopes) VALUES ($1, $2, '', '', '{}')",
            name,
            district,
        )
        await superuser.execute(
            "INSERT INTO audit_log (district_id, actor, actor_id, action, subject)"
            " VALUES ($1, 'api_key', '', '', '')",
            district,
        )
        await superuser.execute(
            "INSERT INTO api_clients (id, district_id, name, secret_hash, scopes)"
            " VALUES ($1, $2, '', '', '{}')",
            name,
            district,
        )
        await superuser.execute("INSERT INTO revoked_tokens VALUES ($1, $2, now())", name, district)
        await superuser.execute(
            "WITH made AS (INSERT INTO rosters (district_id, format) VALUES ($1, 'sds_1') RETURNING id)"
            " INSERT INTO roster_schools SELECT id, $2, $1, 7 FROM made",
            district,
            school,
        )
        await superuser.execute(
            "INSERT INTO imports (district_id, administration_id) VALUES ($1, $2)", district, administration
        )
        await superuser.execute("INSERT INTO progress (participation_id) VALUES ($1)", participation)
        await superuser.execute("INSERT INTO records VALUES ($1, '')", participation)
        await superuser.execute("INSERT INTO access_codes VALUES ($1, '')", participation)
        await superuser.execute(
            "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
            " released_on, scoring_version, input_digest, etag, document)"
            " VALUES ($1, 1, $2, $3, $4, $5, now(), '', '', '', '')",
            uuid4(),
            district,
            participation,
            administration,
            school,
        )
        await superuser.execute(
            "INSERT INTO district_summaries VALUES ($1, 1, $2, now(), '', '', '', 1)",
            administration,
            district,
        )
    return made[0], made[1]


SCOPED = (
    "districts", "schools", "instruments", "administrations", "participations", "participation_schools",
    "api_keys", "api_clients", "revoked_tokens", "audit_log",
    "imports", "rosters", "roster_schools",
    "profiles", "district_summaries", "progress", "records", "access_codes",
)  # fmt: skip
SHIPPED_INSTRUMENTS = 2
OPERATOR_KEYS = 1


async def counts(connection: Any, setting: str | None) -> dict[str, int]:
    """Rows of each table as the administration's login sees them."""
    async with connection.transaction():
        if setting is not None:
            await connection.execute("SELECT set_config('app.district_id', $1, true)", setting)
        column = {"access_codes": "participation_id"}
        return {
            table: await connection.fetchval(f"SELECT count({column.get(table, '*')}) FROM {table}")  # noqa: S608 - our own table names
            for table in SCOPED
        }


@pytest.mark.parametrize("setting", [None, "", "%", ZERO, "*; SELECT 1"])
async def test_without_a_district_nothing_is_seen(
    as_login: Any, two_districts: Any, setting: str | None
) -> None:
    del two_districts
    connection = await as_login(Role.ADMIN)

    seen = await counts(connection, setting)

    assert seen == dict.fromkeys(SCOPED, 0) | {"instruments": SHIPPED_INSTRUMENTS}


async def test_a_district_sees_its_own_rows_and_an_operator_all(
    as_login: Any, two_districts: tuple[UUID, UUID]
) -> None:
    connection = await as_login(Role.ADMIN)

    own = await counts(connection, str(two_districts[0]))
    every = await counts(connection, "*")
    after = await counts(connection, None)  # SET LOCAL ended with its transaction

    assert own == dict.fromkeys(SCOPED, 1) | {"instruments": 1 + SHIPPED_INSTRUMENTS}
    assert every == dict.fromkeys(SCOPED, 2) | {
        "instruments": 2 + SHIPPED_INSTRUMENTS,
        "api_keys": 2 + OPERATOR_KEYS,
    }
    assert after == dict.fromkeys(SCOPED, 0) | {"instruments": SHIPPED_INSTRUMENTS}


async def test_writing_into_another_district_is_refused(
    as_login: Any, superuser: Any, two_districts: tuple[UUID, UUID]
) -> None:
    mine, theirs = two_districts
    foreign = await superuser.fetchval("SELECT id FROM participations WHERE district_id = $1", theirs)
    connection = await as_login(Role.ADMIN)
    attempts: list[tuple[str, tuple[object, ...]]] = [
        ("INSERT INTO schools (district_id, name) VALUES ($1, 'x')", (theirs,)),
        ("UPDATE schools SET district_id = $1", (theirs,)),
        (
            (
                "INSERT INTO participation_schools SELECT participation_id, school_id, $1, administration_id"
                " FROM participation_schools"
            ),
            (theirs,),
        ),
        ("INSERT INTO access_codes VALUES ($1, '', NULL, false)", (foreign,)),
        ("INSERT INTO instruments (instrument, version, digest, document) VALUES ('x', '1', '', '{}')", ()),
        ("INSERT INTO api_keys (id, name, secret_hash, scopes) VALUES ('x', '', '', '{}')", ()),
    ]

    async def attempt(statement: str, arguments: tuple[object, ...]) -> None:
        async with connection.transaction():
            await connection.execute("SELECT set_config('app.district_id', $1, true)", str(mine))
            await connection.execute(statement, *arguments)

    for statement, arguments in attempts:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await attempt(statement, arguments)
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.district_id', $1, true)", str(mine))
        changed = await connection.execute("UPDATE schools SET name = 'x' WHERE district_id = $1", theirs)
    assert changed == "UPDATE 0"


@pytest.mark.usefixtures("two_districts")
async def test_a_revoked_key_is_not_found(as_login: Any, superuser: Any) -> None:
    connection = await as_login(Role.ADMIN)
    assert len(await connection.fetch("SELECT * FROM find_api_key('one')")) == 1

    await superuser.execute("UPDATE api_keys SET revoked_at = now() WHERE id = 'one'")

    assert await connection.fetch("SELECT * FROM find_api_key('one')") == []
