"""Connections to PostgreSQL: one pool per login, one transaction per request."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeAlias
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from survey_api.settings import Settings
from survey_core.tables.roles import Role

#: The logins this service works as. It has no way to become releaser or reporter.
API_ROLES: Final = (Role.ISSUER, Role.COLLECTOR, Role.ADMIN)
EVERY_DISTRICT: Final = "*"
POOL_TIMEOUT_S: Final = 10
_UNTIL_THE_END: Final = (True,)  # of the transaction: what SET LOCAL does

DistrictScope: TypeAlias = UUID | Literal["*"]
AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row read by column name; its columns are named in the query beside it."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What row-level security shows a caller.

    Attributes:
        district: one district, or every one.
        schools: only what belongs to these schools of it; None for all.
    """

    district: DistrictScope
    schools: frozenset[UUID] | None = None


class Database:
    """The pools of one process; kept in `app.state.database`."""

    def __init__(self, settings: Settings) -> None:
        self._engines = {role: _engine(settings, role) for role in API_ROLES}

    def engine(self, role: Role) -> AsyncEngine:
        """The pool of a login, for work that is not one request (group commit, relay)."""
        return self._engines[role]

    @asynccontextmanager
    async def transaction(self, role: Role) -> AsyncIterator[AsyncSession]:
        """One transaction as `role`: committed at the end, rolled back when the block raises."""
        async with AsyncSession(self._engines[role], expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def within(self, reach: Reach, *, request_id: str | None = None) -> AsyncIterator[AsyncSession]:
        """One transaction as the administration's login that sees what a caller may see."""
        async with self.transaction(Role.ADMIN) as session:
            await set_reach(session, reach, request_id=request_id)
            yield session

    @asynccontextmanager
    async def admin(self, *, district: DistrictScope) -> AsyncIterator[AsyncSession]:
        """One transaction as the administration's login that sees one district, or every one (`"*"`)."""
        async with self.transaction(Role.ADMIN) as session:
            await set_district(session, district=district)
            yield session

    async def close(self) -> None:
        """Close every pool."""
        for engine in self._engines.values():
            await engine.dispose()


async def set_district(session: AsyncSession, *, district: DistrictScope) -> None:
    """Let row-level security show `district` until the transaction ends."""
    await _set(session, {"app.district_id": str(district)})


async def set_reach(session: AsyncSession, reach: Reach, *, request_id: str | None = None) -> None:
    """Let row-level security show what a caller may see until the transaction ends.

    Whoever is bound to schools works without any district: what no policy shows them does not exist for them.

    Args:
        session: the transaction.
        reach: what the caller may see.
        request_id: goes along with the events that the transaction puts into the outbox.
    """
    settings = {} if request_id is None else {"app.request_id": request_id}
    if reach.schools is None:
        settings["app.district_id"] = str(reach.district)
    else:
        settings["app.school_ids"] = ",".join(sorted(str(school) for school in reach.schools))
    await _set(session, settings)


async def _set(session: AsyncSession, settings: Mapping[str, str]) -> None:
    """Set until the transaction ends; SET LOCAL takes no parameter."""
    calls = (func.set_config(name, value, *_UNTIL_THE_END) for name, value in settings.items())
    await session.execute(select(*calls))


def asyncpg_url(settings: Settings, role: Role) -> str:
    """URL of a login for asyncpg itself: intake and the relay work without SQLAlchemy."""
    return settings.login_url(role).replace("postgresql+asyncpg://", "postgresql://", 1)


def get_database(request: Request) -> Database:
    """The pools of the running application."""
    database: Database = request.app.state.database
    return database


async def get_issuer_session(
    database: Annotated[Database, Depends(get_database)],
) -> AsyncIterator[AsyncSession]:
    """One transaction as the issuer of passes."""
    async with database.transaction(Role.ISSUER) as session:
        yield session


async def get_collector_session(
    database: Annotated[Database, Depends(get_database)],
) -> AsyncIterator[AsyncSession]:
    """One transaction as the collector of responses; also serves what respondents may read."""
    async with database.transaction(Role.COLLECTOR) as session:
        yield session


# scope="function": committed before the answer is sent, so that a failed commit is never answered with 201.
IssuerSession = Annotated[AsyncSession, Depends(get_issuer_session, scope="function")]
CollectorSession = Annotated[AsyncSession, Depends(get_collector_session, scope="function")]


def _engine(settings: Settings, role: Role) -> AsyncEngine:
    return create_async_engine(
        settings.login_url(role),
        hide_parameters=True,  # a failing statement must not print a code, a key or an answer
        pool_size=settings.database_pool_size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_pre_ping=True,
        connect_args={"server_settings": {"application_name": role.value, "jit": "off"}},
    )
