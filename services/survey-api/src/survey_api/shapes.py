"""What request and answer bodies share."""

from datetime import UTC, datetime
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
)


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Answer(BaseModel):
    """An answer's body."""

    model_config = ConfigDict(frozen=True)


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
    AfterValidator(_whole_seconds),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-11-21T08:00:00Z"]}),
]
"""A point in time as RFC 3339 with an offset, whole seconds; kept in UTC."""

UtcTime = Annotated[datetime, PlainSerializer(_rfc3339, return_type=str)]
"""A point in time as it is answered: RFC 3339, UTC."""

#: What no text that is kept may hold: control characters, of which the database refuses one anyway.
NO_CONTROLS: Final = r"^[^\u0000-\u001f\u007f-\u009f]*$"

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=NO_CONTROLS)
]
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
