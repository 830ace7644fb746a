"""What the opener process does: take each participation as far as it can go, one after another."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.logs import WorkerError
from scoring_worker.release import queries
from scoring_worker.release.context import Release
from scoring_worker.release.driver import AfterStep, run_steps
from scoring_worker.release.errors import MovedOn
from scoring_worker.release.key_custody import KeyCustody
from scoring_worker.release.steps import RELEASE_STEPS, SHRED_STEPS

log = structlog.get_logger(__name__)


def log_step(step: str) -> None:
    """The observer used in production."""
    log.debug("release step done", step=step)


async def release_all(
    participation_ids: Sequence[UUID],
    *,
    engine: AsyncEngine,
    keys: KeyCustody,
    durability: str,
    accept_rejected: bool = False,
    after_step: AfterStep = log_step,
) -> int:
    """Release several participations; one that fails does not stop the others.

    Args:
        participation_ids: closed, in review or already released ones.
        engine: login releaser.
        keys: the opener keys.
        durability: local or standby.
        accept_rejected: let participations in review go on.
        after_step: told the name of each step that is over.

    Returns:
        How many could not be taken to shredded.
    """
    failed = 0
    for participation_id in participation_ids:
        try:
            await _release_one(
                participation_id,
                engine=engine,
                keys=keys,
                durability=durability,
                accept_rejected=accept_rejected,
                after_step=after_step,
            )
        except Exception as error:  # noqa: BLE001 - logged by type and place; the next run tries again
            failed += 1
            level = log.warning if isinstance(error, WorkerError) else log.error
            level("release stopped", participation=str(participation_id), exc_info=error)
    return failed


async def _release_one(
    participation_id: UUID,
    *,
    engine: AsyncEngine,
    keys: KeyCustody,
    durability: str,
    accept_rejected: bool,
    after_step: AfterStep,
) -> None:
    async with engine.connect() as connection:
        release = Release(
            participation_id=participation_id,
            engine=engine,
            connection=connection,
            keys=keys,
            durability=durability,
            accept_rejected=accept_rejected,
        )
        if await _state(release) in {"closed", "review"}:
            try:
                await run_steps(RELEASE_STEPS, release, after_step=after_step)
            except MovedOn:
                await connection.rollback()
        if await _state(release) == "released":
            await run_steps(SHRED_STEPS, release, after_step=after_step)


async def _state(release: Release) -> str:
    """The state as committed, read outside the release's transaction."""
    state = await queries.state_of(release.connection, release.participation_id)
    await release.connection.rollback()
    return state
