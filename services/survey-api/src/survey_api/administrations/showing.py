"""Rows as they are answered."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.administrations import queries
from survey_api.administrations.notes import notes
from survey_api.administrations.schemas import Administration, Progress, SchoolProgress
from survey_api.administrations.service import find
from survey_api.db import AnyRow


async def show_one(session: AsyncSession, *, administration_id: UUID) -> Administration:
    """Show one administration as it is now.

    Raises:
        NotFound: none of that id is the caller's.
    """
    row = await find(session, administration_id=administration_id)
    found = await queries.select_participations_of(session, administration_ids=[administration_id])
    return show(row, participations=found[administration_id])


def show(row: AnyRow, *, participations: Sequence[AnyRow]) -> Administration:
    """Show a row that carries its instrument's id, version and digest."""
    instrument = {"id": row.instrument, "version": row.version, "digest": row.digest}
    return Administration.model_validate(
        row._asdict()
        | {
            "district": row.district_id,
            "instrument": instrument,
            "participations": [one.id for one in participations],
            "notes": list(notes(row, participations)),
        }
    )


def show_progress(rows: Sequence[AnyRow], *, members: Mapping[UUID, Sequence[AnyRow]]) -> Progress:
    """Show coarse progress."""
    return Progress(
        data=[
            SchoolProgress(
                participation=row.id,
                school=row.school_id,
                schools=[one.school_id for one in members[row.id]],
                state=row.state,
                eligible=row.eligible,
                completed_at_least=row.completed_floor,
                band=row.band,
            )
            for row in rows
        ]
    )
