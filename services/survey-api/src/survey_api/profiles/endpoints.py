"""`/v1/profiles`: the published documents, byte for byte as they were written."""

from uuid import UUID

import orjson
from fastapi import Request, Response
from sqlalchemy import ColumnElement

from survey_api import problems
from survey_api.access.admission import ProfilesRead
from survey_api.documents.answers import PDF, WantedReport, answer_report
from survey_api.etags import CACHE, JSON, NOT_MODIFIED, IfNoneMatch, answer_document
from survey_api.external_ids import ExternalIdQuery
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.problems import NotFound
from survey_api.profiles import queries
from survey_api.profiles.since import PublishedSince
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_api.schools.endpoints import parse_school_id
from survey_core.contracts.profile import ProfileDocument

router = AdministrationRouter(prefix="/v1/profiles")


@router.get("", response_model=Page[ProfileDocument], responses=admin_problems())
async def list_profiles(
    access: ProfilesRead,
    paging: PagingParameters,
    *,
    administration: UUID | None = None,
    school: UUID | None = None,
    external_id: ExternalIdQuery = None,
    updated_since: PublishedSince = None,
) -> Response:
    """List the newest revision of each profile, in order of publication."""
    filters: list[ColumnElement[bool]] = []
    if access.caller.district_id is not None:
        filters.append(queries.of_district(access.caller.district_id))
    if administration is not None:
        filters.append(queries.of_administration(administration))
    if school is not None:
        filters.append(queries.of_school(school))
    if (entry := parse_school_id(external_id)) is not None:
        filters.append(queries.with_external_id(entry.model_dump()))
    if updated_since is not None:
        filters.append(queries.released_since(updated_since))
    rows = await queries.select_profiles(
        access.session, filters=filters, after=after_as(paging, int), limit=paging.fetch
    )
    page = paging.page(rows, show=lambda row: row.document, key=lambda row: row.position)
    content = {
        "data": [orjson.Fragment(document) for document in page.data],
        "next_cursor": page.next_cursor,
        "has_more": page.has_more,
    }
    headers = {"Cache-Control": CACHE} | paging.headers
    return Response(orjson.dumps(content), headers=headers, media_type=JSON)


@router.get(
    "/{profile_id}",
    response_model=ProfileDocument,
    responses=NOT_MODIFIED | admin_problems(problems.NotFound),
)
async def get_profile(
    profile_id: UUID,
    access: ProfilesRead,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Show a profile: the newest revision, byte for byte."""
    row = await queries.select_profile(access.session, profile_id=profile_id)
    if row is None:
        raise NotFound
    return answer_document(row.document, etag=row.etag, if_none_match=if_none_match)


@router.get(
    "/{profile_id}/pdf",
    response_class=Response,
    responses=PDF | NOT_MODIFIED | admin_problems(problems.NotFound),
)
async def get_profile_pdf(
    profile_id: UUID,
    access: ProfilesRead,
    request: Request,
    wanted: WantedReport,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Print a profile: the newest revision as a report, one page in short or in full."""
    row = await queries.select_report(access.session, profile_id=profile_id)
    if row is None:
        raise NotFound
    pdf = await request.app.state.reports.pdf(row.document, instrument=row.instrument, wanted=wanted)
    return answer_report(pdf, wanted=wanted, cache_control=CACHE, if_none_match=if_none_match)
