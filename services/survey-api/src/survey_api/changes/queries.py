"""Statements on changes. Row-level security decides which of them exist for the caller."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.changes import changes


async def select_changes(
    session: AsyncSession, *, district_id: UUID | None, after: int, limit: int
) -> Sequence[AnyRow]:
    """Return changes in order, starting after a position; `district_id` spares the index other districts'."""
    statement = select(changes).where(changes.c.position > after).order_by(changes.c.position).limit(limit)
    if district_id is not None:
        statement = statement.where(changes.c.district_id == district_id)
    return (await session.execute(statement)).all()
