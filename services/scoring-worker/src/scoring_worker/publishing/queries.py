"""What publication reads, one function each (login reporter)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.profiles import core_record
from scoring_worker.profiles.context import NO_SUBGROUPS, Subgroups
from scoring_worker.publishing.subgroup_queries import stored_subgroups
from survey_core.disclosure import SchoolCore
from survey_core.tables.admin import (
    administrations,
    districts,
    ended_at,
    instruments,
    participation_schools,
    participations,
    schools,
)
from survey_core.tables.releaser import answers, release_counts, routing_counts
from survey_core.tables.reporter import profiles

_WITH_ANSWERS = ("released", "shredded", "published")


@dataclass(frozen=True)
class ParticipationRow:
    """A school's part of an administration, with what its profile says about it."""

    id: UUID
    district_id: UUID
    administration_id: UUID
    school_id: UUID
    state: str
    eligible: int | None
    replacements_issued: int
    school_name: str
    external_ids: list[dict[str, str]]
    synthetic: bool
    access: Literal["cards", "email", "open", "import"]
    k: int
    repeat_within_90_days: bool
    members: list[dict[str, Any]]
    ended_at: datetime
    instrument: dict[str, Any]


@dataclass(frozen=True, repr=False)
class StoredAnswers:
    """What a release left of a participation.

    Attributes:
        blocks: factor id → lines, one per respondent; 0 is not answered.
        routing: (question, value) → people.
        accepted: responses in the release.
        digest_secret: 32 bytes that keep `input_digest` from confirming a guess.
        subgroups: groups that may be shown.
    """

    blocks: dict[str, list[list[int]]]
    routing: dict[tuple[str, str], int]
    accepted: int
    digest_secret: bytes
    subgroups: Subgroups = NO_SUBGROUPS


@dataclass(frozen=True)
class Revision:
    """The newest published revision of a participation's profile."""

    profile_id: UUID
    revision: int
    document: bytes


async def with_shredded(connection: AsyncConnection) -> dict[UUID, UUID]:
    """Administrations with participations whose keys are gone and whose profile is not out yet.

    Returns:
        The administration to its district.
    """
    statement = (
        select(participations.c.administration_id, participations.c.district_id)
        .where(participations.c.state == "shredded")
        .distinct()
        .order_by(participations.c.administration_id)
    )
    rows = await connection.execute(statement)
    return {row.administration_id: row.district_id for row in rows}


async def district_of(connection: AsyncConnection, participation_id: UUID) -> UUID:
    """The district that a participation belongs to."""
    statement = select(participations.c.district_id).where(participations.c.id == participation_id)
    found: UUID = (await connection.execute(statement)).scalar_one()
    return found


async def with_answers(connection: AsyncConnection, administration_id: UUID) -> list[ParticipationRow]:
    """Every participation of an administration that has been released, in the order of its id."""
    statement = (
        _participation()
        .where(
            participations.c.administration_id == administration_id,
            participations.c.state.in_(_WITH_ANSWERS),
        )
        .order_by(participations.c.id)
    )
    return [ParticipationRow(**row._mapping) for row in await connection.execute(statement)]  # noqa: SLF001 - the documented way


async def participation(connection: AsyncConnection, participation_id: UUID) -> ParticipationRow:
    """One participation, locked until commit against other publishers, but not against intake."""
    statement = _participation().where(participations.c.id == participation_id)
    row = (await connection.execute(statement.with_for_update(of=participations, key_share=True))).one()
    return ParticipationRow(**row._mapping)  # noqa: SLF001 - the documented way


async def stored_answers(connection: AsyncConnection, participation_id: UUID) -> StoredAnswers:
    """Read what a release left."""
    blocks = await connection.execute(
        select(answers.c.factor, answers.c.block).where(answers.c.participation_id == participation_id)
    )
    counts = await connection.execute(
        select(routing_counts.c.question, routing_counts.c.value, routing_counts.c.n).where(
            routing_counts.c.participation_id == participation_id
        )
    )
    totals = await connection.execute(
        select(release_counts.c.accepted, release_counts.c.digest_secret).where(
            release_counts.c.participation_id == participation_id
        )
    )
    accepted, digest_secret = totals.one()
    return StoredAnswers(
        blocks={row.factor: row.block for row in blocks},
        routing={(row.question, row.value): row.n for row in counts},
        accepted=accepted,
        digest_secret=digest_secret,
        subgroups=await stored_subgroups(connection, participation_id),
    )


async def latest_revision(connection: AsyncConnection, participation_id: UUID) -> Revision | None:
    """The newest revision of a participation's profile."""
    statement = (
        select(profiles.c.id, profiles.c.revision, profiles.c.document)
        .where(profiles.c.participation_id == participation_id)
        .order_by(profiles.c.revision.desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else Revision(profile_id=row.id, revision=row.revision, document=row.document)


async def interim_cores(connection: AsyncConnection, participation_id: UUID) -> list[SchoolCore]:
    """The cores of the interim revisions that are out, oldest first."""
    statement = (
        select(profiles.c.core)
        .where(profiles.c.participation_id == participation_id, profiles.c.core.is_not(None))
        .order_by(profiles.c.revision)
    )
    cores = [core_record.from_json(record) for record in await connection.scalars(statement)]
    return [core for core in cores if core.conditions.interim]


def members_of_unit() -> ColumnElement[Any]:
    """The schools of a participation in the order of their ids; none where its school stands for itself."""
    member = schools.alias("member")
    shown = func.jsonb_build_object(
        "id", member.c.id, "name", member.c.name, "external_ids", member.c.external_ids
    )
    listed = (
        select(func.jsonb_agg(aggregate_order_by(shown, member.c.id), type_=JSONB))
        .join_from(participation_schools, member, member.c.id == participation_schools.c.school_id)
        .where(
            participation_schools.c.participation_id == participations.c.id,
            participation_schools.c.school_id != participations.c.school_id,
        )
    )
    return func.coalesce(listed.scalar_subquery(), text("'[]'::jsonb"))


def _participation() -> Any:
    return (
        select(
            participations.c.id,
            participations.c.district_id,
            participations.c.administration_id,
            participations.c.school_id,
            participations.c.state,
            participations.c.eligible,
            participations.c.replacements_issued,
            schools.c.name.label("school_name"),
            schools.c.external_ids,
            districts.c.synthetic,
            administrations.c.access,
            administrations.c.k,
            administrations.c.repeat_within_90_days,
            members_of_unit().label("members"),
            ended_at().label("ended_at"),
            instruments.c.document.label("instrument"),
        )
        .join_from(participations, administrations)
        .join(schools, schools.c.id == participations.c.school_id)
        .join(districts, districts.c.id == participations.c.district_id)
        .join(instruments, instruments.c.id == administrations.c.instrument_id)
    )
