"""Bring the database to this version: `python -m survey_api.migrate`. Safe to run at every start.

Creates the role secret and the operator's first key when they are missing, upgrades the schema, sets the
passwords of the logins and stores the shipped instruments.
"""

import asyncio
import os
import secrets
import sys
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from survey_api.access.first_key import ensure_operator_key
from survey_api.db import EVERY_DISTRICT, set_district
from survey_api.instruments.shipped import store_shipped
from survey_api.passwords import scram_verifier
from survey_api.settings import (
    ROLE_SECRET_BYTES,
    MigrationSettings,
    SettingsError,
    load,
    read_role_secret,
)
from survey_core.safeguards.postgresql import QUIET
from survey_core.tables.roles import Role, role_password

ALTER_TRIES: Final = 5
ALTER_PAUSE_S: Final = 0.2
INSUFFICIENT_PRIVILEGE: Final = "42501"


def migrations_config() -> Config:
    """Alembic's configuration, from any working directory."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).resolve().parents[2] / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection, *, revision: str = "head") -> None:
    """Run the migrations up to `revision` on a connection whose transaction the caller commits."""
    config = migrations_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def downgrade(connection: Connection, *, revision: str) -> None:
    """Take migrations back down to `revision` (`base`: all of them)."""
    config = migrations_config()
    config.attributes["connection"] = connection
    command.downgrade(config, revision)


def ensure_role_secret(path: Path) -> bool:
    """Create the installation's role secret, mode 0600; False when there is one.

    Raises:
        SettingsError: its directory does not exist.
    """
    if path.exists():
        return False
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise SettingsError(f"ROLE_SECRET_FILE cannot be created ({error.strerror}): {path}") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(ROLE_SECRET_BYTES) + "\n")
    return True


async def set_passwords(engine: AsyncEngine, *, secret: bytes) -> None:
    """Give every login the password derived from the installation's secret."""
    for role in Role:
        verifier = scram_verifier(role_password(role, secret))
        await _alter_role(engine, f"ALTER ROLE {role} PASSWORD '{verifier}'")


async def _alter_role(engine: AsyncEngine, statement: str) -> None:
    """Change a login. Logins belong to the cluster: another of its databases may do the same right now."""
    for tries_left in reversed(range(ALTER_TRIES)):
        try:
            async with engine.begin() as connection:
                await connection.exec_driver_sql(statement)
        except DBAPIError as error:
            if not tries_left or getattr(error.orig, "sqlstate", None) == INSUFFICIENT_PRIVILEGE:
                raise
            await asyncio.sleep(ALTER_PAUSE_S)
        else:
            return


async def quieten(engine: AsyncEngine) -> None:
    """Switch off, for our logins, what PostgreSQL writes down about statements unless it is told not to.

    Only superusers may, and those they let; elsewhere the services say at start what has to be changed.
    """
    for role in Role:
        for name, value in QUIET.items():
            try:
                await _alter_role(engine, f"ALTER ROLE {role} SET {name} = '{value}'")
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) != INSUFFICIENT_PRIVILEGE:
                    raise
                return


async def migrate(settings: MigrationSettings) -> list[str]:
    """Do everything; returns lines for the person at the terminal.

    Raises:
        SettingsError: the environment is incomplete.
    """
    said: list[str] = []
    if ensure_role_secret(settings.role_secret_file):
        said.append(f"made the role secret: {settings.role_secret_file}")
    engine = create_async_engine(settings.migration_url, hide_parameters=True)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
        if settings.migrator_database_url is None:
            await set_passwords(engine, secret=read_role_secret(settings.role_secret_file))
            await quieten(engine)
    finally:
        await engine.dispose()
    said.append("the database is at the newest migration")
    return said + await _store_first_rows(settings)


async def _store_first_rows(settings: MigrationSettings) -> list[str]:
    engine = create_async_engine(settings.login_url(Role.ADMIN), hide_parameters=True)
    try:
        async with AsyncSession(engine) as session, session.begin():
            await set_district(session, district=EVERY_DISTRICT)
            said = await store_shipped(session)
            path = settings.admin_key_file
            if path is not None and await ensure_operator_key(session, path=path):
                said.append(f"made the operator's API key: {path}")  # where, not what: output ends in logs
    finally:
        await engine.dispose()
    return said


def main() -> int:
    """Run from the command line; 0 on success, 1 with one clear message otherwise."""
    try:
        said = asyncio.run(migrate(load(MigrationSettings)))
    except SettingsError as error:
        sys.stderr.write(f"migrate: {error}\n")
        return 1
    sys.stdout.write("".join(f"migrate: {line}\n" for line in said))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
