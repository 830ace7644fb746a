"""`/v1/clients`."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Path, Response, status

from survey_api import problems
from survey_api.access.admission import AccessManage
from survey_api.access.holders import CLIENTS
from survey_api.access.keys import CLIENT_ID
from survey_api.access.keys import client_id as read_client_id
from survey_api.access.showing import fields_of
from survey_api.clients import service
from survey_api.clients.schemas import Client, ClientWithSecret, NewClient, Rotation
from survey_api.db import AnyRow
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1/clients")

_AT_ONCE: Final = Rotation()
ClientId = Annotated[str, Path(pattern=CLIENT_ID)]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=NOT_REPEATABLE,
    responses=admin_problems(problems.UnknownDistrict),
)
async def make_client(wanted: NewClient, access: AccessManage, response: Response) -> ClientWithSecret:
    """Make a client of a district with scopes that the caller holds itself. Its secret is shown this once."""
    row, secret = await service.make(access, wanted=wanted)
    return _with_secret(row, secret, response)


@router.get("", responses=admin_problems())
async def list_clients(
    access: AccessManage, paging: PagingParameters, district: UUID | None = None
) -> Page[Client]:
    """List clients, ended ones too, without their secrets."""
    rows = await CLIENTS.page(
        access, district=district, after=after_as(paging, read_client_id), limit=paging.fetch
    )
    return paging.page(rows, show=_show, key=lambda row: row.id)


@router.get("/{client_id}", responses=admin_problems(problems.NotFound))
async def get_client(client_id: ClientId, access: AccessManage) -> Client:
    """Show a client, without its secret."""
    return _show(await CLIENTS.find(access, holder_id=client_id))


@router.post("/{client_id}/secret", dependencies=NOT_REPEATABLE, responses=admin_problems(problems.NotFound))
async def rotate_client_secret(
    client_id: ClientId, access: AccessManage, response: Response, rotation: Rotation = _AT_ONCE
) -> ClientWithSecret:
    """Exchange a client's secret. The new one is shown this once; the one before may keep working a while."""
    row, secret = await service.rotate_secret(
        access, client_id=client_id, overlap_hours=rotation.overlap_hours
    )
    return _with_secret(row, secret, response)


@router.delete(
    "/{client_id}", status_code=status.HTTP_204_NO_CONTENT, responses=admin_problems(problems.NotFound)
)
async def revoke_client(client_id: ClientId, access: AccessManage) -> None:
    """End a client at once; the tokens it holds are refused from now on."""
    await CLIENTS.revoke(access, holder_id=client_id)


def _with_secret(row: AnyRow, secret: str, response: Response) -> ClientWithSecret:
    response.headers["Cache-Control"] = "no-store"
    return ClientWithSecret.model_validate(fields_of(row) | {"secret": secret})


def _show(row: AnyRow) -> Client:
    return Client.model_validate(fields_of(row))
