"""Which participations completed-survey events spoke of since somebody last looked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

# The events' stream lives in memory for an hour: older hints may be lost, so then everything is looked at.
_EVERYTHING_AFTER = timedelta(hours=1)


class Touched:
    """Collects hints; ten thousand completions of one school are one entry.

    In memory only: a table of who was touched when would be a trace of the order of answering. The first
    look, and every look an hour after the last complete one, is at everything, so a lost hint costs nothing.
    """

    def __init__(self) -> None:
        self._ids: set[UUID] = set()
        self._complete_at: datetime | None = None

    def add(self, participation_ids: Iterable[UUID]) -> None:
        """Note participations."""
        self._ids.update(participation_ids)

    def take(self, now: datetime) -> set[UUID] | None:
        """What to look at, and start anew; None means everything."""
        taken, self._ids = self._ids, set()
        if self._complete_at is None or now - self._complete_at >= _EVERYTHING_AFTER:
            self._complete_at = now
            return None
        return taken

    def forget(self) -> None:
        """The look failed: make the next one complete."""
        self._complete_at = None
