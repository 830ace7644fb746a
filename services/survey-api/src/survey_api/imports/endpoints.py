"""`/v1/administrations/{id}/imports`."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Response, UploadFile, status
from pydantic.json_schema import SkipJsonSchema

from survey_api import problems
from survey_api.access.admission import SurveysRead, SurveysWrite
from survey_api.db import AnyRow
from survey_api.imports import service
from survey_api.imports.schemas import Import
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/administrations/{administration_id}/imports")


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    responses=admin_problems(
        problems.NotFound,
        problems.WrongState,
        problems.ImportsNotAccepted,
        problems.ImportExists,
        problems.AskedTooSoon,
    ),
)
async def request_import(
    administration_id: UUID,
    access: SurveysWrite,
    answer: Response,
    responses: Annotated[UploadFile, File(description="`school,<item id>,…`, one row for each respondent.")],
    schools: Annotated[
        UploadFile | SkipJsonSchema[None], File(description="`school,eligible[,name]`.")
    ] = None,
) -> Import:
    """Upload responses collected elsewhere. They are read in the background: all of them, or none."""
    row = await service.request_import(
        access,
        administration_id=administration_id,
        responses_csv=await responses.read(),
        schools_csv=await schools.read() if schools is not None else None,
    )
    answer.headers["Location"] = f"/v1/administrations/{administration_id}/imports/{row.id}"
    return _show(row)


@router.get("", responses=admin_problems(problems.NotFound))
async def list_imports(
    administration_id: UUID, access: SurveysRead, paging: PagingParameters
) -> Page[Import]:
    """List the imports of an administration."""
    rows = await service.list_imports(
        access, administration_id=administration_id, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


@router.get("/{import_id}", responses=admin_problems(problems.NotFound))
async def get_import(administration_id: UUID, import_id: UUID, access: SurveysRead) -> Import:
    """Show how far an import is, and what is wrong with its rows."""
    return _show(await service.find(access, administration_id=administration_id, import_id=import_id))


def _show(row: AnyRow) -> Import:
    return Import.model_validate(row._asdict() | {"administration": row.administration_id})
