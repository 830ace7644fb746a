"""What a roster would change, or has changed."""

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import Answer

_CHANGES: JsonDict = {"added": 2, "changed": 1, "unchanged": 40}


class Changes(Answer):
    """Counts of rows."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CHANGES]})

    added: int
    changed: int
    unchanged: int


class RosterReport(Answer):
    """What a roster would change (`dry_run`), or has changed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"dry_run": True, "rows": 43, "schools": _CHANGES, "participations": None}]
        }
    )

    dry_run: bool
    rows: int
    schools: Changes
    participations: Changes | None = Field(description="Null when no administration was named.")
