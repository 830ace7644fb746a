"""Schools as they are sent and answered."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import Answer, Body, ExternalId, ExternalIds, Name, check_nces

NCES_DIGITS = 12

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
_NEW: JsonDict = {
    "name": "Lakeview Middle School",
    "district": _DISTRICT,
    "external_ids": [{"system": "nces", "value": "010000500870"}, {"system": "local", "value": "LMS"}],
}


def _ncessch(ids: list[ExternalId]) -> list[ExternalId]:
    for entry in ids:
        if entry.system == "nces":
            check_nces(entry.value, digits=NCES_DIGITS, what="an NCES school id (NCESSCH)")
    return ids


SchoolIds = Annotated[ExternalIds, AfterValidator(_ncessch)]


class NewSchool(Body):
    """A school to add."""

    model_config = ConfigDict(json_schema_extra={"examples": [_NEW]})

    name: Name
    district: UUID | None = Field(default=None, description="Needed with an operator's key only.")
    external_ids: SchoolIds = Field(default_factory=list)
    reporting_unit: Name | None = Field(
        default=None,
        description="Schools that name the same unit are asked and published together from `ready` on.",
    )


class SchoolChanges(Body):
    """What may change; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Lakeview Junior High"}]})

    name: Name | None = None
    external_ids: SchoolIds | None = None
    reporting_unit: Name | None = Field(
        default=None, description="Null takes the school out of its unit. Only drafts are affected."
    )


class School(Answer):
    """A school, or a reporting unit: what schools that are published together are published as."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _NEW
                | {"id": "019a9f2e-7c00-7000-8000-000000000002", "reporting_unit": None, "kind": "school"}
            ]
        }
    )

    id: UUID
    district: UUID
    name: str
    external_ids: list[ExternalId]
    reporting_unit: str | None
    kind: Literal["school", "reporting_unit"] = Field(description="Lists hold schools only.")
