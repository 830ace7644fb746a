"""How many requests a signed-in caller may make: the generic cell rate algorithm, in memory.

Each process counts by itself: a count in the database would cost every request a write, for a limit that only
has to stop a program gone wild. With several processes a caller gets several times the limit at most.
Respondents' routes never come here.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

WINDOW_S: Final = 60
MAX_CALLERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands after a request.

    Attributes:
        quota: requests a window.
        remaining: requests that could follow at once.
        full_in_s: seconds until the whole quota is there again.
        wait_s: seconds until the next request is taken; 0 when this one was.
    """

    quota: int
    remaining: int
    full_in_s: int
    wait_s: int

    def headers(self) -> dict[str, str]:
        """As answered (draft-ietf-httpapi-ratelimit-headers, from its tenth version on)."""
        return {
            "RateLimit-Policy": f'"caller";q={self.quota};w={WINDOW_S}',
            "RateLimit": f'"caller";r={self.remaining};t={self.full_in_s}',
        }


class CallerLimit:
    """At most `quota` requests of one caller at once, and in any minute after that; kept in `app.state`."""

    def __init__(self, quota: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._quota = quota
        self._clock = clock
        self._interval_s = WINDOW_S / max(quota, 1)
        self._full_at: dict[str, float] = {}

    def take(self, caller: str) -> Standing | None:
        """Count one request, unless it is one too many; None where there is no limit."""
        if not self._quota:
            return None
        now = self._clock()
        full_at = max(self._full_at.get(caller, now), now)
        wait_s = full_at + self._interval_s - WINDOW_S - now
        if wait_s <= 1e-9:  # noqa: PLR2004 - what adding and taking away leaves of nothing
            wait_s, full_at = 0.0, full_at + self._interval_s
            self._remember(caller, full_at, now=now)
        return Standing(
            quota=self._quota,
            remaining=max(0, math.floor((WINDOW_S - (full_at - now)) / self._interval_s + 1e-6)),
            full_in_s=math.ceil(full_at - now),
            wait_s=math.ceil(wait_s),
        )

    def _remember(self, caller: str, full_at: float, *, now: float) -> None:
        if caller not in self._full_at and len(self._full_at) >= MAX_CALLERS:
            for key in [key for key, moment in self._full_at.items() if moment <= now]:
                del self._full_at[key]  # these have their whole quota, as if they had never been here
        self._full_at[caller] = full_at
