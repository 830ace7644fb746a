"""`/v1/api-keys` and `/v1/token_info`."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response, status

from survey_api import problems
from survey_api.access import service
from survey_api.access.admission import AccessManage, AnyKey
from survey_api.access.holders import KEYS
from survey_api.access.keys import KEY_ID
from survey_api.access.keys import key_id as read_key_id
from survey_api.access.schemas import ApiKeyInfo, MadeApiKey, NewApiKey, TokenInfo
from survey_api.access.showing import fields_of
from survey_api.db import AnyRow
from survey_api.idempotency import NOT_REPEATABLE
from survey_api.paging import Page, PagingParameters, after_as
from survey_api.rendering import admin_problems
from survey_api.routing import AdministrationRouter

router = AdministrationRouter(prefix="/v1")

KeyId = Annotated[str, Path(pattern=KEY_ID)]


@router.get("/token_info", responses=admin_problems())
async def token_info(access: AnyKey, response: Response) -> TokenInfo:
    """Say who this request was made by and what it may do."""
    response.headers["Cache-Control"] = "no-store"
    caller = access.caller
    return TokenInfo.model_validate(
        {
            "kind": caller.kind,
            "id": caller.key_id,
            "name": caller.name,
            "role": caller.role,
            "district": caller.district_id,
            "schools": None if caller.school_ids is None else sorted(caller.school_ids),
            "scopes": sorted(caller.scopes),
            "expires_at": caller.expires_at,
        }
    )


@router.post(
    "/api-keys",
    status_code=status.HTTP_201_CREATED,
    dependencies=NOT_REPEATABLE,
    responses=admin_problems(problems.UnknownDistrict),
)
async def make_api_key(wanted: NewApiKey, access: AccessManage, response: Response) -> MadeApiKey:
    """Make an API key with scopes that the caller holds itself. Its text is shown this once."""
    key, row = await service.make(access, wanted=wanted)
    response.headers["Cache-Control"] = "no-store"
    return MadeApiKey.model_validate(fields_of(row) | {"key": key.text})


@router.get("/api-keys", responses=admin_problems())
async def list_api_keys(
    access: AccessManage, paging: PagingParameters, district: UUID | None = None
) -> Page[ApiKeyInfo]:
    """List API keys, ended ones too, without their texts."""
    rows = await KEYS.page(access, district=district, after=after_as(paging, read_key_id), limit=paging.fetch)
    return paging.page(
        rows, show=lambda row: ApiKeyInfo.model_validate(fields_of(row)), key=lambda row: row.id
    )


@router.get("/api-keys/{key_id}", responses=admin_problems(problems.NotFound))
async def get_api_key(key_id: KeyId, access: AccessManage) -> ApiKeyInfo:
    """Show an API key, without its text."""
    return _show(await KEYS.find(access, holder_id=key_id))


@router.delete(
    "/api-keys/{key_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=admin_problems(problems.NotFound),
)
async def revoke_api_key(key_id: KeyId, access: AccessManage) -> None:
    """End an API key at once."""
    await KEYS.revoke(access, holder_id=key_id)


def _show(row: AnyRow) -> ApiKeyInfo:
    return ApiKeyInfo.model_validate(fields_of(row))
