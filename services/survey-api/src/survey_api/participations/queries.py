"""Statements on participations and the codes of their cards."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, participations, schools
from survey_core.tables.custody import key_copies
from survey_core.tables.issuer import access_codes


def _second_copy() -> ScalarSelect[str]:
    """Whether second copies of the key were made, and whether all are on record as destroyed."""
    made, gone = func.count(), func.count(key_copies.c.destroyed_on)
    state = case((made == 0, "none"), (gone < made, "exists"), else_="destroyed")
    return select(state).where(key_copies.c.participation_id == participations.c.id).scalar_subquery()


def _with_school() -> Select[*tuple[Any, ...]]:
    return (
        select(
            participations,
            administrations.c.access,
            administrations.c.release_mode,
            schools.c.name.label("school_name"),
            _second_copy().label("second_copy"),
        )
        .join(administrations, administrations.c.id == participations.c.administration_id)
        .join(schools, schools.c.id == participations.c.school_id)
    )


async def select_participation(session: AsyncSession, *, participation_id: UUID) -> AnyRow | None:
    """Return a participation with its administration's policy and its school's name."""
    statement = _with_school().where(participations.c.id == participation_id)
    return (await session.execute(statement)).one_or_none()


async def lock_participation(session: AsyncSession, *, participation_id: UUID) -> AnyRow | None:
    """Return a participation; of two requests for its cards only the first goes on."""
    statement = (
        _with_school()
        .where(participations.c.id == participation_id)
        .with_for_update(of=participations, key_share=True)
    )
    return (await session.execute(statement)).one_or_none()


async def select_participations(
    session: AsyncSession, *, administration_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return participations in order of id, starting after `after`."""
    statement = _with_school().order_by(participations.c.id).limit(limit)
    if administration_id is not None:
        statement = statement.where(participations.c.administration_id == administration_id)
    if after is not None:
        statement = statement.where(participations.c.id > after)
    return (await session.execute(statement)).all()


async def update_participation(
    session: AsyncSession, *, participation_id: UUID, values: dict[str, Any]
) -> None:
    """Change columns of a participation."""
    await session.execute(
        update(participations).where(participations.c.id == participation_id).values(**values)
    )


async def insert_codes(
    session: AsyncSession, *, participation_id: UUID, hashes: Sequence[bytes], replacement: bool
) -> None:
    """Store code hashes, sorted: rows must not lie in the order of the printed list."""
    rows = [
        {"participation_id": participation_id, "code_hash": one, "replacement": replacement}
        for one in sorted(hashes)
    ]
    await session.execute(insert(access_codes), rows)
