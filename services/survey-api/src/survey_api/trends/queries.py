"""Statements on the profiles of a school. Row-level security decides which of them exist for the caller."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, ended_at, instruments, participations, schools
from survey_core.tables.changes import changes
from survey_core.tables.reporter import profiles


async def select_school(session: AsyncSession, *, school_id: UUID) -> AnyRow | None:
    """Return a school, or a reporting unit: id, name, external ids."""
    statement = select(schools.c.id, schools.c.name, schools.c.external_ids).where(schools.c.id == school_id)
    return (await session.execute(statement)).one_or_none()


async def select_published(session: AsyncSession, *, school_id: UUID) -> Sequence[AnyRow]:
    """Return the newest final profile of each administration it took part in, as they ended.

    `school_ids` are all who answered together, those included that the caller may not see.
    """
    newest = (
        (changes.c.document == "profile")
        & (changes.c.subject == profiles.c.id)
        & (changes.c.revision == profiles.c.revision)
    )
    took_part: ColumnElement[bool] = (changes.c.school_id == school_id) | changes.c.school_ids.contains(
        [school_id]
    )
    statement = (
        select(profiles.c.document, changes.c.school_ids, instruments.c.document.label("instrument"))
        .join_from(changes, profiles, newest)
        .join(participations, participations.c.id == profiles.c.participation_id)
        .join(administrations, administrations.c.id == profiles.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(took_part, participations.c.state == "published")
        .order_by(ended_at(), administrations.c.id)
    )
    return (await session.execute(statement)).all()
