"""A task in the background ends when it is told to, also when a library dropped the first cancellation."""

import asyncio
import contextlib

import pytest

from survey_api import background


async def test_a_task_that_dropped_a_cancellation_ends_all_the_same() -> None:
    dropped = 0

    async def endless() -> None:
        nonlocal dropped
        while True:
            try:
                await asyncio.sleep(0.01)
            except asyncio.CancelledError:
                dropped += 1
                if dropped > 2:
                    raise

    task = asyncio.create_task(endless())
    await asyncio.sleep(0)

    async with asyncio.timeout(10):
        await background.end(task)

    assert (task.cancelled(), dropped) == (True, 3)


async def test_what_a_task_failed_with_is_not_swallowed() -> None:
    async def failing() -> None:
        raise OSError("the disk is full")

    task = asyncio.create_task(failing())
    with contextlib.suppress(OSError):
        await asyncio.shield(task)

    with pytest.raises(OSError, match="the disk is full"):
        await background.end(task)
