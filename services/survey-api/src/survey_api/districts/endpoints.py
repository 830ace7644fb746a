"""`/v1/districts`."""

from uuid import UUID

from fastapi import status

from survey_api import problems
from survey_api.access.admission import Operator, RosterWrite, SurveysRead
from survey_api.db import AnyRow
from survey_api.districts import service
from survey_api.districts.schemas import NCES_DIGITS, District, DistrictChanges, NewDistrict
from survey_api.external_ids import ExternalIdQuery, parse_external_id
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/districts")


@router.post("", status_code=status.HTTP_201_CREATED, responses=admin_problems(problems.OperatorOnly))
async def create_district(new: NewDistrict, access: Operator) -> District:
    """Add a district. Only the operator does this; each district then gets keys of its own."""
    return _show(await service.create(access, new=new))


@router.get("", responses=admin_problems())
async def list_districts(
    access: SurveysRead, paging: PagingParameters, external_id: ExternalIdQuery = None
) -> Page[District]:
    """List the districts the key reaches: all of them for the operator, else one."""
    wanted = parse_external_id(external_id, nces_digits=NCES_DIGITS, what="an NCES district id (LEAID)")
    rows = await service.list_districts(
        access, external_id=wanted, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


@router.get("/{district_id}", responses=admin_problems(problems.NotFound))
async def get_district(district_id: UUID, access: SurveysRead) -> District:
    """Show a district."""
    return _show(await service.find(access, district_id=district_id))


@router.patch("/{district_id}", responses=admin_problems(problems.NotFound))
async def change_district(district_id: UUID, changes: DistrictChanges, access: RosterWrite) -> District:
    """Change a district's name, time zone or external ids."""
    return _show(await service.change(access, district_id=district_id, changes=changes))


def _show(row: AnyRow) -> District:
    return District.model_validate(row._asdict())
