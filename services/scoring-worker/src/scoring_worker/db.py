"""Connections to PostgreSQL, one login per kind of work, and which district's rows the reporter sees."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role

_POOL_SIZE = 4  # connections per login and process
_CONNECT_TIMEOUT_S = 10


def engine_for(role: Role, settings: ReleaseSettings) -> AsyncEngine:
    """Make the engine of one login; nothing is connected yet.

    Parameters are hidden from error messages: they could be a respondent's bytes.
    """
    return create_async_engine(
        settings.url_of(role),
        hide_parameters=True,
        pool_size=_POOL_SIZE,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={
            "timeout": _CONNECT_TIMEOUT_S,
            "server_settings": {"application_name": "scoring-worker"},
        },
    )


@asynccontextmanager
async def in_district(engine: AsyncEngine, district_id: UUID) -> AsyncIterator[AsyncConnection]:
    """A transaction of the reporter's login that sees and writes rows of one district only."""
    async with engine.begin() as connection:
        await turn_to(connection, district_id)
        yield connection


@asynccontextmanager
async def over_all_districts(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction of the reporter's login that looks for work, wherever it is."""
    async with engine.begin() as connection:
        await _show(connection, "*")
        yield connection


async def turn_to(connection: AsyncConnection, district_id: UUID) -> None:
    """Let the rest of a transaction see one district only; row-level security shows no rows before."""
    await _show(connection, str(district_id))


async def _show(connection: AsyncConnection, rows_of: str) -> None:
    await connection.execute(select(func.set_config("app.district_id", rows_of, True)))  # noqa: FBT003 - until its end
