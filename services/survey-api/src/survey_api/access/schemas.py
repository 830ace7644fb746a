"""API keys as they are sent and answered, and what a caller is told of itself."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.access.roles import PersonRole
from survey_api.access.scopes import CallerKind, Scope
from survey_api.shapes import Answer, Body, Name, UtcTime

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
_EXAMPLE: JsonDict = {
    "id": "8d0f3c1a9b2e",
    "name": "Student information system",
    "district": _DISTRICT,
    "schools": None,
    "scopes": ["profiles.read"],
    "created_at": "2026-11-21T08:00:00Z",
    "revoked_at": None,
}


def _each_once(given: list[Any]) -> list[Any]:
    if len(set(given)) != len(given):
        raise ValueError("each once")
    return given


_UNIQUE: JsonDict = {"uniqueItems": True}

GivenScopes = Annotated[
    list[Scope], Field(min_length=1, max_length=8, json_schema_extra=_UNIQUE), AfterValidator(_each_once)
]
"""Scopes to give; only those that the giver holds."""
GivenSchools = Annotated[
    Annotated[
        list[UUID], Field(min_length=1, max_length=200, json_schema_extra=_UNIQUE), AfterValidator(_each_once)
    ]
    | None,
    Field(description="Its only schools; left out or null: the whole district."),
]
"""A part of a district."""


class NewApiKey(Body):
    """A key to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Student information system", "district": _DISTRICT, "scopes": ["profiles.read"]}
            ]
        }
    )

    name: Name
    district: UUID | None = Field(
        default=None,
        description="Its only district. Left out: the caller's own; of an operator, an operator's key.",
    )
    scopes: GivenScopes
    schools: GivenSchools = None


class ApiKeyInfo(Answer):
    """What may be known of a key."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: str
    name: str
    district: UUID | None
    schools: list[UUID] | None
    scopes: list[Scope]
    created_at: UtcTime
    revoked_at: UtcTime | None


class MadeApiKey(ApiKeyInfo):
    """A fresh key with its text, which is shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE | {"key": "tl_live_8d0f3c1a9b2e_…"}]})

    key: str = Field(description="Keep it safe; it cannot be shown again.")


class TokenInfo(Answer):
    """The key, client or person this request was made by."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {name: _EXAMPLE[name] for name in ("id", "name", "district", "schools", "scopes")}
                | {"kind": "api_key", "role": None, "expires_at": None}
            ]
        }
    )

    kind: CallerKind
    id: str = Field(description="Of the API key, the client or the person, as in the audit log.")
    name: str
    role: PersonRole | None = Field(description="Of a person; null for all others.")
    district: UUID | None = Field(description="The only district it reaches; null: every one.")
    schools: list[UUID] | None = Field(description="The only schools it reaches; null: all of the district.")
    scopes: list[Scope]
    expires_at: UtcTime | None = Field(
        description="When the access token or session ends at the latest; null for a key."
    )
