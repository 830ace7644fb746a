"""Keys of what was deleted: the rows went at once, the key directories are the worker's to empty."""

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.release import durability
from scoring_worker.release.key_custody import KeyCustody
from scoring_worker.release.queries import EMPTIED_TABLES
from survey_core.tables.changes import removed_participations

log = structlog.get_logger(__name__)


async def destroy_of_deleted(engine: AsyncEngine, *, keys: KeyCustody) -> int:
    """Destroy the opener keys of participations that were deleted, and sweep the tables they were in.

    A crash leaves it to the next turn: it is noted only when no file remains.

    Args:
        engine: login releaser.
        keys: where they are kept.

    Returns:
        For how many participations it was noted.
    """
    waiting = select(removed_participations.c.participation_id).where(
        removed_participations.c.opener_keys_gone.is_(False)
    )
    async with engine.connect() as connection:
        found = (await connection.scalars(waiting)).all()
    for participation_id in found:
        keys.destroy_kek(participation_id)
        keys.destroy_wrapped(participation_id)
    gone = [one for one in found if not keys.remains(one)]
    if not gone:
        return 0
    await durability.vacuum(engine, tables=EMPTIED_TABLES)
    async with engine.begin() as connection:
        await connection.execute(
            update(removed_participations)
            .where(removed_participations.c.participation_id.in_(gone))
            .values(opener_keys_gone=True)
        )
    log.info("keys of deleted participations destroyed", participations=len(gone))
    return len(gone)
