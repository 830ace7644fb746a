"""What a phone reads. Cacheable, the same for everyone, so that reading tells nothing about the reader."""

import hashlib
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response, status

from survey_api import problems
from survey_api.db import CollectorSession, get_database
from survey_api.documents.answers import PDF, WantedReport, answer_report
from survey_api.etags import NOT_MODIFIED, IfNoneMatch
from survey_api.packing import answer_packed
from survey_api.rendering import problem_responses
from survey_api.respondents import service
from survey_core.tables.roles import Role

CACHE_CONTROL: Final = "public, max-age=300"
#: Of what tells how far the survey is: asked for each time, sent again only if it changed.
FRESH: Final = "public, no-cache"

router = APIRouter(
    prefix="/v1/participations/{participation_id}",
    responses=problem_responses(problems.NotFound, problems.InvalidRequest),
)

Language = Annotated[
    str | None, Query(max_length=35, description="BCP 47 tag; the instrument's first if left out.")
]


@router.get("/manifest")
async def get_manifest(request: Request, participation_id: UUID, session: CollectorSession) -> Response:
    """Read the manifest. These are the exact bytes whose SHA-256 is the pin on the poster."""
    return _cacheable(request, await service.read_manifest(session, participation_id))


@router.get("/questionnaire", responses=problem_responses(problems.NotFound, problems.LanguageNotOffered))
async def get_questionnaire(
    request: Request, participation_id: UUID, session: CollectorSession, language: Language = None
) -> Response:
    """Read the questions for the page, in one language."""
    return _cacheable(
        request, await service.read_questionnaire(session, participation_id, language=language), FRESH
    )


@router.get("/record", responses=problem_responses(problems.NotFound, problems.RecordNotPublished))
async def get_record(request: Request, participation_id: UUID, session: CollectorSession) -> Response:
    """Read the published record: every phone downloads all of it and looks for its own receipt."""
    return _cacheable(request, await service.read_record(session, participation_id))


@router.get("/report", responses=problem_responses(problems.NotFound, problems.ReportNotPublished))
async def get_report(request: Request, participation_id: UUID, session: CollectorSession) -> Response:
    """Read the school's report: the same profile as the principal's, and the instrument its charts need."""
    report = await service.read_report(session, participation_id)
    return answer_packed(report, request=request, cache_control=FRESH)


@router.get(
    "/report/pdf",
    response_class=Response,
    responses=PDF | NOT_MODIFIED | problem_responses(problems.NotFound, problems.ReportNotPublished),
)
async def get_report_pdf(
    request: Request,
    participation_id: UUID,
    wanted: WantedReport,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Print the school's report: the same as the principal's."""
    # No connection waits for the printing: by the collector's connections answers come in.
    async with get_database(request).transaction(Role.COLLECTOR) as session:
        profile, instrument = await service.find_report(session, participation_id)
    pdf = await request.app.state.reports.pdf(profile, instrument=instrument, wanted=wanted)
    return answer_report(pdf, wanted=wanted, cache_control=FRESH, if_none_match=if_none_match)


def _cacheable(request: Request, body: bytes, cache_control: str = CACHE_CONTROL) -> Response:
    """Answer with a strong ETag of the bytes, or 304 to a reader who has them."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": cache_control}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if etag in known or "*" in known:
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(body, headers=headers, media_type="application/json")
