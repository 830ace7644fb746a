"""When ticks come: anchored to the clock, so that restarting the worker never moves them."""

from datetime import UTC, datetime, timedelta


def next_at_hour(now: datetime, *, hour: int) -> datetime:
    """The next moment, after `now`, at which the clock shows `hour`:00 UTC.

    Progress is written then and at no other moment: not at start, not when a response comes.
    """
    today = now.astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def next_tick(now: datetime, *, every_seconds: int) -> datetime:
    """The next multiple of `every_seconds` since 1970, after `now`."""
    ticks = int(now.timestamp() // every_seconds) + 1
    return datetime.fromtimestamp(ticks * every_seconds, tz=UTC)
