"""`/v1/participations/{id}/shares`, and `/v1/shared-profile` for whoever has a link."""

from typing import Annotated, Final
from uuid import UUID

import orjson
from fastapi import APIRouter, Request, Response, Security, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from survey_api import problems
from survey_api.access.admission import SchoolSurveysWrite, SurveysRead
from survey_api.db import AnyRow
from survey_api.documents.answers import PDF, WantedReport, answer_report
from survey_api.etags import CACHE, NOT_MODIFIED, IfNoneMatch, answer_document
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.packing import answer_packed
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.reach import LINKS_MUST_WORK
from survey_api.rendering import admin_problems, problem_responses
from survey_api.routing import AdministrationRouter
from survey_api.shares import service
from survey_api.shares.schemas import NewShare, Share, SharedReport, ShareWithLink
from survey_core.contracts.profile import ProfileDocument

router = AdministrationRouter(prefix="/v1/participations/{participation_id}/shares")
public_router = APIRouter(tags=["shares"])

_SHARE: Final = HTTPBearer(
    auto_error=False,
    scheme_name="share",
    description="The token of a link to one profile: `Authorization: Bearer tl_share_…`",
)
Token = Annotated[HTTPAuthorizationCredentials | None, Security(_SHARE)]
_OPENED: Final = NOT_MODIFIED | problem_responses(
    problems.NotAuthenticated, problems.NotFound, problems.TooManyFailures
)


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=[*LINKS_MUST_WORK, *NOT_REPEATABLE],
    responses=admin_problems(problems.NotFound, problems.NotPublishedYet, problems.PublicUrlIsLocal),
)
async def make_share(
    participation_id: UUID, new: NewShare, access: SchoolSurveysWrite, request: Request, response: Response
) -> ShareWithLink:
    """Make a link to a published profile, for people without any access. It is shown this once."""
    row, token = await service.make(access, participation_id=participation_id, new=new)
    response.headers["Cache-Control"] = "no-store"
    url = f"{request.app.state.settings.respondents_url}/results/#share={token}"
    return ShareWithLink.model_validate(_fields(row) | {"url": url})


@router.get("", responses=admin_problems(problems.NotFound))
async def list_shares(participation_id: UUID, access: SurveysRead, paging: PagingParameters) -> Page[Share]:
    """List the links to a profile, ended ones too, without the links themselves."""
    rows = await service.list_shares(
        access, participation_id=participation_id, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


@router.get("/{share_id}", responses=admin_problems(problems.NotFound))
async def get_share(participation_id: UUID, share_id: UUID, access: SurveysRead) -> Share:
    """Show a link to a profile, without the link itself."""
    return _show(await service.find(access, participation_id=participation_id, share_id=share_id))


@router.delete(
    "/{share_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=admin_problems(problems.NotFound),
)
async def revoke_share(participation_id: UUID, share_id: UUID, access: SchoolSurveysWrite) -> None:
    """End a link at once."""
    await service.revoke(access, participation_id=participation_id, share_id=share_id)


@public_router.get("/v1/shared-profile", response_model=ProfileDocument, responses=_OPENED)
async def get_shared_profile(request: Request, share: Token, if_none_match: IfNoneMatch = None) -> Response:
    """Read the profile that a link leads to: the newest revision. Nothing is kept of who reads."""
    row = await service.read(request.app.state.database, token=_token(share))
    return answer_document(row.document, etag=row.etag, if_none_match=if_none_match)


@public_router.get("/v1/shared-profile/report", response_model=SharedReport, responses=_OPENED)
async def get_shared_report(
    request: Request,
    share: Token,
    if_none_match: IfNoneMatch = None,  # noqa: ARG001 - described here, read where packing is decided
) -> Response:
    """Read what the page of a link shows: the profile, and the instrument its charts need."""
    profile, instrument = await service.read_report(request.app.state.database, token=_token(share))
    content = orjson.dumps({"profile": orjson.Fragment(profile), "instrument": instrument})
    return answer_packed(content, request=request, cache_control=CACHE)


@public_router.get("/v1/shared-profile/pdf", response_class=Response, responses=PDF | _OPENED)
async def get_shared_pdf(
    request: Request, share: Token, wanted: WantedReport, if_none_match: IfNoneMatch = None
) -> Response:
    """Print the profile that a link leads to: the newest revision as a report."""
    profile, instrument = await service.read_report(request.app.state.database, token=_token(share))
    pdf = await request.app.state.reports.pdf(profile, instrument=instrument, wanted=wanted)
    return answer_report(pdf, wanted=wanted, cache_control=CACHE, if_none_match=if_none_match)


def _token(share: HTTPAuthorizationCredentials | None) -> str:
    if share is None:
        raise problems.NotAuthenticated(headers={"WWW-Authenticate": 'Bearer realm="throughline"'})
    return share.credentials


def _fields(row: AnyRow) -> dict[str, object]:
    return {
        "id": row.id,
        "participation": row.participation_id,
        "note": row.note,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
    }


def _show(row: AnyRow) -> Share:
    return Share.model_validate(_fields(row))
