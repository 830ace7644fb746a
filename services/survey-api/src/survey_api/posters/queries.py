"""Statements on what a poster says beside its manifest."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, districts


async def select_window(session: AsyncSession, *, administration_id: UUID) -> AnyRow:
    """Return when an administration opens and closes, and its district's time zone."""
    statement = (
        select(administrations.c.opens_at, administrations.c.closes_at, districts.c.time_zone)
        .join(districts, districts.c.id == administrations.c.district_id)
        .where(administrations.c.id == administration_id)
    )
    return (await session.execute(statement)).one()
