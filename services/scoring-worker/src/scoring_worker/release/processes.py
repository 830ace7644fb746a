"""Starts the opener process: fresh for every batch, so that no answer outlives it in anybody's memory."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from uuid import UUID

import structlog

from scoring_worker.settings import ReleaseSettings

#: Participations one opener process takes on: its start costs about half a second.
BATCH = 25
_TIMEOUT_S = 600.0
_STOP_TIMEOUT_S = 10.0

log = structlog.get_logger(__name__)


async def run_openers(
    participation_ids: Sequence[UUID], *, settings: ReleaseSettings, interim: bool = False
) -> None:
    """Run one opener process after another until every participation had its turn."""
    for start in range(0, len(participation_ids), BATCH):
        await run_opener(participation_ids[start : start + BATCH], settings=settings, interim=interim)


async def run_opener(
    participation_ids: Sequence[UUID], *, settings: ReleaseSettings, interim: bool = False
) -> bool:
    """Run the opener process for some participations and wait for it.

    Killing it, or the worker, at any moment is safe: what it leaves is found again by the reconciler.

    Args:
        participation_ids: which.
        settings: handed over as environment variables.
        interim: an interim release in rolling mode instead of the final one.

    Returns:
        Whether all of them were done.
    """
    arguments = [*(["--interim"] if interim else []), *map(str, participation_ids)]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "scoring_worker.release",
        *arguments,
        env=_environment(settings),
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        return await asyncio.wait_for(process.wait(), _TIMEOUT_S) == 0
    except TimeoutError:
        log.exception(
            "the opener process took too long and was stopped", participations=len(participation_ids)
        )
        return False
    finally:
        await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _STOP_TIMEOUT_S)
        return
    process.kill()
    await process.wait()


def _environment(settings: ReleaseSettings) -> dict[str, str]:
    """The worker's environment without the broker's address: the opener has nothing to say to it."""
    inherited = {name: value for name, value in os.environ.items() if name != "NATS_URL"}
    return inherited | settings.environment()
