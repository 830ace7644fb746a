"""What respondents may read, as the collector."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, column, func, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, districts, instruments, participations
from survey_core.tables.releaser import records
from survey_core.tables.reporter import profiles

_TAKING = table("participations_taking_responses", column("id"))


def _stage() -> ColumnElement[str]:
    """How far the survey is, as its page needs to know: when to begin, to hurry, to stop, to show results."""
    in_window = and_(
        administrations.c.state == "open",
        administrations.c.opens_at <= func.clock_timestamp(),
        func.clock_timestamp() < administrations.c.closes_at,
    )
    return case(
        (participations.c.state == "published", "published"),
        (participations.c.state == "ready", "before"),
        (and_(participations.c.state == "open", in_window), "open"),
        (select(_TAKING.c.id).where(_TAKING.c.id == participations.c.id).exists(), "grace"),
        else_="over",
    )


async def find_manifest(session: AsyncSession, participation_id: UUID) -> bytes | None:
    """Return the frozen manifest's exact bytes."""
    manifest: bytes | None = await session.scalar(
        select(participations.c.manifest).where(participations.c.id == participation_id)
    )
    return manifest


async def find_asked(session: AsyncSession, participation_id: UUID) -> AnyRow | None:
    """Return what a ready participation asks: its stage, instrument, manifest, joined schools, time zone."""
    statement = (
        select(
            _stage().label("stage"),
            instruments.c.id.label("instrument_id"),
            instruments.c.digest,
            participations.c.reported_together,
            participations.c.manifest,
            districts.c.time_zone,
        )
        .select_from(participations)
        .join(districts, districts.c.id == participations.c.district_id)
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


async def find_report(session: AsyncSession, participation_id: UUID) -> tuple[bytes, Any] | None:
    """Return (profile, instrument document) of the newest revision; None before the final release."""
    statement = (
        select(profiles.c.document, instruments.c.document)
        .select_from(profiles)
        .join(participations, participations.c.id == profiles.c.participation_id)
        .join(administrations, administrations.c.id == participations.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(profiles.c.participation_id == participation_id)
        .order_by(profiles.c.revision.desc())
        .limit(1)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else (row[0], row[1])
