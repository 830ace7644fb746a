"""`POST /v1/passes`."""

import orjson
from fastapi import APIRouter, Request, Response

from survey_api import problems
from survey_api.passes import service
from survey_api.passes.schemas import IssuedPass, PassRequest
from survey_api.rendering import problem_responses
from survey_api.respondents.wire import body_route
from survey_core.encoding import b64url

router = APIRouter(
    prefix="/v1/passes", route_class=body_route(PassRequest, malformed=problems.MalformedPassRequest)
)


@router.post(
    "",
    response_model=IssuedPass,
    responses=problem_responses(
        problems.MalformedRequest,
        problems.NotFound,
        problems.UnknownCode,
        problems.SurveyNotOpen,
        problems.CodeAlreadyUsed,
        problems.PassesExhausted,
        problems.BodyTooLarge,
        problems.MalformedPassRequest,
        problems.TooManyFailures,
        problems.NotReady,
    ),
)
async def issue_pass(request: Request, body: PassRequest) -> Response:
    """Exchange a code, or the meeting's word, for one blind signature.

    The same request again gets the same answer; another blinded message for a used code gets 409. The
    server never sees the pass itself, so it cannot recognise it when it comes back with answers.
    """
    state = request.app.state
    signature = await service.issue(
        body, database=state.database, keys=state.issuer_keys, signing=state.signing
    )
    return Response(
        orjson.dumps({"signature": b64url(signature)}),
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )
