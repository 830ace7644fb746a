"""What publication reads of subgroups, one function each (login reporter)."""

from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.profiles.context import NO_SUBGROUPS, Subgroups
from survey_core.tables.admin import participations
from survey_core.tables.releaser import subgroup_sums, withheld_tables


async def stored_subgroups(connection: AsyncConnection, participation_id: UUID) -> Subgroups:
    """What a release kept of the background questions that its manifest names."""
    questions = await _asked(connection, participation_id)
    if not questions:
        return NO_SUBGROUPS
    sums = await connection.execute(
        select(
            subgroup_sums.c.question,
            subgroup_sums.c.factor,
            subgroup_sums.c.band,
            subgroup_sums.c.n,
            subgroup_sums.c.total,
        ).where(subgroup_sums.c.participation_id == participation_id)
    )
    withheld = await connection.scalars(
        select(withheld_tables.c.question).where(withheld_tables.c.participation_id == participation_id)
    )
    return Subgroups(
        questions=questions,
        kept={(row.question, row.factor, row.band): (row.n, int(row.total)) for row in sums},
        withheld=frozenset(withheld),
    )


async def _asked(connection: AsyncConnection, participation_id: UUID) -> tuple[str, ...]:
    """The background questions of the manifest; none where responses were collected elsewhere."""
    manifest = await connection.scalar(
        select(participations.c.manifest).where(participations.c.id == participation_id)
    )
    return () if manifest is None else tuple(orjson.loads(manifest)["subgroup_tables"])
