"""Writes of publication, one function each (login reporter)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.publishing.queries import ParticipationRow
from survey_core.contracts.events import ProfileData
from survey_core.tables.admin import administrations, participations
from survey_core.tables.outbox import outbox_events
from survey_core.tables.reporter import profiles

EVENT_TYPE = "profile.published.v1"


async def new_profile_id(connection: AsyncConnection) -> UUID:
    """A time-ordered id: a profile is nobody's answer."""
    return UUID(str(await connection.scalar(select(func.uuidv7()))))


async def insert_revision(
    connection: AsyncConnection,
    of: ParticipationRow,
    *,
    profile_id: UUID,
    revision: int,
    released_on: date,
    scoring_version: str,
    input_digest: str,
    etag: str,
    document: bytes,
    core: Mapping[str, Any],
) -> None:
    """Append a revision, and beside it the core it was made from."""
    await connection.execute(
        insert(profiles).values(
            id=profile_id,
            revision=revision,
            district_id=of.district_id,
            participation_id=of.id,
            administration_id=of.administration_id,
            school_id=of.school_id,
            released_on=released_on,
            scoring_version=scoring_version,
            input_digest=input_digest,
            etag=etag,
            document=document,
            core=core,
        )
    )


async def announce(connection: AsyncConnection, data: ProfileData) -> None:
    """Put the event in the outbox, which this login may write but not read: hence no RETURNING."""
    row = {"type": EVENT_TYPE, "data": data.model_dump(mode="json")}
    await connection.execute(insert(outbox_events).inline().values(row))


async def mark_published(connection: AsyncConnection, participation_id: UUID) -> None:
    """The participation's last step."""
    await connection.execute(
        update(participations).where(participations.c.id == participation_id).values(state="published")
    )


async def close_administration(connection: AsyncConnection, administration_id: UUID) -> None:
    """Mark the administration published if all its participations are.

    Its row is locked first: of two workers that publish the last two schools, the second sees the first's.
    """
    lock = select(administrations.c.id).where(administrations.c.id == administration_id).with_for_update()
    await connection.execute(lock)
    waiting = exists().where(
        participations.c.administration_id == administration_id, participations.c.state != "published"
    )
    await connection.execute(
        update(administrations)
        .where(administrations.c.id == administration_id, ~waiting)
        .values(state="published")
    )
