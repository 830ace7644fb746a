"""`/v1/schools`."""

from uuid import UUID

from fastapi import status

from survey_api import problems
from survey_api.access.admission import RosterWrite, SurveysRead
from survey_api.db import AnyRow
from survey_api.external_ids import ExternalIdQuery, parse_external_id
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter
from survey_api.schools import service
from survey_api.schools.schemas import NCES_DIGITS, NewSchool, School, SchoolChanges
from survey_api.shapes import ExternalId

router = AdministrationRouter(prefix="/v1/schools")


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=admin_problems(problems.UnknownDistrict, problems.ExternalIdTaken),
)
async def create_school(new: NewSchool, access: RosterWrite) -> School:
    """Add a school to a district."""
    return show(await service.create(access, new=new))


@router.get("", responses=admin_problems())
async def list_schools(
    access: SurveysRead,
    paging: PagingParameters,
    district: UUID | None = None,
    external_id: ExternalIdQuery = None,
) -> Page[School]:
    """List schools."""
    rows = await service.list_schools(
        access,
        district=district,
        external_id=parse_school_id(external_id),
        after=after_as(paging, UUID),
        limit=paging.fetch,
    )
    return paging.page(rows, show=show, key=lambda row: row.id)


@router.get("/{school_id}", responses=admin_problems(problems.NotFound))
async def get_school(school_id: UUID, access: SurveysRead) -> School:
    """Show a school."""
    return show(await service.find(access, school_id=school_id))


@router.patch("/{school_id}", responses=admin_problems(problems.NotFound, problems.ExternalIdTaken))
async def change_school(school_id: UUID, changes: SchoolChanges, access: RosterWrite) -> School:
    """Change a school's name, external ids or reporting unit."""
    return show(await service.change(access, school_id=school_id, changes=changes))


def parse_school_id(text: str | None) -> ExternalId | None:
    """Read the external id of a school.

    Raises:
        InvalidRequest: an NCES id that cannot be one.
    """
    return parse_external_id(text, nces_digits=NCES_DIGITS, what="an NCES school id (NCESSCH)")


def show(row: AnyRow) -> School:
    """A school as it is answered."""
    return School.model_validate(
        {
            "id": row.id,
            "district": row.district_id,
            "name": row.name,
            "external_ids": row.external_ids,
            "reporting_unit": row.reporting_unit,
            "kind": row.kind,
        }
    )
