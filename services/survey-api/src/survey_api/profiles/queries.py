"""Statements on published profiles."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, instruments, participation_schools, schools
from survey_core.tables.changes import changes
from survey_core.tables.reporter import profiles


async def select_profile(session: AsyncSession, *, profile_id: UUID) -> AnyRow | None:
    """Return the newest revision of a profile: etag and document."""
    statement = (
        select(profiles.c.etag, profiles.c.document)
        .where(profiles.c.id == profile_id)
        .order_by(profiles.c.revision.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def select_report(session: AsyncSession, *, profile_id: UUID) -> AnyRow | None:
    """Return the newest revision of a profile, and the document of its instrument: document, instrument."""
    statement = (
        select(profiles.c.document, instruments.c.document.label("instrument"))
        .join_from(profiles, administrations, administrations.c.id == profiles.c.administration_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(profiles.c.id == profile_id)
        .order_by(profiles.c.revision.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def select_profiles(
    session: AsyncSession, *, filters: Sequence[ColumnElement[bool]], after: int | None, limit: int
) -> Sequence[AnyRow]:
    """Return the newest revision of each profile in order of publication, starting after `after`.

    The order is that of the commits: whoever has read up to a position has seen everything below it.
    """
    newest = (
        (changes.c.document == "profile")
        & (changes.c.subject == profiles.c.id)
        & (changes.c.revision == profiles.c.revision)
    )
    statement = (
        select(changes.c.position, profiles.c.document)
        .join_from(changes, profiles, newest)
        .join(schools, schools.c.id == profiles.c.school_id)
        .where(*filters)
        .order_by(changes.c.position)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(changes.c.position > after)
    return (await session.execute(statement)).all()


def of_district(district_id: UUID) -> ColumnElement[bool]:
    """Filter: one district's; spares the index the rows of others."""
    return changes.c.district_id == district_id


def of_administration(administration_id: UUID) -> ColumnElement[bool]:
    """Filter: one administration's."""
    return profiles.c.administration_id == administration_id


def of_school(school_id: UUID) -> ColumnElement[bool]:
    """Filter: one school's, or the reporting unit's that it answered in; or a unit's by its own id."""
    return (profiles.c.school_id == school_id) | _with_member(participation_schools.c.school_id == school_id)


def with_external_id(entry: dict[str, str]) -> ColumnElement[bool]:
    """Filter: the school has this external id, or one of those that answered together."""
    member = schools.alias("member")
    known = select(member.c.id).where(member.c.external_ids.contains([entry]))
    contains: ColumnElement[bool] = schools.c.external_ids.contains([entry])
    return contains | _with_member(participation_schools.c.school_id.in_(known))


def _with_member(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    member = select(participation_schools.c.school_id).where(
        participation_schools.c.participation_id == profiles.c.participation_id, condition
    )
    return member.exists()


def released_since(day: date) -> ColumnElement[bool]:
    """Filter: published on that day or later."""
    return profiles.c.released_on >= day
