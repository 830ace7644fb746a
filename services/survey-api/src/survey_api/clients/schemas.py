"""API clients as they are sent and answered."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.access.schemas import GivenSchools, GivenScopes
from survey_api.access.scopes import Scope
from survey_api.shapes import Answer, Body, Name, UtcTime

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
_EXAMPLE: JsonDict = {
    "id": "tlc_3f9a0c5b7d21",
    "name": "Profile dashboard",
    "district": _DISTRICT,
    "schools": None,
    "scopes": ["profiles.read"],
    "created_at": "2026-11-21T08:00:00Z",
    "revoked_at": None,
}


class NewClient(Body):
    """A client to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Profile dashboard", "district": _DISTRICT, "scopes": ["profiles.read"]}]
        }
    )

    name: Name
    district: UUID | None = Field(
        default=None, description="Its district; only an operator has to name it, left out: the caller's own."
    )
    scopes: GivenScopes
    schools: GivenSchools = None


class Rotation(Body):
    """How a secret is exchanged."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: Annotated[
        int,
        Field(
            strict=True, ge=0, le=168, description="How long the secret before keeps working; 0: not at all."
        ),
    ] = 0


class Client(Answer):
    """What may be known of a client."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: str
    name: str
    district: UUID
    schools: list[UUID] | None
    scopes: list[Scope]
    created_at: UtcTime
    revoked_at: UtcTime | None


class ClientWithSecret(Client):
    """A client with its secret, which is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [_EXAMPLE | {"secret": "5f0c…"}]}  # nosec B105 - an example
    )

    secret: str = Field(description="Keep it safe; it cannot be shown again.")
