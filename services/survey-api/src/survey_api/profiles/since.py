"""`updated_since`: a day, or a moment that is read as its day."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

from fastapi import Query
from pydantic import BeforeValidator, WithJsonSchema

_DAY: Final = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_MOMENT: Final = re.compile(
    r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$", re.ASCII
)
_FORM: Final = "a day as in 2026-11-21, or a time with its offset as in 2026-11-21T08:00:00Z, read as its day"


def _day_in_utc(value: Any) -> Any:
    if isinstance(value, str) and _MOMENT.match(value):
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC).date()
        except (ValueError, OverflowError):
            raise ValueError(_FORM) from None
    if isinstance(value, str) and not _DAY.match(value):
        raise ValueError(_FORM)
    return value


_DayOfMoment = Annotated[
    date,
    BeforeValidator(_day_in_utc),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}],
            "examples": ["2026-11-21"],
        }
    ),
]
PublishedSince = Annotated[
    _DayOfMoment | None,
    Query(
        description=(
            "Published on that day (UTC) or later. A time is read as its day: profiles tell the day they were"
            " published on, never the time, so some may come that you have. `/v1/changes` is exact."
        )
    ),
]
