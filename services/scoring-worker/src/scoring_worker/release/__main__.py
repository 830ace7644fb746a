"""The opener process: `python -m scoring_worker.release PARTICIPATION…`.

The worker starts it afresh for every batch, so that opened answers never share a process with anything that
lives on. A person runs it by hand with --accept-rejected after looking at a participation in review.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from uuid import UUID

from scoring_worker.db import engine_for
from scoring_worker.logs import configure_logging
from scoring_worker.release.hardening import forbid_memory_dumps
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.settings import ReleaseSettings, load
from survey_core.tables.roles import Role


def main(arguments: Sequence[str] | None = None) -> int:
    """Open, write and shred the participations named on the command line.

    Returns:
        0 when all are done, 1 when some have to be tried again or looked at.
    """
    forbid_memory_dumps()
    parser = argparse.ArgumentParser(prog="python -m scoring_worker.release", description=__doc__)
    parser.add_argument("participations", nargs="+", type=UUID, metavar="PARTICIPATION")
    parser.add_argument(
        "--interim", action="store_true", help="rolling mode: mark and publish an interim revision"
    )
    parser.add_argument(
        "--accept-rejected", action="store_true", help="release although too many responses are rejected"
    )
    options = parser.parse_args(arguments)
    configure_logging("info")
    settings = load(ReleaseSettings)
    configure_logging(settings.log_level)
    return 1 if asyncio.run(_run(options, settings)) else 0


async def _run(options: argparse.Namespace, settings: ReleaseSettings) -> int:
    keys = KeyStore(opener_dir=settings.opener_key_dir, kek_dir=settings.kek_dir)
    engine = engine_for(Role.RELEASER, settings)
    try:
        if options.interim:
            # Scoring needs numpy; a final release must not.
            from scoring_worker.release.interim import publish_interim  # noqa: PLC0415

            return await publish_interim(options.participations, settings=settings, engine=engine, keys=keys)
        return await release_all(
            options.participations,
            engine=engine,
            keys=keys,
            durability=settings.release_durability,
            accept_rejected=options.accept_rejected,
        )
    finally:
        await engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
