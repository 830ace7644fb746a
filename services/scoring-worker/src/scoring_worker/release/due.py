"""Which participations are waiting for a release: read from the database alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.release.queries import is_due
from survey_core.tables.admin import administrations, participations


@dataclass(frozen=True)
class Shredded:
    """A participation whose keys are gone and whose profile is not out yet."""

    administration_id: UUID
    participation_id: UUID


async def shredded(engine: AsyncEngine) -> list[Shredded]:
    """Which participations wait for publication only.

    Args:
        engine: login releaser.
    """
    statement = (
        select(participations.c.administration_id, participations.c.id)
        .where(participations.c.state == "shredded")
        .order_by(participations.c.administration_id, participations.c.id)
    )
    async with engine.connect() as connection:
        rows = await connection.execute(statement)
        return [Shredded(administration_id=row.administration_id, participation_id=row.id) for row in rows]


async def due_for_release(engine: AsyncEngine) -> Sequence[UUID]:
    """Closed ones whose grace time is over, and released ones whose keys may still exist.

    Args:
        engine: login releaser.

    Returns:
        Participation ids, those of one administration together.
    """
    statement = (
        select(participations.c.id)
        .join_from(participations, administrations)
        .where(
            or_(
                participations.c.state == "released",
                (participations.c.state == "closed") & is_due(),
            )
        )
        .order_by(participations.c.administration_id, participations.c.id)
    )
    async with engine.connect() as connection:
        return (await connection.scalars(statement)).all()
