"""Instruments as they are answered. They are sent as documents of their own."""

from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import Answer

_EXAMPLE: JsonDict = {
    "id": "019a9f2e-7c00-7000-8000-000000000003",
    "instrument": "internal-coherence",
    "version": "1.0.0",
    "digest": "sha256:" + "0f" * 32,
    "title": {"en": "Internal coherence survey", "es": "Encuesta de coherencia interna"},
    "languages": ["en", "es"],
    "district": None,
}


class InstrumentSummary(Answer):
    """A stored instrument without its document."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: UUID
    instrument: str
    version: str
    digest: str = Field(description="SHA-256 of the canonical document.")
    title: dict[str, str]
    languages: list[str]
    district: UUID | None = Field(description="Whose it is; null: every district may use it.")


class StoredInstrument(InstrumentSummary):
    """A stored instrument with its document."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [_EXAMPLE | {"document": {"instrument": "internal-coherence", "version": "1.0.0"}}]
        }
    )

    document: dict[str, Any]
