"""`POST /v1/responses`."""

from typing import Any

from fastapi import APIRouter, Request, Response, status

from survey_api import problems
from survey_api.rendering import problem_responses
from survey_api.respondents.wire import body_route
from survey_api.responses import service
from survey_api.responses.schemas import Recorded, Submission

PATH = "/v1/responses"
RECORDED = b'{"recorded":true}'

# The only two good answers there are, made once.
_ANSWERS = {
    code: Response(RECORDED, code, {"Cache-Control": "no-store"}, media_type="application/json")
    for code in (status.HTTP_200_OK, status.HTTP_201_CREATED)
}

SEEN_BEFORE: dict[int | str, dict[str, Any]] = {
    status.HTTP_200_OK: {"model": Recorded, "description": "The pass was used before"}
}

router = APIRouter(prefix=PATH, route_class=body_route(Submission, malformed=problems.MalformedSubmission))


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=Recorded,
    responses=SEEN_BEFORE
    | problem_responses(
        problems.MalformedRequest,
        problems.BadPass,
        problems.NotFound,
        problems.SurveyNotOpen,
        problems.BodyTooLarge,
        problems.MalformedSubmission,
        problems.TooManyFailures,
        problems.NotStored,
    ),
)
async def submit_response(request: Request, body: Submission) -> Response:
    """Hand in a sealed response with its pass.

    Answered only when the response is on disk. Idempotent by its pass: sent again, also after the survey
    closed, it is answered `recorded`, and the first response counts.
    """
    is_new = await service.submit(body, intake=request.app.state.intake)
    return _ANSWERS[status.HTTP_201_CREATED if is_new else status.HTTP_200_OK]
