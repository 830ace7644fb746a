"""Group commit: what arrives while one batch is written goes into the next (docs/adr/0006-group-commit.md).

A caller hears its outcome only after the transaction that stored its item has committed. A batch that fails
fails for all its callers: nothing is acknowledged by halves, and each of them may try again.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

import structlog

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

log = structlog.get_logger(__name__)


class Overloaded(Exception):
    """Too many items wait already, or the batcher is shutting down; nothing was taken in."""


class BatchFailed(Exception):
    """The batch was not known to be stored; the same request may be sent again."""


class Batcher(Generic[Item, Outcome]):
    """Collects items while a batch is being stored; they are the next batch."""

    def __init__(
        self,
        store: Callable[[Sequence[Item]], Awaitable[Sequence[Outcome]]],
        *,
        max_batch: int,
        max_waiting: int,
    ) -> None:
        """Describe the batches; nothing is stored before `running` is entered.

        Args:
            store: stores items in one transaction, commits, and returns one outcome each, in order.
            max_batch: items in one batch at most.
            max_waiting: items in memory at most, counting those being stored.
        """
        self._store = store
        self._max_batch = max_batch
        self._max_waiting = max_waiting
        self._waiting: deque[tuple[Item, asyncio.Future[Outcome]]] = deque()
        self._n_items = 0
        self._arrived = asyncio.Event()
        self._open = False

    async def submit(self, item: Item) -> Outcome:
        """Have one item stored; returns its outcome after the commit.

        Raises:
            Overloaded: not taken in.
            BatchFailed: taken in, and not known to be stored.
        """
        if not self._open or self._n_items >= self._max_waiting:
            raise Overloaded
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, outcome))
        self._n_items += 1
        try:
            self._arrived.set()
            return await outcome
        finally:
            self._n_items -= 1

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Store what is submitted; on leaving, refuse new items and store all that were taken in."""
        self._open = True
        writer = asyncio.create_task(self._write())
        try:
            yield
        finally:
            self._open = False
            self._arrived.set()
            await writer

    async def _write(self) -> None:
        while self._open or self._waiting:
            self._arrived.clear()
            while self._waiting:
                n_items = min(self._max_batch, len(self._waiting))
                await self._store_batch([self._waiting.popleft() for _ in range(n_items)])
            if self._open:
                await self._arrived.wait()

    async def _store_batch(self, batch: Sequence[tuple[Item, "asyncio.Future[Outcome]"]]) -> None:
        try:
            outcomes = await self._store([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - whatever went wrong, every caller must hear of it
            # The type only: a message or a traceback could quote an item.
            log.warning("a batch was not stored", error=type(error).__qualname__, items=len(batch))
            for _, outcome in batch:
                if not outcome.done():
                    outcome.set_exception(BatchFailed())
            return
        for (_, outcome), value in zip(batch, outcomes, strict=True):
            if not outcome.done():
                outcome.set_result(value)
