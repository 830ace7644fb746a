"""What the summary of a district reads and writes, one function each (login reporter)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.publishing.queries import ParticipationRow
from survey_core.tables.admin import administrations, districts, instruments, participations, schools
from survey_core.tables.releaser import release_counts
from survey_core.tables.reporter import district_summaries, profiles

_SCORED = ("shredded", "published")


@dataclass(frozen=True)
class AdministrationRow:
    """An administration, with what its summary says about it."""

    id: UUID
    district_id: UUID
    district_name: str
    synthetic: bool
    access: str
    reporting_units: int
    instrument: dict[str, Any]


@dataclass(frozen=True)
class NewestProfile:
    """The newest revision of a school's profile."""

    participation_id: UUID
    school_id: UUID
    document: bytes
    core: dict[str, Any] | None


@dataclass(frozen=True)
class NewestSummary:
    """The newest revision of an administration's summary."""

    revision: int
    document: bytes


async def is_complete(
    connection: AsyncConnection, administration_id: UUID, *, released: Sequence[ParticipationRow]
) -> bool:
    """Whether these are all schools of the administration, and their answers can be scored for good.

    Judged by the rows that were read: a school released since then is not among them.
    """
    scored = [row.id for row in released if row.state in _SCORED]
    waiting = select(participations.c.id).where(
        participations.c.administration_id == administration_id, participations.c.id.not_in(scored)
    )
    return not await connection.scalar(select(waiting.exists()))


async def due(connection: AsyncConnection) -> dict[UUID, UUID]:
    """Published administrations whose newest profiles no summary is made of yet.

    Those with a profile from before cores were kept have none, and never will.

    Returns:
        The administration to its district.
    """
    summarised = select(func.max(district_summaries.c.profiles_position)).where(
        district_summaries.c.administration_id == administrations.c.id
    )
    newest = select(func.max(profiles.c.position)).where(profiles.c.administration_id == administrations.c.id)
    without_core = select(profiles.c.id).where(
        profiles.c.administration_id == administrations.c.id, profiles.c.core.is_(None), _is_newest()
    )
    statement = (
        select(administrations.c.id, administrations.c.district_id)
        .where(
            administrations.c.state == "published",
            newest.scalar_subquery() > func.coalesce(summarised.scalar_subquery(), 0),
            ~without_core.exists(),
        )
        .order_by(administrations.c.id)
    )
    return {row.id: row.district_id for row in await connection.execute(statement)}


async def lock(connection: AsyncConnection, administration_id: UUID) -> None:
    """Let one worker at a time summarise an administration, until the transaction ends."""
    of = select(administrations.c.id).where(administrations.c.id == administration_id)
    await connection.execute(of.with_for_update())


async def administration(connection: AsyncConnection, administration_id: UUID) -> AdministrationRow:
    """What the summary says of its administration."""
    units = (
        select(func.count())
        .select_from(participations.join(schools, schools.c.id == participations.c.school_id))
        .where(participations.c.administration_id == administration_id, schools.c.kind == "reporting_unit")
        .scalar_subquery()
    )
    statement = (
        select(
            administrations.c.id,
            administrations.c.district_id,
            districts.c.name.label("district_name"),
            districts.c.synthetic,
            administrations.c.access,
            units.label("reporting_units"),
            instruments.c.document.label("instrument"),
        )
        .join_from(administrations, districts)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
        .where(administrations.c.id == administration_id)
    )
    return AdministrationRow(**(await connection.execute(statement)).one()._mapping)  # noqa: SLF001 - the documented way


async def newest_profiles(connection: AsyncConnection, administration_id: UUID) -> list[NewestProfile]:
    """The newest revision of every school's profile, in the order of participations."""
    statement = (
        select(profiles.c.participation_id, profiles.c.school_id, profiles.c.document, profiles.c.core)
        .where(profiles.c.administration_id == administration_id, _is_newest())
        .order_by(profiles.c.participation_id)
    )
    return [NewestProfile(**row._mapping) for row in await connection.execute(statement)]  # noqa: SLF001 - the documented way


async def newest_position(connection: AsyncConnection, administration_id: UUID) -> int:
    """The position of the newest revision of any of the administration's profiles."""
    statement = select(func.max(profiles.c.position)).where(profiles.c.administration_id == administration_id)
    return int(await connection.scalar(statement) or 0)


async def careless_counts(
    connection: AsyncConnection, administration_id: UUID
) -> dict[UUID, tuple[int, int]]:
    """School to (flagged, responses), where flagged people were counted."""
    statement = (
        select(participations.c.school_id, release_counts.c.careless_flagged, release_counts.c.accepted)
        .join_from(release_counts, participations)
        .where(
            participations.c.administration_id == administration_id,
            release_counts.c.careless_flagged.is_not(None),
        )
    )
    return {
        row.school_id: (row.careless_flagged, row.accepted) for row in await connection.execute(statement)
    }


async def newest_summary(connection: AsyncConnection, administration_id: UUID) -> NewestSummary | None:
    """The newest revision of the administration's summary."""
    statement = (
        select(district_summaries.c.revision, district_summaries.c.document)
        .where(district_summaries.c.administration_id == administration_id)
        .order_by(district_summaries.c.revision.desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else NewestSummary(**row._mapping)  # noqa: SLF001 - the documented way


async def insert_summary(
    connection: AsyncConnection,
    of: AdministrationRow,
    *,
    revision: int,
    released_on: date,
    scoring_version: str,
    etag: str,
    document: bytes,
    profiles_position: int,
) -> None:
    """Append a revision of a summary."""
    await connection.execute(
        insert(district_summaries).values(
            administration_id=of.id,
            revision=revision,
            district_id=of.district_id,
            released_on=released_on,
            scoring_version=scoring_version,
            etag=etag,
            document=document,
            profiles_position=profiles_position,
        )
    )


async def mark_current(
    connection: AsyncConnection, administration_id: UUID, *, revision: int, profiles_position: int
) -> None:
    """Note that newer profiles would give the same summary."""
    await connection.execute(
        update(district_summaries)
        .where(
            district_summaries.c.administration_id == administration_id,
            district_summaries.c.revision == revision,
        )
        .values(profiles_position=profiles_position)
    )


def _is_newest() -> ColumnElement[bool]:
    newer = profiles.alias("newer")
    return ~(
        select(newer.c.id)
        .where(
            newer.c.participation_id == profiles.c.participation_id, newer.c.revision > profiles.c.revision
        )
        .exists()
    )
