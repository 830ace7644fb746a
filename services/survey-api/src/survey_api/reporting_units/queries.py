"""Statements on the schools of a draft and on the units they are joined into."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_api.imports.queries import responses_brought
from survey_core.tables.admin import administrations, participation_schools, participations, schools


async def lock_drafts(session: AsyncSession, *, district_id: UUID) -> Sequence[AnyRow]:
    """Return the district's drafts, which stay drafts until the transaction ends; always in one order.

    Not those whose responses were brought already: they are released school by school, as they were asked.
    """
    statement = (
        select(administrations.c.id, administrations.c.district_id, administrations.c.access)
        .where(
            administrations.c.district_id == district_id,
            administrations.c.state == "draft",
            ~responses_brought(),
        )
        .order_by(administrations.c.id)
        .with_for_update(key_share=True)
    )
    return (await session.execute(statement)).all()


async def select_members(session: AsyncSession, *, administration_ids: Collection[UUID]) -> Sequence[AnyRow]:
    """Return every school that takes part, with its name and unit as they are now, in order of id."""
    statement = (
        select(
            participation_schools.c.administration_id,
            participation_schools.c.participation_id,
            participation_schools.c.school_id,
            participation_schools.c.eligible,
            schools.c.name,
            schools.c.reporting_unit,
        )
        .join(schools, schools.c.id == participation_schools.c.school_id)
        .where(participation_schools.c.administration_id.in_(administration_ids))
        .order_by(participation_schools.c.school_id)
    )
    return (await session.execute(statement)).all()


async def select_units_of(session: AsyncSession, *, school_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the units that these schools name; those without one are missing."""
    statement = select(schools.c.id, schools.c.reporting_unit).where(
        schools.c.id.in_(school_ids), schools.c.reporting_unit.is_not(None)
    )
    return {row.id: row.reporting_unit for row in await session.execute(statement)}


async def select_participations(session: AsyncSession, *, administration_id: UUID) -> dict[UUID, UUID]:
    """Return an administration's participations by the school or unit they are published as."""
    statement = select(participations.c.school_id, participations.c.id).where(
        participations.c.administration_id == administration_id
    )
    return {row.school_id: row.id for row in await session.execute(statement)}


async def keep_unit(session: AsyncSession, *, district_id: UUID, name: str) -> UUID:
    """Return the id under which a district's unit of this name is published, the same over the years."""
    new = insert(schools).values(district_id=district_id, name=name, kind="reporting_unit")
    await session.execute(
        new.on_conflict_do_nothing(
            index_elements=[schools.c.district_id, schools.c.name],
            # Written out: with a parameter the partial index is found only while each call is planned anew.
            index_where=text("kind = 'reporting_unit'"),
        )
    )
    statement = select(schools.c.id).where(
        schools.c.district_id == district_id, schools.c.name == name, schools.c.kind == "reporting_unit"
    )
    unit_id: UUID = (await session.execute(statement)).scalar_one()
    return unit_id


async def insert_participations(session: AsyncSession, *, rows: Sequence[dict[str, Any]]) -> dict[UUID, UUID]:
    """Store participations; returns their ids by the school or unit they are published as."""
    statement = insert(participations).returning(participations.c.school_id, participations.c.id)
    if not rows:
        return {}
    return {row.school_id: row.id for row in await session.execute(statement, list(rows))}


async def put_members(session: AsyncSession, *, rows: Sequence[dict[str, Any]]) -> None:
    """Store schools that take part, or move them to the participation they belong to now."""
    if not rows:
        return
    new = insert(participation_schools)
    statement = new.on_conflict_do_update(
        index_elements=[
            participation_schools.c.administration_id,
            participation_schools.c.school_id,
        ],
        set_={"participation_id": new.excluded.participation_id},
    )
    await session.execute(statement, list(rows))


async def delete_without_members(session: AsyncSession, *, administration_id: UUID) -> Sequence[UUID]:
    """Delete a draft's participations that no school belongs to any more; returns their ids."""
    member = select(participation_schools.c.school_id).where(
        participation_schools.c.participation_id == participations.c.id
    )
    statement = (
        delete(participations)
        .where(participations.c.administration_id == administration_id, ~member.exists())
        .returning(participations.c.id)
    )
    return (await session.scalars(statement)).all()


async def update_eligible(
    session: AsyncSession, *, administration_id: UUID, school_id: UUID, eligible: int | None
) -> None:
    """Set how many people of a school may answer."""
    await session.execute(
        update(participation_schools)
        .where(
            participation_schools.c.administration_id == administration_id,
            participation_schools.c.school_id == school_id,
        )
        .values(eligible=eligible)
    )


async def sum_eligible(session: AsyncSession, *, administration_id: UUID) -> None:
    """Bring every participation's eligible count up to its schools'; null where one is not known.

    The caller holds the administration's lock: of two such sums at once each could undo the other's.
    """
    known = participation_schools.c.eligible
    total = (
        select(case((func.count() == func.count(known), func.sum(known))))
        .where(participation_schools.c.participation_id == participations.c.id)
        .scalar_subquery()
    )
    await session.execute(
        update(participations)
        .where(
            participations.c.administration_id == administration_id,
            participations.c.eligible.is_distinct_from(total),
        )
        .values(eligible=total)
    )
