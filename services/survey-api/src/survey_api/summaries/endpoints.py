"""`/v1/districts/{id}/summary`: the published document, byte for byte as it was written."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from survey_api import problems
from survey_api.access.admission import WholeDistrictProfilesRead
from survey_api.etags import NOT_MODIFIED, IfNoneMatch, answer_document
from survey_api.problems import NotFound
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_api.summaries import queries
from survey_core.contracts.district import DistrictSummary

router = AdministrationRouter(prefix="/v1/districts")


@router.get(
    "/{district_id}/summary",
    response_model=DistrictSummary,
    responses=NOT_MODIFIED | admin_problems(problems.NotFound),
)
async def get_district_summary(
    district_id: UUID,
    access: WholeDistrictProfilesRead,
    administration: Annotated[
        UUID | None, Query(description="Left out: of those with a summary, the one that ended last.")
    ] = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Show the summary of an administration over a district: the newest revision, byte for byte.

    There is none before the profiles of all its schools are published. Who is bound to some schools reads
    their profiles instead.
    """
    row = await queries.select_summary(
        access.session, district_id=district_id, administration_id=administration
    )
    if row is None:
        raise NotFound
    return answer_document(row.document, etag=row.etag, if_none_match=if_none_match)
