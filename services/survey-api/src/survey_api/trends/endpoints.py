"""`/v1/schools/{id}/trend`."""

import hashlib
from uuid import UUID

from fastapi import Response

from survey_api import problems
from survey_api.access.admission import ProfilesRead
from survey_api.etags import NOT_MODIFIED, IfNoneMatch, answer_document
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_api.trends import service
from survey_core.contracts.trend import TrendDocument

router = AdministrationRouter(prefix="/v1/schools")


@router.get(
    "/{school_id}/trend",
    response_model=TrendDocument,
    responses=NOT_MODIFIED | admin_problems(problems.NotFound),
)
async def get_school_trend(
    school_id: UUID, access: ProfilesRead, if_none_match: IfNoneMatch = None
) -> Response:
    """Show a school over the years: the published score of each factor in each administration.

    Values are those of its published profiles, suppressed ones included. `comparison` says which of them may
    be compared with the one before, and why not. Nothing links people between administrations.
    """
    document = await service.trend_of(access, school_id=school_id)
    return answer_document(document, etag=hashlib.sha256(document).hexdigest(), if_none_match=if_none_match)
