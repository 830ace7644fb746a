"""Which profiles make the trend of a school."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import orjson

from survey_api.access.admission import Access
from survey_api.db import AnyRow
from survey_api.problems import NotFound
from survey_api.trends import queries
from survey_api.trends.assemble import assemble
from survey_api.trends.comparing import Published
from survey_core.contracts.profile import School
from survey_core.contracts.trend import trend_bytes
from survey_core.instruments import load_instrument


async def trend_of(access: Access, *, school_id: UUID) -> bytes:
    """Return the exact bytes to serve.

    Raises:
        NotFound: no school of that id is the caller's.
    """
    row = await queries.select_school(access.session, school_id=school_id)
    if row is None:
        raise NotFound
    school = School.model_validate({"id": str(row.id), "name": row.name, "external_ids": row.external_ids})
    rows = await queries.select_published(access.session, school_id=school_id)
    return await asyncio.to_thread(_bytes, school, rows)


def _bytes(school: School, rows: Sequence[AnyRow]) -> bytes:
    return trend_bytes(assemble(school, [_published(row) for row in rows]))


def _published(row: AnyRow) -> Published:
    return Published(
        content=orjson.loads(row.document),
        instrument=load_instrument(orjson.dumps(row.instrument)),
        schools=frozenset(row.school_ids),
    )
