"""`/v1/api-keys` and `/v1/token_info`."""

from fastapi import APIRouter, Response, status

from survey_api import problems
from survey_api.access import service
from survey_api.access.admission import AnyKey, Operator
from survey_api.access.schemas import ApiKeyInfo, MadeApiKey, NewApiKey, TokenInfo
from survey_api.db import AnyRow
from survey_api.paging import Page, PagingParameters
from survey_api.rendering import admin_problems

router = APIRouter(prefix="/v1")


@router.get("/token_info", responses=admin_problems())
async def token_info(access: AnyKey) -> TokenInfo:
    """Say which key this request was made with and what it may do."""
    caller = access.caller
    return TokenInfo.model_validate(
        {
            "id": caller.key_id,
            "name": caller.name,
            "district": caller.district_id,
            "scopes": sorted(caller.scopes),
        }
    )


@router.post(
    "/api-keys",
    status_code=status.HTTP_201_CREATED,
    responses=admin_problems(problems.OperatorOnly, problems.UnknownDistrict),
)
async def make_api_key(wanted: NewApiKey, access: Operator, response: Response) -> MadeApiKey:
    """Make an API key for a district, or another operator's key. Its text is shown this once."""
    key, row = await service.make(access, wanted=wanted)
    response.headers["Cache-Control"] = "no-store"
    return MadeApiKey.model_validate(_fields(row) | {"key": key.text})


@router.get("/api-keys", responses=admin_problems(problems.OperatorOnly))
async def list_api_keys(access: Operator, paging: PagingParameters) -> Page[ApiKeyInfo]:
    """List API keys, without their texts."""
    rows = await service.list_keys(access, after=paging.after, limit=paging.fetch)
    return paging.page(rows, show=lambda row: ApiKeyInfo.model_validate(_fields(row)), key=lambda row: row.id)


@router.delete(
    "/api-keys/{key_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=admin_problems(problems.OperatorOnly, problems.NotFound),
)
async def revoke_api_key(key_id: str, access: Operator) -> None:
    """End an API key at once."""
    await service.revoke(access, key_id=key_id)


def _fields(row: AnyRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "district": row.district_id,
        "scopes": row.scopes,
        "created_at": row.created_at,
        "revoked_at": row.revoked_at,
    }
