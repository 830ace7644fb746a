"""API keys as they are sent and answered."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import Answer, Body, Name, UtcTime

Scope = Literal[
    "profiles.read",
    "surveys.read",
    "surveys.write",
    "roster.write",
    "exports.read",
    "evidence.write",
    "webhooks.manage",
]

_EXAMPLE: JsonDict = {
    "id": "8d0f3c1a9b2e",
    "name": "Student information system",
    "district": "019a9f2e-7c00-7000-8000-000000000001",
    "scopes": ["profiles.read"],
    "created_at": "2026-11-21T08:00:00Z",
    "revoked_at": None,
}


class NewApiKey(Body):
    """A key to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Student information system",
                    "district": "019a9f2e-7c00-7000-8000-000000000001",
                    "scopes": ["profiles.read"],
                }
            ]
        }
    )

    name: Name
    district: UUID | None = Field(default=None, description="Its only district; left out: an operator's key.")
    scopes: Annotated[list[Scope], Field(min_length=1)]


class ApiKeyInfo(Answer):
    """What may be known of a key."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: str
    name: str
    district: UUID | None
    scopes: list[Scope]
    created_at: UtcTime
    revoked_at: UtcTime | None


class MadeApiKey(ApiKeyInfo):
    """A fresh key with its text, which is shown this once."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE | {"key": "tl_live_8d0f3c1a9b2e_…"}]})

    key: str = Field(description="Keep it safe; it cannot be shown again.")


class TokenInfo(Answer):
    """The key this request was made with."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{name: _EXAMPLE[name] for name in ("id", "name", "district", "scopes")}]
        }
    )

    id: str
    name: str
    district: UUID | None
    scopes: list[Scope]
