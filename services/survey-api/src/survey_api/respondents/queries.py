"""What respondents may read, as the collector."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, instruments, participations
from survey_core.tables.releaser import records


async def find_manifest(session: AsyncSession, participation_id: UUID) -> bytes | None:
    """Return the frozen manifest's exact bytes."""
    manifest: bytes | None = await session.scalar(
        select(participations.c.manifest).where(participations.c.id == participation_id)
    )
    return manifest


async def find_asked(session: AsyncSession, participation_id: UUID) -> AnyRow | None:
    """Return what a ready participation asks: its instrument, manifest and joined schools."""
    statement = (
        select(
            instruments.c.id.label("instrument_id"),
            instruments.c.digest,
            participations.c.reported_together,
            participations.c.manifest,
        )
        .select_from(participations)
        .join(administrations, administrations.c.id == participations.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(participations.c.id == participation_id, participations.c.manifest.is_not(None))
    )
    return (await session.execute(statement)).one_or_none()


async def find_document(session: AsyncSession, instrument_id: UUID) -> Any:
    """Return an instrument's document."""
    return await session.scalar(select(instruments.c.document).where(instruments.c.id == instrument_id))


async def find_record(session: AsyncSession, participation_id: UUID) -> tuple[bool, bytes | None] | None:
    """Return (final, document); None for an unknown participation."""
    statement = (
        select(participations.c.state, records.c.document)
        .select_from(participations.outerjoin(records, records.c.participation_id == participations.c.id))
        .where(participations.c.id == participation_id, participations.c.manifest.is_not(None))
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else (row.state == "published", row.document)
