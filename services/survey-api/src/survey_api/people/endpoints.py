"""`/v1/people`."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, status

from survey_api import problems
from survey_api.access.admission import AccessManage
from survey_api.access.roles import ROLES
from survey_api.db import AnyRow
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.people import service
from survey_api.people.schemas import Email, NewPerson, Person, PersonChanges
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/people")


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=admin_problems(problems.UnknownDistrict, problems.EmailTaken),
)
async def invite_person(new: NewPerson, access: AccessManage) -> Person:
    """Let somebody sign in, with a role whose scopes the caller holds."""
    return _show(await service.invite(access, new=new))


@router.get("", responses=admin_problems())
async def list_people(
    access: AccessManage,
    paging: PagingParameters,
    district: UUID | None = None,
    email: Annotated[Email | None, Query()] = None,
) -> Page[Person]:
    """List people."""
    rows = await service.list_people(
        access, district=district, email=email, after=after_as(paging, UUID), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


@router.get("/{person_id}", responses=admin_problems(problems.NotFound))
async def get_person(person_id: UUID, access: AccessManage) -> Person:
    """Show somebody."""
    return _show(await service.find(access, person_id=person_id))


@router.patch("/{person_id}", responses=admin_problems(problems.NotFound, problems.LastAdministrator))
async def change_person(person_id: UUID, changes: PersonChanges, access: AccessManage) -> Person:
    """Change somebody's name, role or schools, or keep them out. It holds from their next request on."""
    return _show(await service.change(access, person_id=person_id, changes=changes))


@router.delete(
    "/{person_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=admin_problems(problems.NotFound, problems.LastAdministrator),
)
async def remove_person(person_id: UUID, access: AccessManage) -> None:
    """Remove somebody at once, with their sessions. What they did stays in the audit log, by their id."""
    await service.remove(access, person_id=person_id)


def _show(row: AnyRow) -> Person:
    state = "disabled" if row.disabled_at else "active" if row.signed_in_at else "invited"
    return Person.model_validate(
        {
            "id": row.id,
            "email": row.email,
            "name": row.name,
            "district": row.district_id,
            "role": row.role,
            "schools": row.school_ids,
            "scopes": sorted(ROLES[row.role]),
            "state": state,
            "created_at": row.created_at,
            "signed_in_at": row.signed_in_at,
        }
    )
