"""Messages as the OpenAPI document describes them, under `webhooks`: what a receiver has to expect."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Header, status
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.openapi import operation_id
from survey_api.shapes import Answer, UtcTime

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
_ADMINISTRATION = "019a9f2e-7c00-7000-8000-000000000004"
_OF_ADMINISTRATION: JsonDict = {"administration": _ADMINISTRATION, "district": _DISTRICT}
_OF_PROFILE: JsonDict = _OF_ADMINISTRATION | {
    "profile": "2c4f8a52-6f1e-4d8b-8a0b-7d1c5e9b3f20",
    "revision": 1,
    "school": "019a9f2e-7c00-7000-8000-000000000002",
}
_OF_EXPORT: JsonDict = _OF_ADMINISTRATION | {"export": "019a9f2e-7c00-7000-8000-00000000000e"}


def _example(event: str, data: JsonDict) -> ConfigDict:
    example: JsonDict = {"type": event, "timestamp": "2026-12-05T09:30:00Z", "data": data}
    return ConfigDict(json_schema_extra={"examples": [example]})


class AdministrationTold(Answer):
    """Which administration of which district."""

    district: UUID
    administration: UUID


class ProfileTold(AdministrationTold):
    """Which revision of which profile."""

    profile: UUID
    revision: int = Field(ge=1)
    school: UUID = Field(description="The school, or the reporting unit, that it is about.")


class ExportTold(Answer):
    """Which export."""

    district: UUID
    administration: UUID = Field(description="Of several, the first of them.")
    export: UUID


class AdministrationOpenedMessage(Answer):
    """The window of an administration opened."""

    model_config = _example("administration.opened", _OF_ADMINISTRATION)

    type: Literal["administration.opened"]
    timestamp: UtcTime = Field(description="When it happened.")
    data: AdministrationTold


class AdministrationClosedMessage(Answer):
    """The window of an administration closed; its profiles follow after the grace time."""

    model_config = _example("administration.closed", _OF_ADMINISTRATION)

    type: Literal["administration.closed"]
    timestamp: UtcTime = Field(description="When it happened.")
    data: AdministrationTold


class ProfilePublishedMessage(Answer):
    """A revision of a school's profile can be read."""

    model_config = _example("profile.published", _OF_PROFILE)

    type: Literal["profile.published"]
    timestamp: UtcTime = Field(description="When it happened.")
    data: ProfileTold


class ProfileDeletedMessage(Answer):
    """A profile was deleted together with its administration: forget what you have of it."""

    model_config = _example("profile.deleted", _OF_PROFILE)

    type: Literal["profile.deleted"]
    timestamp: UtcTime = Field(description="When it happened.")
    data: ProfileTold


class ExportReadyMessage(Answer):
    """The files of an export can be fetched."""

    model_config = _example("export.ready", _OF_EXPORT)

    type: Literal["export.ready"]
    timestamp: UtcTime = Field(description="When it happened.")
    data: ExportTold


MessageId = Annotated[UUID, Header(alias="webhook-id", description="The same in every attempt and replay.")]
Timestamp = Annotated[
    int, Header(alias="webhook-timestamp", description="When the attempt was made: seconds since 1970.")
]
Signature = Annotated[
    str, Header(alias="webhook-signature", description="`v1,` and base64; during a rotation two of them.")
]

#: Only described: receivers serve these, not we.
router = APIRouter(tags=["webhooks"], generate_unique_id_function=operation_id)


@router.post("administration.opened", status_code=status.HTTP_204_NO_CONTENT)
async def on_administration_opened(
    message: AdministrationOpenedMessage, message_id: MessageId, timestamp: Timestamp, signature: Signature
) -> None:
    """Take note that a window opened."""


@router.post("administration.closed", status_code=status.HTTP_204_NO_CONTENT)
async def on_administration_closed(
    message: AdministrationClosedMessage, message_id: MessageId, timestamp: Timestamp, signature: Signature
) -> None:
    """Take note that a window closed."""


@router.post("profile.published", status_code=status.HTTP_204_NO_CONTENT)
async def on_profile_published(
    message: ProfilePublishedMessage, message_id: MessageId, timestamp: Timestamp, signature: Signature
) -> None:
    """Take note that a revision of a profile can be read."""


@router.post("profile.deleted", status_code=status.HTTP_204_NO_CONTENT)
async def on_profile_deleted(
    message: ProfileDeletedMessage, message_id: MessageId, timestamp: Timestamp, signature: Signature
) -> None:
    """Take note that a profile was deleted."""


@router.post("export.ready", status_code=status.HTTP_204_NO_CONTENT)
async def on_export_ready(
    message: ExportReadyMessage, message_id: MessageId, timestamp: Timestamp, signature: Signature
) -> None:
    """Take note that the files of an export can be fetched."""
