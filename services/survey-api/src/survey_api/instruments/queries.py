"""Statements on stored instruments."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import instruments

_COLUMNS = (
    instruments.c.id,
    instruments.c.district_id,
    instruments.c.instrument,
    instruments.c.version,
    instruments.c.digest,
    instruments.c.document,
)


async def insert_instrument(
    session: AsyncSession,
    *,
    district_id: UUID | None,
    instrument: str,
    version: str,
    digest: str,
    document: dict[str, Any],
) -> AnyRow | None:
    """Store a document; None when that id and version are taken in the district."""
    statement = (
        insert(instruments)
        .values(
            district_id=district_id, instrument=instrument, version=version, digest=digest, document=document
        )
        .on_conflict_do_nothing()
        .returning(*_COLUMNS)
    )
    return (await session.execute(statement)).one_or_none()


async def select_version(
    session: AsyncSession, *, district_id: UUID | None, instrument: str, version: str
) -> AnyRow | None:
    """Return the document of that id and version that belongs to exactly this district (None: shipped)."""
    statement = select(*_COLUMNS).where(
        instruments.c.district_id.is_not_distinct_from(district_id),
        instruments.c.instrument == instrument,
        instruments.c.version == version,
    )
    return (await session.execute(statement)).one_or_none()


async def select_instrument(session: AsyncSession, *, instrument_id: UUID) -> AnyRow | None:
    """Return one stored document."""
    statement = select(*_COLUMNS).where(instruments.c.id == instrument_id)
    return (await session.execute(statement)).one_or_none()


async def select_instruments(session: AsyncSession, *, after: UUID | None, limit: int) -> Sequence[AnyRow]:
    """Return the stored documents in order of id, starting after `after`."""
    statement = select(*_COLUMNS).order_by(instruments.c.id).limit(limit)
    if after is not None:
        statement = statement.where(instruments.c.id > after)
    return (await session.execute(statement)).all()
