"""Statements on published summaries. Row-level security decides which of them exist for the caller."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, ended_at
from survey_core.tables.reporter import district_summaries


async def select_summary(
    session: AsyncSession, *, district_id: UUID, administration_id: UUID | None
) -> AnyRow | None:
    """Return the newest revision of a district's summary: etag and document.

    Args:
        session: of the caller.
        district_id: the district.
        administration_id: None for the administration that ended last, of those with a summary.
    """
    statement = (
        select(district_summaries.c.etag, district_summaries.c.document)
        .join_from(district_summaries, administrations)
        .where(district_summaries.c.district_id == district_id)
        .order_by(ended_at().desc(), administrations.c.id.desc(), district_summaries.c.revision.desc())
        .limit(1)
    )
    if administration_id is not None:
        statement = statement.where(district_summaries.c.administration_id == administration_id)
    return (await session.execute(statement)).one_or_none()
