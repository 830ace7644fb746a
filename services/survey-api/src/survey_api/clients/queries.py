"""Statements on API clients. Row-level security decides which of them exist for the caller."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.queries import public_columns
from survey_api.db import AnyRow
from survey_core.tables.admin import api_clients


async def insert_client(session: AsyncSession, *, values: dict[str, Any]) -> AnyRow:
    """Store a client and return its public columns."""
    return (
        await session.execute(insert(api_clients).values(**values).returning(*public_columns(api_clients)))
    ).one()


async def replace_secret(
    session: AsyncSession, *, client_id: str, secret_hash: bytes, overlap: timedelta
) -> AnyRow | None:
    """Give a client in force another secret; the one before works for `overlap` longer."""
    statement = (
        update(api_clients)
        .where(api_clients.c.id == client_id, api_clients.c.revoked_at.is_(None))
        .values(
            previous_secret_hash=api_clients.c.secret_hash,
            previous_secret_until=func.now() + overlap,
            secret_hash=secret_hash,
        )
        .returning(*public_columns(api_clients))
    )
    return (await session.execute(statement)).one_or_none()
