"""Migrations: up, down and up again, no drift from the tables; the whole command as an operator runs it."""

import asyncio
import os
import stat
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from survey_api.access.keys import parse_key
from survey_api.health.checks import newest_migration
from survey_api.migrate import downgrade, ensure_role_secret, migrations_config, upgrade
from survey_api.settings import SettingsError, read_role_secret
from survey_core.tables import metadata
from survey_core.tables.roles import Role
from tests.integration.database.conftest import connect_as

LOGINS = {role.value for role in Role}


def as_asyncpg(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)


def versions() -> list[Path]:
    return sorted(Path(migrations_config().get_main_option("script_location") or "", "versions").glob("*.py"))


def drift(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_up_down_and_up_again_leave_no_drift(empty_database_url: str) -> None:
    engine = create_async_engine(as_asyncpg(empty_database_url))
    for step in (upgrade, lambda c: downgrade(c, revision="base"), upgrade):
        async with engine.begin() as connection:
            await connection.run_sync(step)
    async with engine.begin() as connection:
        differences = await connection.run_sync(drift)
        revision = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await engine.dispose()

    assert differences == []
    assert revision == newest_migration()


async def test_every_step_can_be_taken_back_on_its_own(empty_database_url: str) -> None:
    engine = create_async_engine(as_asyncpg(empty_database_url))
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    for _ in versions():
        async with engine.begin() as connection:
            if await connection.scalar(text("SELECT version_num FROM alembic_version")) is None:
                break
            await connection.run_sync(lambda c: downgrade(c, revision="-1"))
            await connection.run_sync(lambda c: upgrade(c, revision="+1"))
            await connection.run_sync(lambda c: downgrade(c, revision="-1"))
    async with engine.begin() as connection:
        tables = await connection.scalar(
            text(
                "SELECT count(*) FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
            )
        )
    await engine.dispose()

    assert tables == 0


async def test_taking_everything_back_leaves_no_grant(empty_database_url: str) -> None:
    engine = create_async_engine(as_asyncpg(empty_database_url))
    for step in (upgrade, lambda c: downgrade(c, revision="base")):
        async with engine.begin() as connection:
            await connection.run_sync(step)
    await engine.dispose()
    plain = await asyncpg.connect(empty_database_url)
    held = await plain.fetch(
        "SELECT 1 FROM pg_shdepend AS d JOIN pg_roles AS r ON r.oid = d.refobjid"
        " WHERE d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND r.rolname = ANY($1)",
        list(LOGINS),
    )
    await plain.close()

    assert held == []


def test_migrations_have_names_that_sort_by_time_and_verbs() -> None:
    versions = Path(migrations_config().get_main_option("script_location") or "") / "versions"
    names = sorted(path.name for path in versions.glob("*.py"))

    assert names
    for name in names:
        assert name[:15].replace("-", "").isdigit(), name
        assert name[16:].split("_")[0] in {
            "create",
            "add",
            "drop",
            "grant",
            "rename",
            "widen",
            "index",
            "let",
        }, name
        assert "SET LOCAL lock_timeout" in (versions / name).read_text(), name


async def test_tables_belong_to_the_migrator_and_no_login_is_powerful(database_url: str) -> None:
    plain = await asyncpg.connect(database_url)
    owners = await plain.fetch("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
    roles = await plain.fetch("SELECT * FROM pg_roles WHERE rolname = ANY($1)", list(LOGINS))
    await plain.close()

    assert [row["tableowner"] for row in owners] == [Role.MIGRATOR]
    assert {row["rolname"] for row in roles} == LOGINS
    for row in roles:
        assert row["rolcanlogin"]
        for right in (
            "rolsuper",
            "rolcreaterole",
            "rolcreatedb",
            "rolreplication",
            "rolbypassrls",
            "rolinherit",
        ):
            assert not row[right], (row["rolname"], right)


def run_migrate(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "survey_api.migrate"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]} | environment,
        timeout=120,
    )


@pytest.fixture
def environment(empty_database_url: str, tmp_path: Path) -> dict[str, str]:
    # The cluster is shared by tests, and its logins' passwords with it: use its own secret.
    secret = tmp_path / "role-secret"
    secret.write_text("5f" * 32)
    return {
        "DATABASE_URL": empty_database_url,
        "ROLE_SECRET_FILE": str(secret),
        "ADMIN_KEY_FILE": str(tmp_path / "admin-key"),
    }


def test_the_first_run_makes_one_key_and_says_where_it_is_and_not_what(environment: dict[str, str]) -> None:
    first, second = run_migrate(environment), run_migrate(environment)

    path = Path(environment["ADMIN_KEY_FILE"])
    key = path.read_text().strip()
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert parse_key(key) is not None
    assert first.stdout.count(str(path)) == 1
    assert str(path) not in second.stdout
    for done in (first, second):
        assert key not in done.stdout + done.stderr
        assert (parsed := parse_key(key)) is not None
        assert parsed.id not in done.stdout + done.stderr


def test_a_key_file_of_another_database_is_replaced(environment: dict[str, str]) -> None:
    path = Path(environment["ADMIN_KEY_FILE"])
    path.write_text("tl_live_" + "0" * 12 + "_" + "0" * 64)

    done = run_migrate(environment)

    assert str(path) in done.stdout
    assert "0" * 64 not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_secret_is_made_where_its_directory_is(tmp_path: Path) -> None:
    path = tmp_path / "role-secret"

    assert ensure_role_secret(path) is True
    assert ensure_role_secret(path) is False
    assert len(read_role_secret(path)) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SettingsError, match="No such file"):
        ensure_role_secret(tmp_path / "nowhere" / "role-secret")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"DATABASE_URL": ""}, "DATABASE_URL: Field required"),
        ({"DATABASE_URL": "mysql://secret-word@x/y"}, "must look like postgresql://"),
        ({"ROLE_SECRET_FILE": ""}, "ROLE_SECRET_FILE: Field required"),
    ],
)
def test_an_incomplete_environment_gets_one_clear_line(
    environment: dict[str, str], change: dict[str, str], said: str
) -> None:
    done = run_migrate(environment | change)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret-word" not in done.stderr


async def test_logins_take_their_derived_password_and_no_other(database_url: str) -> None:
    for role in Role:
        connection = await connect_as(database_url, role)
        assert await connection.fetchval("SELECT current_user") == role
        await connection.close()
        with pytest.raises(asyncpg.InvalidPasswordError):
            await connect_as(database_url, role, secret=b"another secret of thirty-two by!")


async def test_the_migrator_can_migrate_without_the_bootstrap_login(database_url: str) -> None:
    connection = await connect_as(database_url, Role.MIGRATOR)
    await connection.execute("ALTER TABLE schools ADD COLUMN tried text")
    await connection.close()


async def test_two_starts_at_once_migrate_one_after_the_other(environment: dict[str, str]) -> None:
    answers = await asyncio.gather(*(asyncio.to_thread(run_migrate, environment) for _ in range(2)))

    assert [answer.returncode for answer in answers] == [0, 0], [answer.stderr for answer in answers]


def test_the_template_sets_a_lock_timeout() -> None:
    location = Path(migrations_config().get_main_option("script_location") or "")

    assert (location / "script.py.mako").read_text().count("SET LOCAL lock_timeout = '5s'") == 2
