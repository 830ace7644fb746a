"""Releases that are killed after one of their steps: `python -m tests.chaos.victim STEP=PARTICIPATION …`.

Each runs in a process of its own, forked so that the imports are paid once. Nothing in the product knows
about it: the killer is the observer that the product gives everybody. Prints how each process ended.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from uuid import UUID

from scoring_worker.db import engine_for
from scoring_worker.logs import configure_logging
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role

_TIMEOUT_S = 60


def kill_after(step: str) -> Callable[[str], None]:
    """An observer that ends this process the way a power cut does."""

    def observe(done: str) -> None:
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return observe


async def run(step: str, participation_id: UUID) -> None:
    """Release one participation as far as `step`."""
    settings = ReleaseSettings()
    configure_logging("error")
    await release_all(
        [participation_id],
        engine=engine_for(Role.RELEASER, settings),
        keys=KeyStore(opener_dir=settings.opener_key_dir, kek_dir=settings.kek_dir),
        durability=settings.release_durability,
        after_step=kill_after(step),
    )


def fork(step: str, participation_id: UUID) -> int:
    """Run one victim and wait for it; returns its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        signal.alarm(_TIMEOUT_S)  # whoever waits below must not wait for ever
        asyncio.run(run(step, participation_id))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    pairs = [argument.partition("=") for argument in sys.argv[1:]]
    json.dump({step: fork(step, UUID(participation)) for step, _, participation in pairs}, sys.stdout)
