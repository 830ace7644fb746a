"""Imports as they are answered."""

from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from survey_api.shapes import Answer


class Import(Answer):
    """Responses collected elsewhere, on their way in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "019a9f2e-7c00-7000-8000-000000000005",
                    "administration": "019a9f2e-7c00-7000-8000-000000000004",
                    "state": "refused",
                    "rows_total": 2042,
                    "rows_done": 0,
                    "error_count": 1,
                    "errors": [{"line": 7, "column": "tp1", "value": "9", "allowed": "1 to 6, or blank"}],
                }
            ]
        }
    )

    id: UUID
    administration: UUID
    state: Literal["waiting", "running", "done", "refused"]
    rows_total: int | None = Field(description="Known once the file was read.")
    rows_done: int
    error_count: int
    errors: list[dict[str, Any]] = Field(
        description="The first faults by line. With any fault nothing is imported."
    )
