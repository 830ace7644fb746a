"""What request and answer bodies share."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    field_validator,
)


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @field_validator("*", mode="before")
    @classmethod
    def _number_as_json_means_it(cls, value: Any) -> Any:
        """42.0 and 42 are the same whole number in JSON, whichever a client's serializer writes."""
        return int(value) if isinstance(value, float) and value.is_integer() else value


class Answer(BaseModel):
    """An answer's body."""

    model_config = ConfigDict(frozen=True)


#: RFC 3339 with an offset; fractions of a second may be written where they are nothing.
_MOMENT: Final = r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.0+)?([Zz]|[+-]\d{2}:\d{2})$"
_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"


def _written_as(pattern: str, message: str) -> Callable[[Any], Any]:
    """Refuse what Pydantic would guess at: a number, say, as the seconds or days since 1970."""
    form = re.compile(pattern, re.ASCII)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not form.match(value):
            raise ValueError(message)
        if isinstance(value, bool | int | float):
            raise ValueError(message)  # noqa: TRY004 - Pydantic reports ValueError
        return value

    return check


def _whole_seconds(moment: datetime) -> datetime:
    if moment.microsecond:
        raise ValueError("whole seconds only")
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # midnight of the year 1, east of Greenwich
        raise ValueError("between the years 1 and 9999 in UTC") from None


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written_as(_MOMENT, "as in 2026-11-21T08:00:00Z: with an offset, whole seconds only")),
    AfterValidator(_whole_seconds),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "pattern": _MOMENT, "examples": ["2026-11-21T08:00:00Z"]}
    ),
]
"""A point in time as RFC 3339 with an offset, whole seconds; kept in UTC."""

Day = Annotated[
    date,
    BeforeValidator(_written_as(_DAY, "as in 2026-11-21")),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-21"]}),
]
"""A day."""

UtcTime = Annotated[datetime, PlainSerializer(_rfc3339, return_type=str)]
"""A point in time as it is answered: RFC 3339, UTC."""

_CONTROLS: Final = r"\u0000-\u001f\u007f-\u009f"
#: What no text that is kept may hold: control characters, of which the database refuses one anyway.
NO_CONTROLS: Final = rf"^[^{_CONTROLS}]*$"
#: The same, and not blanks alone.
_SEEN: Final = rf"^[^{_CONTROLS}]*[^\s{_CONTROLS}][^{_CONTROLS}]*$"

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_SEEN)]
"""A name a person gave."""


def _no_number(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError('write it as a text ("0100005"): a number loses its leading zeros')  # noqa: TRY004 - Pydantic reports ValueError
    return value


class ExternalId(Body):
    """An identifier in someone else's system. Always a text: leading zeros matter."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"system": "nces", "value": "010000500870"}]})

    system: Literal["nces", "state", "oneroster", "local"]
    value: Annotated[
        str, StringConstraints(min_length=1, max_length=100, pattern=NO_CONTROLS), BeforeValidator(_no_number)
    ]


def _one_per_system(ids: list[ExternalId]) -> list[ExternalId]:
    systems = [entry.system for entry in ids]
    if len(systems) != len(set(systems)):
        raise ValueError("at most one id for each system")
    return ids


ExternalIds = Annotated[list[ExternalId], Field(max_length=4), AfterValidator(_one_per_system)]


def check_nces(value: str, *, digits: int, what: str) -> str:
    """Return an NCES id, or say what is wrong with it.

    Args:
        value: as sent.
        digits: 7 for a district (LEAID), 12 for a school (NCESSCH).
        what: how the id is called there.

    Raises:
        ValueError: not that many digits; one too few usually means a spreadsheet dropped a zero.
    """
    if value.isascii() and value.isdigit() and len(value) == digits:
        return value
    if value.isascii() and value.isdigit() and len(value) == digits - 1:
        raise ValueError(f"{what} has {digits} digits; {digits - 1} usually means a lost leading zero")
    raise ValueError(f"{what} has exactly {digits} digits")
