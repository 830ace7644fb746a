"""Districts as they are sent and answered."""

from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import Answer, Body, ExternalId, ExternalIds, Name, check_nces

NCES_DIGITS = 7

_NEW: JsonDict = {
    "name": "Lakeview School District",
    "time_zone": "America/Denver",
    "external_ids": [{"system": "nces", "value": "0100005"}],
}


def _leaid(ids: list[ExternalId]) -> list[ExternalId]:
    for entry in ids:
        if entry.system == "nces":
            check_nces(entry.value, digits=NCES_DIGITS, what="an NCES district id (LEAID)")
    return ids


def _known(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not a time zone of the IANA database, such as America/Denver")
    return name


TimeZone = Annotated[
    str,
    Field(
        max_length=64,
        description="IANA name. Phones show when a survey ends in it; else in their own.",
        examples=["America/Denver"],
    ),
    AfterValidator(_known),
]
DistrictIds = Annotated[ExternalIds, AfterValidator(_leaid)]


class NewDistrict(Body):
    """A district to add."""

    model_config = ConfigDict(json_schema_extra={"examples": [_NEW]})

    name: Name
    synthetic: bool = Field(
        default=False, strict=True, description="True for made-up data; shown on everything of it."
    )
    time_zone: TimeZone | None = None
    external_ids: DistrictIds = Field(default_factory=list)


class DistrictChanges(Body):
    """What may change; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Lakeview Unified District"}]})

    name: Name | None = None
    time_zone: TimeZone | None = None
    external_ids: DistrictIds | None = None


class District(Answer):
    """A district."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [_NEW | {"id": "019a9f2e-7c00-7000-8000-000000000001", "synthetic": False}]
        }
    )

    id: UUID
    name: str
    synthetic: bool
    time_zone: str | None
    external_ids: list[ExternalId]
