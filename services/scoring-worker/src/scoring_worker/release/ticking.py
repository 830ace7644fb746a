"""Which participations in rolling mode an interim release may be due for at this tick."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Column, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.release.rolling import Standing, is_due
from survey_core.tables.admin import administrations, participations
from survey_core.tables.collector import sealed_responses
from survey_core.tables.releaser import interim_releases, interim_responses


async def due_for_interim(engine: AsyncEngine, *, among: Collection[UUID] | None) -> Sequence[UUID]:
    """Count stored and marked responses; the opener process decides again with those that open.

    Args:
        engine: login releaser.
        among: which to look at; None for all, and then also those whose last interim release may have been
            interrupted between its marks and its revision.

    Returns:
        Participation ids.
    """
    stored = _count(sealed_responses.c.participation_id)
    marked = _count(interim_responses.c.participation_id)
    statement = (
        select(
            participations.c.id,
            participations.c.eligible,
            participations.c.replacements_issued,
            stored.label("stored"),
            marked.label("marked"),
            func.coalesce(interim_releases.c.done, 0).label("done"),
        )
        .join_from(participations, administrations)
        .outerjoin(interim_releases, interim_releases.c.participation_id == participations.c.id)
        .where(participations.c.state == "open", administrations.c.release_mode == "rolling")
        .order_by(participations.c.id)
    )
    if among is not None:
        statement = statement.where(participations.c.id.in_(among))
    async with engine.connect() as connection:
        rows = (await connection.execute(statement)).all()
    return [
        row.id
        for row in rows
        if is_due(
            Standing(
                eligible=row.eligible,
                replacements=row.replacements_issued,
                waiting=row.stored - row.marked,
                marked=row.marked,
                done=row.done,
            )
        )
        or (among is None and row.marked > 0)
    ]


def _count(participation_column: Column[UUID]) -> ScalarSelect[int]:
    """Rows of another table that belong to the participation of the outer statement."""
    return (
        select(func.count())
        .where(participation_column == participations.c.id)
        .correlate(participations)
        .scalar_subquery()
    )
