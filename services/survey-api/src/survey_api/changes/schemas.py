"""The feed of changes as it is answered."""

from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import Answer

ChangeKind = Literal["profile.published", "profile.deleted", "summary.published", "summary.deleted"]

_EXAMPLE: JsonDict = {
    "kind": "profile.published",
    "id": "2c4f8a52-6f1e-4d8b-8a0b-7d1c5e9b3f20",
    "revision": 2,
    "district": "019a9f2e-7c00-7000-8000-000000000001",
    "administration": "019a9f2e-7c00-7000-8000-000000000004",
    "school": "019a9f2e-7c00-7000-8000-000000000002",
    "href": "https://survey.example/v1/profiles/2c4f8a52-6f1e-4d8b-8a0b-7d1c5e9b3f20",
}


class Change(Answer):
    """The newest state of one published document."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    kind: ChangeKind = Field(description="`….deleted` is a tombstone: forget what you have of it.")
    id: UUID = Field(description="The profile's id; of a summary the id of its administration.")
    revision: int = Field(ge=1, description="The newest; of what was deleted the last there was.")
    district: UUID
    administration: UUID
    school: UUID | None = Field(
        description="The school, or the reporting unit, that a profile is about; null for a summary."
    )
    href: str | None = Field(description="Where to read it; null if it was deleted.")


class Changes(Answer):
    """One page of the feed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"data": [_EXAMPLE], "next_cursor": "WzEsIjQ3MTEiXQ", "has_more": False}]
        }
    )

    data: list[Change]
    next_cursor: str = Field(
        description="Never null: send it as `since`, now where `has_more` is true, else whenever you like."
    )
    has_more: bool = Field(description="Whether there is more already.")
