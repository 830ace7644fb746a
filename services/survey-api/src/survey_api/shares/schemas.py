"""Shares as they are sent and answered."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from survey_api.shapes import NO_CONTROLS, Answer, Body, Moment, UtcTime
from survey_core.contracts.profile import ProfileDocument

_EXAMPLE: JsonDict = {
    "id": "019a9f2e-7c00-7000-8000-000000000031",
    "participation": "7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11",
    "note": "For the school board",
    "created_at": "2026-11-22T08:00:00Z",
    "expires_at": "2027-06-30T22:00:00Z",
    "revoked_at": None,
}

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=NO_CONTROLS)]


class NewShare(Body):
    """A link to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"expires_at": "2027-06-30T22:00:00Z", "note": "For the school board"}]
        }
    )

    expires_at: Moment = Field(description="In the future, at most a year from now.")
    note: Note | None = Field(default=None, description="For yourselves: whom it was made for.")


class Share(Answer):
    """What may be known of a link, but for the link itself."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: UUID
    participation: UUID
    note: str | None
    created_at: UtcTime
    expires_at: UtcTime
    revoked_at: UtcTime | None


class ShareWithLink(Share):
    """A fresh link, which is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [_EXAMPLE | {"url": "https://survey.example/results/#share=tl_share_…"}]
        }
    )

    url: str = Field(description="Whoever has it reads this profile, until it ends.")


class SharedReport(Answer):
    """What the page of a link shows."""

    profile: ProfileDocument
    instrument: dict[str, Any] = Field(
        description="The instrument that was answered: what the answers were called, where levels begin."
    )
