"""Statements on the audit log, which is only ever added to."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import audit_log


async def select_entries(
    session: AsyncSession, *, filters: Sequence[ColumnElement[bool]], before: int | None, limit: int
) -> Sequence[AnyRow]:
    """Return entries that all filters let through, the newest first, starting below the id `before`."""
    statement = select(audit_log).where(*filters).order_by(audit_log.c.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(audit_log.c.id < before)
    return (await session.execute(statement)).all()
