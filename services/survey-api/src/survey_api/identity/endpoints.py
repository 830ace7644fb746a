"""`/v1/districts/{id}/identity-provider`, and the way to it and back: `/v1/sign-in/oidc`."""

from typing import Annotated, Any, Final
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.responses import RedirectResponse

from survey_api import problems
from survey_api.access.admission import AccessManage, AccessManageLong
from survey_api.access.sessions import attempt_of, drop_attempt, keep_attempt
from survey_api.db import AnyRow
from survey_api.identity import service
from survey_api.identity.attempts import LIFETIME_S, seal, unseal
from survey_api.identity.room import IdentityRoom
from survey_api.identity.schemas import IdentityProvider, NewIdentityProvider
from survey_api.identity.service import SignInRefused
from survey_api.rendering import admin_problems, problem_responses
from survey_api.routing import AdministrationRouter

log = structlog.get_logger(__name__)

router = AdministrationRouter(prefix="/v1/districts/{district_id}/identity-provider")
public_router = APIRouter(prefix="/v1/sign-in/oidc", tags=["sign-in"])

_REDIRECT: Final[dict[int | str, dict[str, Any]]] = {
    303: {"description": "To the provider, to the page that signs in, or to what went wrong"}
}


def get_room(request: Request) -> IdentityRoom:
    """What providers are worked with."""
    room: IdentityRoom = request.app.state.identity_room
    return room


Room = Annotated[IdentityRoom, Depends(get_room)]
#: RFC 6749, appendix A: visible ASCII and blanks. Two longest ones then fit the address a server takes.
Given = Annotated[str, Query(max_length=4000, pattern=r"^[\x20-\x7e]*$")]


@router.put("", responses=admin_problems(problems.NotFound, problems.ProviderUnusable))
async def put_identity_provider(
    district_id: UUID, new: NewIdentityProvider, admission: AccessManageLong, room: Room
) -> IdentityProvider:
    """Set where a district's own people sign in. It takes every scope: the provider decides who is let in."""
    return _show(await service.put(admission, room, district_id=district_id, new=new), room)


@router.get("", responses=admin_problems(problems.NotFound))
async def get_identity_provider(district_id: UUID, access: AccessManage, room: Room) -> IdentityProvider:
    """Show where a district's own people sign in, without the secret."""
    return _show(await service.find(access, district_id=district_id), room)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT, responses=admin_problems(problems.NotFound))
async def remove_identity_provider(district_id: UUID, access: AccessManage) -> None:
    """Remove it; people then sign in by links. Sessions go on until they end."""
    await service.remove(access, district_id=district_id)


@public_router.get(
    "",
    status_code=status.HTTP_303_SEE_OTHER,
    responses=_REDIRECT | problem_responses(problems.InvalidRequest, problems.TooManySignIns),
)
async def begin_at_provider(district: UUID, request: Request, room: Room) -> Response:
    """Go to a district's provider to sign in; for browsers."""
    try:
        attempt, url = await service.begin(request.app.state.database, room, district_id=district)
    except SignInRefused as refused:
        return _refused(refused, room)
    response = _to(url)
    keep_attempt(response, await seal(attempt, room.secrets), seconds=LIFETIME_S)
    return response


@public_router.get(
    "/callback",
    status_code=status.HTTP_303_SEE_OTHER,
    responses=_REDIRECT | problem_responses(problems.InvalidRequest, problems.TooManySignIns),
)
async def return_from_provider(request: Request, room: Room, state: Given = "", code: Given = "") -> Response:
    """Come back from the provider; for browsers. Leads to the page that signs in, by a one-time link."""
    try:
        attempt = await unseal(attempt_of(request), room.secrets)
        if attempt is None:
            raise SignInRefused("no-attempt")  # noqa: TRY301 - one way out for whatever does not fit
        database = request.app.state.database
        response = _to(await service.finish(database, room, attempt, state=state, code=code))
    except SignInRefused as refused:
        response = _refused(refused, room)
    drop_attempt(response)
    return response


def _to(url: str) -> Response:
    return RedirectResponse(url, status.HTTP_303_SEE_OTHER, headers={"Cache-Control": "no-store"})


def _refused(refused: SignInRefused, room: IdentityRoom) -> Response:
    """To the page that says so in words; why is in the log, for the operator, and names nobody."""
    log.info("a sign-in was refused", reason=str(refused))
    return _to(f"{room.pages_url}/sign-in/#refused")


def _show(row: AnyRow, room: IdentityRoom) -> IdentityProvider:
    return IdentityProvider(
        district=row.district_id,
        issuer=row.issuer,
        client_id=row.client_id,
        email_domains=row.email_domains,
        redirect_uri=room.redirect_uri,
        sign_in_url=f"{room.pages_url}/sign-in/#district={row.district_id}",
        changed_at=row.changed_at,
    )
