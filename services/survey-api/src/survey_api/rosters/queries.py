"""Statements on stored rosters: numbers of people by school and role."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import schools
from survey_core.tables.rosters import roster_schools, rosters

_COLUMNS = (
    rosters.c.id,
    rosters.c.district_id,
    rosters.c.read_at,
    rosters.c.format,
    rosters.c.eligible_roles,
    rosters.c.as_of,
)


async def insert_roster(
    session: AsyncSession,
    *,
    district_id: UUID,
    kind: str,
    eligible_roles: Sequence[str] | None,
    as_of: date | None,
) -> UUID:
    """Store that a roster was read; returns its id."""
    statement = (
        insert(rosters)
        .values(
            district_id=district_id,
            format=kind,
            eligible_roles=None if eligible_roles is None else list(eligible_roles),
            as_of=as_of,
        )
        .returning(rosters.c.id)
    )
    roster_id: UUID = (await session.execute(statement)).scalar_one()
    return roster_id


async def insert_schools(session: AsyncSession, *, rows: Sequence[dict[str, Any]]) -> None:
    """Store the numbers of a roster's schools."""
    if rows:
        await session.execute(insert(roster_schools), list(rows))


async def select_roster(session: AsyncSession, *, roster_id: UUID) -> AnyRow | None:
    """Return one roster."""
    return (await session.execute(select(*_COLUMNS).where(rosters.c.id == roster_id))).one_or_none()


async def select_newest(session: AsyncSession, *, district_id: UUID) -> AnyRow | None:
    """Return the roster of a district that was stored last."""
    statement = select(*_COLUMNS).where(rosters.c.district_id == district_id)
    return (await session.execute(statement.order_by(rosters.c.id.desc()).limit(1))).one_or_none()


async def select_rosters(
    session: AsyncSession, *, district_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return rosters in order of id, which is that of their reading, with their numbers summed up."""
    theirs = roster_schools.c.roster_id == rosters.c.id
    counted = select(func.count()).where(theirs).scalar_subquery()
    eligible = select(func.sum(roster_schools.c.eligible)).where(theirs).scalar_subquery()
    columns = (*_COLUMNS, counted.label("n_schools"), eligible.label("eligible"))
    statement = select(*columns).order_by(rosters.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(rosters.c.district_id == district_id)
    if after is not None:
        statement = statement.where(rosters.c.id > after)
    return (await session.execute(statement)).all()


async def select_numbers(session: AsyncSession, *, roster_id: UUID) -> Sequence[AnyRow]:
    """Return the numbers of a roster's schools, with their names as they are now, in order of id."""
    statement = (
        select(roster_schools.c.school_id, schools.c.name, roster_schools.c.eligible, roster_schools.c.roles)
        .join(schools, schools.c.id == roster_schools.c.school_id)
        .where(roster_schools.c.roster_id == roster_id)
        .order_by(roster_schools.c.school_id)
    )
    return (await session.execute(statement)).all()
