"""Which participations are waiting for a release: read from the database alone."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.release.queries import is_due
from survey_core.tables.admin import administrations, participations


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
