"""Writes everybody's coarse progress at once."""

from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import over_all_districts, turn_to
from scoring_worker.progress.coarse import coarsen
from survey_core.sealing.manifest import parse_manifest
from survey_core.tables.admin import participations
from survey_core.tables.collector import sealed_responses
from survey_core.tables.reporter import progress


async def write_progress(engine: AsyncEngine) -> int:
    """Count stored responses of every open participation and write what may be told of them.

    Measured by the number of people in the manifest: it is frozen. By one that may be corrected, somebody
    who corrects it every day could move the bounds of a band until they enclose the count.

    Args:
        engine: login reporter.

    Returns:
        How many participations' progress changed.
    """
    counts = (
        select(
            participations.c.district_id,
            participations.c.id,
            participations.c.manifest,
            func.count(sealed_responses.c.participation_id),
        )
        .outerjoin(sealed_responses, sealed_responses.c.participation_id == participations.c.id)
        .where(participations.c.state.in_(["open", "closed"]))
        .group_by(participations.c.id)
        .order_by(participations.c.district_id, participations.c.id)
    )
    async with over_all_districts(engine) as connection:
        rows = (await connection.execute(counts)).all()
        changed = 0
        for district_id, of_district in groupby(rows, key=lambda row: row.district_id):
            await turn_to(connection, district_id)
            for _, participation_id, manifest, completed in of_district:
                coarse = coarsen(completed, eligible=parse_manifest(manifest).eligible)
                values = {"completed_floor": coarse.completed_floor, "band": coarse.band}
                changed += await _write(connection, participation_id, values)
    return changed


async def _write(connection: AsyncConnection, participation_id: UUID, values: dict[str, Any]) -> int:
    """Write a participation's progress; returns 0 where it says that already."""
    upsert = insert(progress).values(participation_id=participation_id, **values)
    statement = upsert.on_conflict_do_update(
        index_elements=[progress.c.participation_id],
        set_=values,
        where=or_(*(progress.c[name].is_distinct_from(value) for name, value in values.items())),
    )
    return (await connection.execute(statement)).rowcount
