"""The audit log as it is answered."""

from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from survey_api.access.scopes import CallerKind
from survey_api.shapes import Answer, UtcTime


class AuditEntry(Answer):
    """One thing that was done."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": 4711,
                    "at": "2026-11-21T08:00:00Z",
                    "actor": "api_key",
                    "actor_id": "8d0f3c1a9b2e",
                    "action": "school.changed",
                    "subject": "019a9f2e-7c00-7000-8000-000000000002",
                    "district": "019a9f2e-7c00-7000-8000-000000000001",
                    "detail": {"fields": ["name"]},
                }
            ]
        }
    )

    id: int
    at: UtcTime
    actor: CallerKind | Literal["command"]
    actor_id: str = Field(
        description="Public id of the API key, the client or the person; of a command on the server its name."
    )
    action: str = Field(description="`thing.done`; `request.<operation>` where nothing more exact is known.")
    subject: str = Field(description="On what: an id, or the path that was asked for.")
    district: UUID | None
    detail: dict[str, Any]
