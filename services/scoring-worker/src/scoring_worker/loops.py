"""Work that comes round: by the clock, or at once when an event wakes it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog

from scoring_worker.metrics import LOOP_FAILURES

log = structlog.get_logger(__name__)


class Loop:
    """Repeats one piece of work until it is told to stop; what is being done is finished first.

    Attributes:
        wake: set it to have the work done now.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        *,
        next_at: Callable[[datetime], datetime],
        at_start: bool,
    ) -> None:
        """Describe a loop.

        Args:
            name: for the log.
            work: what to do; an error is logged and the next turn comes all the same.
            next_at: given now, when the next turn is.
            at_start: whether the first turn is now.
        """
        self.wake = asyncio.Event()
        self._name = name
        self._work = work
        self._next_at = next_at
        self._stopping = False
        if at_start:
            self.wake.set()

    async def run(self) -> None:
        """Repeat until `stop`."""
        while True:
            await self._wait()
            if self._stopping:
                return
            try:
                await self._work()
            except Exception:
                LOOP_FAILURES.labels(loop=self._name).inc()
                log.exception("a turn failed and will come again", loop=self._name)

    def stop(self) -> None:
        """End after the present turn."""
        self._stopping = True
        self.wake.set()

    async def _wait(self) -> None:
        now = datetime.now(UTC)
        pause_s = max((self._next_at(now) - now).total_seconds(), 0.0)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), pause_s)
        self.wake.clear()
