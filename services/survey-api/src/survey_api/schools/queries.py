"""Statements on schools."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import schools

_COLUMNS = (
    schools.c.id,
    schools.c.district_id,
    schools.c.name,
    schools.c.external_ids,
    schools.c.reporting_unit,
    schools.c.kind,
)
# A reporting unit is a row too, made and named by its schools: nothing here but reading one finds it.
_IS_SCHOOL = schools.c.kind == "school"


async def insert_school(
    session: AsyncSession,
    *,
    district_id: UUID,
    name: str,
    external_ids: list[dict[str, str]],
    reporting_unit: str | None,
) -> AnyRow:
    """Store a school."""
    statement = (
        insert(schools)
        .values(district_id=district_id, name=name, external_ids=external_ids, reporting_unit=reporting_unit)
        .returning(*_COLUMNS)
    )
    return (await session.execute(statement)).one()


async def select_school(session: AsyncSession, *, school_id: UUID) -> AnyRow | None:
    """Return one school, or one reporting unit."""
    return (await session.execute(select(*_COLUMNS).where(schools.c.id == school_id))).one_or_none()


async def select_schools(
    session: AsyncSession,
    *,
    district_id: UUID | None,
    external_id: dict[str, str] | None,
    after: UUID | None,
    limit: int,
) -> Sequence[AnyRow]:
    """Return schools in order of id, starting after `after`; None leaves a filter out."""
    statement = select(*_COLUMNS).where(_IS_SCHOOL).order_by(schools.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(schools.c.district_id == district_id)
    if external_id is not None:
        statement = statement.where(schools.c.external_ids.contains([external_id]))
    if after is not None:
        statement = statement.where(schools.c.id > after)
    return (await session.execute(statement)).all()


async def select_all_of(session: AsyncSession, *, district_id: UUID) -> Sequence[AnyRow]:
    """Return every school of a district, in order of id."""
    own = schools.c.district_id == district_id
    statement = select(*_COLUMNS).where(own, _IS_SCHOOL).order_by(schools.c.id)
    return (await session.execute(statement)).all()


async def select_known_ids(
    session: AsyncSession, *, district_id: UUID, school_ids: Sequence[UUID]
) -> frozenset[UUID]:
    """Return those of `school_ids` that are schools of the district."""
    statement = select(schools.c.id).where(
        schools.c.district_id == district_id, schools.c.id.in_(school_ids), _IS_SCHOOL
    )
    return frozenset(await session.scalars(statement))


async def find_id_holder(
    session: AsyncSession, *, district_id: UUID, external_ids: list[dict[str, str]], besides: UUID | None
) -> UUID | None:
    """Return another school of the district that has one of these external ids."""
    if not external_ids:
        return None
    statement = select(schools.c.id).where(
        schools.c.district_id == district_id,
        or_(*(schools.c.external_ids.contains([entry]) for entry in external_ids)),
    )
    if besides is not None:
        statement = statement.where(schools.c.id != besides)
    holder: UUID | None = await session.scalar(statement.limit(1))
    return holder


async def update_school(session: AsyncSession, *, school_id: UUID, changes: dict[str, Any]) -> AnyRow | None:
    """Change columns of a school."""
    statement = update(schools).where(schools.c.id == school_id).values(**changes).returning(*_COLUMNS)
    return (await session.execute(statement)).one_or_none()
