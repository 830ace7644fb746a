"""Ending what runs beside the requests."""

import asyncio
import contextlib
from typing import Any, Final

RETRY_S: Final = 0.5


async def end(task: asyncio.Task[Any]) -> None:
    """Cancel a task until it has ended.

    Once is not enough: before Python 3.12 `asyncio.wait_for`, which nats-py and our own loops use, drops a
    cancellation that comes in the same moment as what it waited for, and an endless task then goes on.

    Raises:
        Exception: what the task itself ended with, unless it was the cancellation.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=RETRY_S)
    with contextlib.suppress(asyncio.CancelledError):
        await task
