"""Statements on administrations and the events they cause."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, instruments, participations, schools
from survey_core.tables.outbox import outbox_events
from survey_core.tables.reporter import progress


def _with_instrument() -> Select[*tuple[Any, ...]]:
    return select(
        administrations, instruments.c.instrument, instruments.c.version, instruments.c.digest
    ).join(instruments, instruments.c.id == administrations.c.instrument_id)


async def find_usable_instrument(
    session: AsyncSession, *, district_id: UUID, instrument: str, version: str
) -> UUID | None:
    """Return the stored instrument of that id and version: the district's own, else everybody's."""
    statement = (
        select(instruments.c.id)
        .where(
            instruments.c.instrument == instrument,
            instruments.c.version == version,
            (instruments.c.district_id == district_id) | instruments.c.district_id.is_(None),
        )
        .order_by(instruments.c.district_id.nulls_last())
        .limit(1)
    )
    found: UUID | None = await session.scalar(statement)
    return found


async def insert_administration(session: AsyncSession, *, values: dict[str, Any]) -> UUID:
    """Store a draft and return its id."""
    statement = insert(administrations).values(**values).returning(administrations.c.id)
    administration_id: UUID = (await session.execute(statement)).scalar_one()
    return administration_id


async def select_administration(session: AsyncSession, *, administration_id: UUID) -> AnyRow | None:
    """Return an administration with its instrument's id, version and digest."""
    statement = _with_instrument().where(administrations.c.id == administration_id)
    return (await session.execute(statement)).one_or_none()


async def lock_administration(session: AsyncSession, *, administration_id: UUID) -> AnyRow | None:
    """Return an administration and keep its state from changing until the transaction ends."""
    statement = (
        _with_instrument()
        .where(administrations.c.id == administration_id)
        .with_for_update(of=administrations, key_share=True)
    )
    return (await session.execute(statement)).one_or_none()


async def select_administrations(
    session: AsyncSession, *, district_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return administrations in order of id, starting after `after`."""
    statement = _with_instrument().order_by(administrations.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(administrations.c.district_id == district_id)
    if after is not None:
        statement = statement.where(administrations.c.id > after)
    return (await session.execute(statement)).all()


async def update_administration(
    session: AsyncSession, *, administration_id: UUID, values: dict[str, Any]
) -> None:
    """Change columns of an administration."""
    await session.execute(
        update(administrations).where(administrations.c.id == administration_id).values(**values)
    )


async def move(session: AsyncSession, *, administration_id: UUID, before: str, after: str) -> None:
    """Move an administration and its participations from one state to the next."""
    closed_at = {"closed_at": func.date_trunc("second", func.now())} if after == "closed" else {}
    await session.execute(
        update(administrations)
        .where(administrations.c.id == administration_id)
        .values(state=after, **closed_at)
    )
    await session.execute(
        update(participations)
        .where(participations.c.administration_id == administration_id, participations.c.state == before)
        .values(state=after)
    )


async def select_participations(session: AsyncSession, *, administration_id: UUID) -> Sequence[AnyRow]:
    """Return the participations of an administration in order of their schools' ids, with their names."""
    statement = (
        select(participations, schools.c.name.label("school_name"))
        .join(schools, schools.c.id == participations.c.school_id)
        .where(participations.c.administration_id == administration_id)
        .order_by(participations.c.school_id)
    )
    return (await session.execute(statement)).all()


async def select_participations_of(
    session: AsyncSession, *, administration_ids: Sequence[UUID]
) -> dict[UUID, list[AnyRow]]:
    """Return participations by administration, in order of their schools' ids: id, eligible, school_name."""
    statement = (
        select(
            participations.c.administration_id,
            participations.c.id,
            participations.c.eligible,
            schools.c.name.label("school_name"),
        )
        .join(schools, schools.c.id == participations.c.school_id)
        .where(participations.c.administration_id.in_(administration_ids))
        .order_by(participations.c.school_id)
    )
    found: dict[UUID, list[AnyRow]] = {key: [] for key in administration_ids}
    for row in await session.execute(statement):
        found[row.administration_id].append(row)
    return found


async def count_without_sealing_key(session: AsyncSession, *, administration_id: UUID) -> int:
    """Return how many participations the worker has not made a sealing key for."""
    statement = select(func.count()).where(
        participations.c.administration_id == administration_id, participations.c.sealing_public_key.is_(None)
    )
    return await session.scalar(statement) or 0


async def update_participation(
    session: AsyncSession, *, participation_id: UUID, values: dict[str, Any]
) -> None:
    """Change columns of a participation."""
    await session.execute(
        update(participations).where(participations.c.id == participation_id).values(**values)
    )


async def select_document(session: AsyncSession, *, instrument_id: UUID) -> dict[str, Any]:
    """Return an instrument's document."""
    statement = select(instruments.c.document).where(instruments.c.id == instrument_id)
    document: dict[str, Any] = (await session.execute(statement)).scalar_one()
    return document


async def select_progress(session: AsyncSession, *, administration_id: UUID) -> Sequence[AnyRow]:
    """Return each participation with its coarse progress, in order of the schools' ids."""
    statement = (
        select(
            participations.c.id,
            participations.c.school_id,
            participations.c.state,
            participations.c.eligible,
            progress.c.completed_floor,
            progress.c.band,
        )
        .outerjoin(progress, progress.c.participation_id == participations.c.id)
        .where(participations.c.administration_id == administration_id)
        .order_by(participations.c.school_id)
    )
    return (await session.execute(statement)).all()


async def emit(session: AsyncSession, *, event_type: str, data: Sequence[dict[str, str]]) -> None:
    """Put events into the outbox; they leave after this transaction's commit."""
    if data:
        await session.execute(insert(outbox_events), [{"type": event_type, "data": one} for one in data])
