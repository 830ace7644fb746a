"""`/oauth/token`, `/oauth/revoke`, the key set and the metadata that says where they are (RFC 8414)."""

from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials
from fastapi.security.http import HTTPBase
from pydantic import BaseModel, ConfigDict, Field

from survey_api.access.scopes import SCOPES
from survey_api.access.token_schedule import JWKS_MAX_AGE, TOKEN_LIFETIME
from survey_api.limits.failures import FailureLimit
from survey_api.limits.middleware import client_address
from survey_api.oauth import service
from survey_api.oauth.wire import JSON, NO_STORE, OAuthRefusal, form_body, read_form, refusals

router = APIRouter(tags=["oauth"])

TOKEN_PATH: Final = "/oauth/token"  # noqa: S105 - an address
REVOKE_PATH: Final = "/oauth/revoke"
JWKS_PATH: Final = "/.well-known/jwks.json"
METADATA_PATH: Final = "/.well-known/oauth-authorization-server"
_CACHE: Final = f"public, max-age={int(JWKS_MAX_AGE.total_seconds())}"

_BASIC: Final = HTTPBase(
    scheme="basic",
    scheme_name="client_secret_basic",
    auto_error=False,
    description="The client's id and secret: `Authorization: Basic …`",
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_BASIC)]
_BEARER: Final = "Bearer"
_TEXT: Final = {"type": "string"}


class IssuedToken(BaseModel):
    """An access token (RFC 6749 section 5.1)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "access_token": "eyJ…",  # nosec B105 - an example
                    "token_type": _BEARER,
                    "expires_in": 900,
                    "scope": "profiles.read",
                }
            ]
        }
    )

    access_token: str
    token_type: str
    expires_in: int = Field(description="Seconds.")
    scope: str


class KeySet(BaseModel):
    """Public keys (RFC 7517)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "keys": [
                        {
                            "kty": "EC", "crv": "P-256", "x": "f83OJ3D2…", "y": "x_FEzRu9…",
                            "kid": "famFSgBV…", "use": "sig", "alg": "ES256",
                        }
                    ]
                }
            ]
        }
    )  # fmt: skip

    keys: list[dict[str, Any]]


class Metadata(BaseModel):
    """What an OAuth library needs to know of this server (RFC 8414)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "issuer": "https://survey.example",
                    "token_endpoint": "https://survey.example/oauth/token",  # nosec B105 - an address
                    "jwks_uri": "https://survey.example/.well-known/jwks.json",
                    "revocation_endpoint": "https://survey.example/oauth/revoke",
                    "scopes_supported": ["profiles.read"],
                    "response_types_supported": [],
                    "grant_types_supported": ["client_credentials"],
                    "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                    "revocation_endpoint_auth_methods_supported": ["client_secret_basic"],
                    "service_documentation": "https://survey.example/v1/openapi.json",
                }
            ]
        }
    )

    issuer: str
    token_endpoint: str
    jwks_uri: str
    revocation_endpoint: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    revocation_endpoint_auth_methods_supported: list[str]
    service_documentation: str


@router.post(
    TOKEN_PATH,
    response_model=IssuedToken,
    responses=refusals(),
    openapi_extra=form_body(
        {
            "grant_type": {"type": "string", "enum": ["client_credentials"]},
            "scope": {
                "type": "string",
                "description": "Fewer scopes than the client has, with blanks between.",
            },
        },
        example="grant_type=client_credentials&scope=profiles.read",
    ),
)
async def issue_token(request: Request, credentials: Credentials) -> Response:
    """Exchange a client's id and secret for an access token, good for 15 minutes."""
    state = request.app.state
    try:
        client = await _authenticate(request, credentials)
        request.state.key_id = client.id
        token, scopes = await service.grant(client, await read_form(request), tokens=state.access_tokens)
    except OAuthRefusal as refusal:
        return refusal.answer()
    answer = IssuedToken(
        access_token=token,
        token_type=_BEARER,
        expires_in=int(TOKEN_LIFETIME.total_seconds()),
        scope=" ".join(scopes),
    )
    return Response(answer.model_dump_json(), headers=NO_STORE, media_type=JSON)


@router.post(
    REVOKE_PATH,
    responses=refusals(),
    openapi_extra=form_body({"token": _TEXT, "token_type_hint": _TEXT}, example="token=eyJ…"),
)
async def revoke_token(request: Request, credentials: Credentials) -> Response:
    """End an access token of this client at once (RFC 7009). One that is over anyway is no fault."""
    state = request.app.state
    try:
        client = await _authenticate(request, credentials)
        request.state.key_id = client.id
        form = await read_form(request)
        await service.revoke(client, form, tokens=state.access_tokens, database=state.database)
    except OAuthRefusal as refusal:
        return refusal.answer()
    return Response(b"{}", headers=NO_STORE, media_type=JSON)


@router.get(JWKS_PATH, response_model=KeySet)
async def get_jwks(request: Request) -> Response:
    """Read the public keys that access tokens are signed with; two while one takes over from the other."""
    keys = await request.app.state.access_tokens.keys.published()
    content = {"keys": [key.public() for key in keys]}
    return Response(orjson.dumps(content), headers={"Cache-Control": _CACHE}, media_type=JSON)


@router.get(METADATA_PATH)
async def get_oauth_metadata(request: Request, response: Response) -> Metadata:
    """Read where tokens are issued and checked."""
    response.headers["Cache-Control"] = _CACHE
    base = request.app.state.access_tokens.issuer
    return Metadata(
        issuer=base,
        token_endpoint=base + TOKEN_PATH,
        jwks_uri=base + JWKS_PATH,
        revocation_endpoint=base + REVOKE_PATH,
        scopes_supported=list(SCOPES),
        response_types_supported=[],
        grant_types_supported=["client_credentials"],
        token_endpoint_auth_methods_supported=["client_secret_basic"],
        revocation_endpoint_auth_methods_supported=["client_secret_basic"],
        service_documentation=f"{base}/v1/openapi.json",
    )


async def _authenticate(request: Request, credentials: Credentials) -> service.Client:
    """Check who asks; whoever guesses too often has to wait.

    Raises:
        OAuthRefusal: unknown, or too many failed attempts from this address.
    """
    limit: FailureLimit = request.app.state.client_failures
    address = client_address(request.scope)
    if wait_s := limit.wait_s(address):
        raise OAuthRefusal("temporarily_unavailable", "too many failed attempts: wait", wait_s=wait_s)
    try:
        return await service.authenticate(request.app.state.database, _basic(credentials))
    except OAuthRefusal:
        limit.count(address)
        raise


def _basic(credentials: HTTPAuthorizationCredentials | None) -> str | None:
    is_basic = credentials is not None and credentials.scheme.lower() == "basic"
    return credentials.credentials if credentials is not None and is_basic else None
