"""Statements on districts. Row-level security decides which of them exist for the caller."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import districts

_COLUMNS = (
    districts.c.id,
    districts.c.name,
    districts.c.synthetic,
    districts.c.time_zone,
    districts.c.external_ids,
)


async def insert_district(
    session: AsyncSession,
    *,
    name: str,
    synthetic: bool,
    time_zone: str | None,
    external_ids: list[dict[str, str]],
) -> AnyRow:
    """Store a district."""
    statement = (
        insert(districts)
        .values(name=name, synthetic=synthetic, time_zone=time_zone, external_ids=external_ids)
        .returning(*_COLUMNS)
    )
    return (await session.execute(statement)).one()


async def select_district(session: AsyncSession, *, district_id: UUID) -> AnyRow | None:
    """Return one district."""
    statement = select(*_COLUMNS).where(districts.c.id == district_id)
    return (await session.execute(statement)).one_or_none()


async def lock_district(session: AsyncSession, *, district_id: UUID) -> AnyRow | None:
    """Return one district and let no other transaction change its roster until this one ends."""
    statement = select(*_COLUMNS).where(districts.c.id == district_id).with_for_update(key_share=True)
    return (await session.execute(statement)).one_or_none()


async def select_districts(
    session: AsyncSession, *, external_id: dict[str, str] | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return districts in order of id, starting after `after`; None leaves a filter out."""
    statement = select(*_COLUMNS).order_by(districts.c.id).limit(limit)
    if external_id is not None:
        statement = statement.where(districts.c.external_ids.contains([external_id]))
    if after is not None:
        statement = statement.where(districts.c.id > after)
    return (await session.execute(statement)).all()


async def update_district(
    session: AsyncSession, *, district_id: UUID, changes: dict[str, Any]
) -> AnyRow | None:
    """Change columns of a district."""
    statement = update(districts).where(districts.c.id == district_id).values(**changes).returning(*_COLUMNS)
    return (await session.execute(statement)).one_or_none()
