"""`GET /`: where everything is."""

from typing import Final

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from survey_api.identity.room import CALLBACK_PATH
from survey_api.oauth.endpoints import JWKS_PATH, METADATA_PATH, REVOKE_PATH, TOKEN_PATH

router = APIRouter(tags=["root"])

#: Where browsers are sent and come back to: no address to begin with.
SIGN_IN: Final = CALLBACK_PATH.rpartition("/")[0]
#: What is no collection, or is only posted to, under a name that says what it is.
_NAMED: Final = {
    "openapi": "/v1/openapi.json",
    "reference": "/v1/reference",
    "oauth_token": TOKEN_PATH,
    "oauth_revoke": REVOKE_PATH,
    "oauth_metadata": METADATA_PATH,
    "jwks": JWKS_PATH,
}


class Urls(BaseModel):
    """The addresses of what exists, absolute."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Throughline",
                    "urls": {
                        "oauth_token": "https://survey.example/oauth/token",  # nosec B105 - an address
                        "schools": "https://survey.example/v1/schools",
                    },
                }
            ]
        }
    )

    name: str
    urls: dict[str, str] = Field(description="name of a collection or page: its address")


@router.get("/")
async def list_urls(request: Request) -> Urls:
    """List the addresses of collections and pages."""
    base = request.app.state.settings.public_url
    paths = {
        path.removeprefix("/v1").strip("/").replace("/", "_"): path
        for path, operations in request.app.openapi()["paths"].items()
        if "get" in operations
        and "{" not in path
        and path not in {"/", METADATA_PATH, JWKS_PATH}
        and not path.startswith(SIGN_IN)
    }
    paths |= _NAMED | {name: f"/{name}/" for name in request.app.state.pages}
    return Urls(name="Throughline", urls={name: base + path for name, path in paths.items()})
