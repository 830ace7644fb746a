"""Requests and refusals of the OAuth endpoints, in the form the standards give them (RFC 6749, RFC 7009).

These are not problems (RFC 9457): every OAuth library looks for `error`.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, unquote_plus

import orjson
from fastapi import Request, Response, status
from pydantic import BaseModel, ConfigDict

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
#: Nothing that holds a token may be kept (RFC 6749 section 5.1).
NO_STORE: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_CHALLENGE: Final = {"WWW-Authenticate": 'Basic realm="throughline", charset="UTF-8"'}


class OAuthError(BaseModel):
    """A refusal (RFC 6749 section 5.2)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"error": "invalid_client", "error_description": "no such client and secret"}]
        }
    )

    error: str
    error_description: str


class OAuthRefusal(Exception):
    """A request that is refused.

    Attributes:
        error: one of the standards' words.
        description: what is wrong, for a developer.
        wait_s: seconds after which to try again, where waiting is all that helps.
    """

    def __init__(self, error: str, description: str, *, wait_s: int | None = None) -> None:
        self.error = error
        self.description = description
        self.wait_s = wait_s
        super().__init__(error)

    @property
    def status(self) -> int:
        """401 for who could not be known, 429 for who must wait, 400 for everything else."""
        if self.wait_s is not None:
            return status.HTTP_429_TOO_MANY_REQUESTS
        unknown = self.error == "invalid_client"
        return status.HTTP_401_UNAUTHORIZED if unknown else status.HTTP_400_BAD_REQUEST

    def answer(self) -> Response:
        """As it is answered."""
        content = {"error": self.error, "error_description": self.description}
        headers = NO_STORE | (_CHALLENGE if self.error == "invalid_client" else {})
        headers |= {} if self.wait_s is None else {"Retry-After": str(self.wait_s)}
        return Response(orjson.dumps(content), self.status, headers, media_type=JSON)


def refusals(*, client: bool = True) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's `responses` of an endpoint that clients call."""
    found: dict[int | str, dict[str, Any]] = {400: {"model": OAuthError, "description": "Not understood"}}
    return found | (
        {
            401: {"model": OAuthError, "description": "No such client and secret"},
            429: {"model": OAuthError, "description": "Too many failed attempts from this address"},
        }
        if client
        else {}
    )


def form_body(properties: Mapping[str, dict[str, Any]], *, example: str) -> dict[str, Any]:
    """OpenAPI's `requestBody` of a form; its first property is required."""
    schema = {"type": "object", "required": [next(iter(properties))], "properties": dict(properties)}
    return {"requestBody": {"required": True, "content": {FORM: {"schema": schema, "example": example}}}}


async def read_form(request: Request) -> Mapping[str, str]:
    """Read the parameters of a form; empty ones count as left out (RFC 6749 section 3.2).

    Raises:
        OAuthRefusal: it is no form, or names something twice.
    """
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise OAuthRefusal("invalid_request", f"send {FORM}")
    try:
        pairs = parse_qsl((await request.body()).decode("utf-8"), max_num_fields=20, errors="strict")
    except ValueError:
        raise OAuthRefusal("invalid_request", "the form cannot be read") from None
    if len({name for name, _ in pairs}) != len(pairs):
        raise OAuthRefusal("invalid_request", "a parameter comes twice")
    return dict(pairs)


def read_basic(credentials: str | None) -> tuple[str, str]:
    """Read id and secret from what follows `Basic` (RFC 6749 section 2.3.1).

    Raises:
        OAuthRefusal: there are none, or they cannot be read.
    """
    refusal = OAuthRefusal("invalid_client", "send the client's id and secret as Authorization: Basic")
    if credentials is None:
        raise refusal
    try:
        text = base64.b64decode(credentials, validate=True).decode("utf-8")
        client_id, colon, secret = text.partition(":")
        client_id, secret = (unquote_plus(part, errors="strict") for part in (client_id, secret))
    except (binascii.Error, ValueError):
        raise refusal from None
    if not colon:
        raise refusal
    return client_id, secret
