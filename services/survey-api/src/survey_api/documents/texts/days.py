"""Days and moments as a language writes them."""

from datetime import UTC, date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from survey_api.documents.texts import texts

_NOON: Final = 12


def day_text(day: date, language: str) -> str:
    """A day, with its month in letters."""
    t = texts(language)
    found: str = t["day"].format(day=day.day, month=t["months"][day.month - 1], year=day.year)
    return found


def moment_text(moment: datetime, language: str, *, time_zone: str | None) -> str:
    """A day and a time on a district's clocks; in UTC where the district has not said which they are."""
    t = texts(language)
    local = moment.astimezone(_zone(time_zone))
    found: str = t["moment"].format(
        day=day_text(local, language),
        hour=(local.hour + _NOON - 1) % _NOON + 1,
        minute=f"{local.minute:02}",
        half=t["halves"][local.hour >= _NOON],
        zone=local.tzname(),
    )
    return found


def _zone(name: str | None) -> tzinfo:
    """The zone of that name; UTC if this machine does not know it."""
    try:
        return ZoneInfo(name) if name else UTC
    except ZoneInfoNotFoundError:
        return UTC
