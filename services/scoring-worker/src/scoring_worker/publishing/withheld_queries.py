"""Which tables of an administration's schools were withheld, one function each (login reporter)."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.districts.audit import Withheld
from survey_core.tables.admin import participations
from survey_core.tables.releaser import interim_releases, withheld_tables


async def withheld_subgroups(connection: AsyncConnection, administration_id: UUID) -> list[Withheld]:
    """The subgroup tables that a release withheld."""
    statement = (
        select(participations.c.school_id, withheld_tables.c.question)
        .join_from(withheld_tables, participations)
        .where(
            participations.c.administration_id == administration_id,
            withheld_tables.c.reason == "differencing",
        )
    )
    return [
        Withheld(f"subgroups/{row.question}", school=str(row.school_id))
        for row in await connection.execute(statement)
    ]


async def withheld_interim_releases(connection: AsyncConnection, administration_id: UUID) -> list[Withheld]:
    """The schools of which an interim release was withheld."""
    statement = (
        select(participations.c.school_id)
        .join_from(interim_releases, participations)
        .where(participations.c.administration_id == administration_id, interim_releases.c.withheld)
    )
    return [Withheld("interim_release", school=str(school)) for school in await connection.scalars(statement)]
