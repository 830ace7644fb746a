"""`/v1/people`."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, status

from survey_api import problems
from survey_api.access.admission import AccessManage
from survey_api.access.roles import ROLES
from survey_api.db import AnyRow
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.people import links, service
from survey_api.people.links import LinkRoom
from survey_api.people.schemas import Email, MadeLink, NewLink, NewPerson, Person, PersonChanges
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/people")
_NOT_SENT = (problems.SignInByMailNotConfigured, problems.MailServerRefused)


def _room(request: Request) -> LinkRoom:
    state = request.app.state
    return LinkRoom(server=state.mail_room.server, pages_url=state.settings.respondents_url)


Room = Annotated[LinkRoom, Depends(_room)]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses=admin_problems(problems.UnknownDistrict, problems.EmailTaken, *_NOT_SENT),
)
async def invite_person(new: NewPerson, access: AccessManage, room: Room) -> Person:
    """Let somebody sign in, with a role whose scopes the caller holds."""
    return _show(await links.invite(access, room, new=new))


@router.post(
    "/{person_id}/link",
    status_code=status.HTTP_201_CREATED,
    dependencies=NOT_REPEATABLE,
    responses=admin_problems(problems.NotFound, problems.WrongState, *_NOT_SENT),
)
async def make_sign_in_link(person_id: UUID, new: NewLink, access: AccessManage, room: Room) -> MadeLink:
    """Make somebody a one-time link for 24 hours: sent to them, or shown until they first sign in."""
    made = await links.make(access, room, person_id=person_id, send=new.send)
    return MadeLink(sent=made.url is None, url=made.url, expires_at=made.expires_at)


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
