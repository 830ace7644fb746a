"""Saying that a route will end: headers on each of its answers, and a mark in the OpenAPI document.

A route is marked where it is declared:

    @router.get("/old", **ending(announced=date(2027, 1, 10), ends=date(2028, 1, 10), guide="https://…"))

`docs/integrate/versioning.md` promises how long before; no shorter time is accepted here.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from typing import Any, Final

#: Least time from the announcement to the end.
NOTICE: Final = timedelta(days=365)
_MARK: Final = "x-ending"


def ending(*, announced: date, ends: date, guide: str) -> dict[str, Any]:
    """What the decorator of a route that will end is given.

    Args:
        announced: the first day on which the changelog says so.
        ends: the day from which the route may be gone.
        guide: address of the page that says what to use instead.

    Raises:
        ValueError: sooner than callers were promised.
    """
    if ends - announced < NOTICE:
        raise ValueError(f"callers were promised {NOTICE.days} days between announcement and end")
    mark = {"announced": announced.isoformat(), "ends": ends.isoformat(), "guide": guide}
    return {"deprecated": True, "openapi_extra": {_MARK: mark}}


def headers_of(openapi_extra: Mapping[str, Any] | None) -> dict[str, str]:
    """What each answer of a route says of its end (RFC 9745, RFC 8594); nothing for the others."""
    if (mark := (openapi_extra or {}).get(_MARK)) is None:
        return {}
    announced, ends = (_midnight(mark[name]) for name in ("announced", "ends"))
    return {
        "Deprecation": f"@{int(announced.timestamp())}",
        "Sunset": format_datetime(ends, usegmt=True),
        "Link": f'<{mark["guide"]}>; rel="deprecation"; type="text/html"',
    }


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)
