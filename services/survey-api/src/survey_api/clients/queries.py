"""Statements on API clients. Row-level security decides which of them exist for the caller."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import api_clients

_PUBLIC = (
    api_clients.c.id,
    api_clients.c.district_id,
    api_clients.c.name,
    api_clients.c.scopes,
    api_clients.c.school_ids,
    api_clients.c.created_at,
    api_clients.c.revoked_at,
)
_IN_FORCE = api_clients.c.revoked_at.is_(None)


async def insert_client(session: AsyncSession, *, values: dict[str, Any]) -> AnyRow:
    """Store a client and return its public columns."""
    return (await session.execute(insert(api_clients).values(**values).returning(*_PUBLIC))).one()


async def select_client(session: AsyncSession, *, client_id: str) -> AnyRow | None:
    """Return the public columns of a client, in force or not."""
    return (await session.execute(select(*_PUBLIC).where(api_clients.c.id == client_id))).one_or_none()


async def select_clients(
    session: AsyncSession, *, district_id: UUID | None, after: str | None, limit: int
) -> Sequence[AnyRow]:
    """Return public columns in order of id, starting after `after`; None leaves the filter out."""
    statement = select(*_PUBLIC).order_by(api_clients.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(api_clients.c.district_id == district_id)
    if after is not None:
        statement = statement.where(api_clients.c.id > after)
    return (await session.execute(statement)).all()


async def replace_secret(
    session: AsyncSession, *, client_id: str, secret_hash: bytes, overlap: timedelta
) -> AnyRow | None:
    """Give a client in force another secret; the one before works for `overlap` longer."""
    statement = (
        update(api_clients)
        .where(api_clients.c.id == client_id, _IN_FORCE)
        .values(
            previous_secret_hash=api_clients.c.secret_hash,
            previous_secret_until=func.now() + overlap,
            secret_hash=secret_hash,
        )
        .returning(*_PUBLIC)
    )
    return (await session.execute(statement)).one_or_none()


async def revoke_client(session: AsyncSession, *, client_id: str) -> AnyRow | None:
    """End a client; returns its public columns, None when there is none in force."""
    statement = (
        update(api_clients)
        .where(api_clients.c.id == client_id, _IN_FORCE)
        .values(revoked_at=func.now())
        .returning(*_PUBLIC)
    )
    return (await session.execute(statement)).one_or_none()
