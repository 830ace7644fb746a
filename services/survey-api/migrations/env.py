"""Alembic's entry: migrations run on one asyncpg connection, as the owner of the tables.

The caller hands over a connection in `config.attributes["connection"]` (`survey_api.migrate`, tests), or the
URL comes from the settings (`alembic revision --autogenerate`).
"""
# ruff: noqa: INP001 - Alembic loads this file by its path

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from survey_api.settings import MigrationSettings
from survey_core.tables import metadata
from survey_core.tables.roles import Role

MIGRATION_LOCK = 7_261_001  # any number of our own: two starts at once migrate one after the other


def run(connection: Connection) -> None:
    """Run the migrations asked for in one transaction."""
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=True)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        become_owner(connection)
        context.run_migrations()


def become_owner(connection: Connection) -> None:
    """Work as `throughline_migrator` once the first migration has handed it the tables."""
    owner = connection.scalar(
        text("SELECT relowner::regrole::text FROM pg_class WHERE oid = to_regclass('public.alembic_version')")
    )
    if owner == Role.MIGRATOR:
        connection.execute(text(f"SET LOCAL ROLE {Role.MIGRATOR}"))


async def connect_and_run() -> None:
    """Connect as the settings say."""
    engine = create_async_engine(MigrationSettings().migration_url, hide_parameters=True)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(connect_and_run())
