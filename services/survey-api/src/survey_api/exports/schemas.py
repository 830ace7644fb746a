"""Exports as they are asked for and answered."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from survey_api.exports.files.formats import Format
from survey_api.shapes import Answer, Body, UtcTime

_ADMINISTRATION = "019a9f2e-7c00-7000-8000-000000000004"
_EXPORT = "019a9f2e-7c00-7000-8000-00000000000e"
_SHA256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
#: What `example` the documents of other shapes hold.
EXAMPLE: JsonDict = {
    "id": _EXPORT,
    "district": "019a9f2e-7c00-7000-8000-000000000001",
    "administrations": [_ADMINISTRATION],
    "schools": None,
    "format": "csv",
    "language": "en",
    "state": "ready",
    "profiles_total": 12,
    "profiles_done": 12,
    "created_at": "2026-12-05T09:30:00Z",
    "finished_at": "2026-12-05T09:30:02Z",
    "expires_at": "2026-12-12T09:30:02Z",
    "files": [
        {
            "name": "throughline-csv.zip",
            "media_type": "application/zip",
            "bytes": 129836,
            "sha256": _SHA256,
            "href": f"/v1/exports/{_EXPORT}/files/throughline-csv.zip",
        }
    ],
}


class NewExport(Body):
    """What to export: one administration, or several of a district."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"administration": _ADMINISTRATION, "format": "csv"}]}
    )

    administration: UUID | None = Field(default=None, description="One administration.")
    district: UUID | None = Field(
        default=None, description="Instead: a district, and with it everything it has published."
    )
    administrations: Annotated[list[UUID], Field(min_length=1, max_length=50)] | None = Field(
        default=None, description="With `district`: only these of it."
    )
    format: Format = Field(description="The Ed-Fi formats take one administration.")
    language: Literal["en", "es"] = Field(default="en", description="Of titles and statements.")

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if (self.administration is None) == (self.district is None):
            raise ValueError("give either `administration` or `district`")
        if self.administrations is not None and self.district is None:
            raise ValueError("`administrations` goes with `district`")
        return self


class ExportFile(Answer):
    """One finished file."""

    name: str
    media_type: str
    bytes: int
    sha256: str = Field(description="Hex; the same whenever the content is the same. Also the file's ETag.")
    href: str = Field(description="Where to fetch it, on this server.")


class Export(Answer):
    """Published results as files."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: UUID
    district: UUID
    administrations: list[UUID]
    schools: list[UUID] | None = Field(
        description="The schools of the key that asked, if it is bound to some; null: the whole district."
    )
    format: Format
    language: Literal["en", "es"]
    state: Literal["waiting", "running", "ready", "failed", "expired"] = Field(
        description="`expired`: the files are deleted."
    )
    profiles_total: int | None = Field(description="Known once it runs.")
    profiles_done: int
    created_at: UtcTime
    finished_at: UtcTime | None
    expires_at: UtcTime | None = Field(description="When the files are deleted.")
    files: list[ExportFile] = Field(description="Empty until it is ready, and once it has expired.")
