"""Sealing keys before a window opens: made once, and checked whenever the worker starts."""

from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_store import KeyStore
from survey_core.tables.admin import administrations, participations

log = structlog.get_logger(__name__)


async def prepare_key(connection: AsyncConnection, participation_id: UUID, *, keys: KeyStore) -> bool:
    """Make a participation's sealing key and store its public half; False when there was nothing to do.

    The files come first: a crash before the commit leaves them, and the next call reuses them.
    """
    statement = (
        select(participations.c.state, participations.c.sealing_public_key, administrations.c.access)
        .join_from(participations, administrations)
        .where(participations.c.id == participation_id)
        .with_for_update(of=participations, key_share=True)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None or row.state != "draft" or row.access == "import":
        return False
    if row.sealing_public_key is not None and keys.matches(participation_id, row.sealing_public_key):
        return False
    public_key = keys.prepare(participation_id)
    await connection.execute(
        update(participations)
        .where(participations.c.id == participation_id)
        .values(sealing_public_key=public_key)
    )
    log.info("sealing key made", participation=str(participation_id))
    return True


async def prepare_missing(engine: AsyncEngine, *, keys: KeyStore) -> int:
    """Make the keys of draft participations that have none: what a lost event would have asked for.

    Args:
        engine: login releaser.
        keys: where they are kept.

    Returns:
        How many were made.
    """
    statement = (
        select(participations.c.id)
        .join_from(participations, administrations)
        .where(
            participations.c.state == "draft",
            participations.c.sealing_public_key.is_(None),
            administrations.c.access != "import",
        )
    )
    async with engine.connect() as connection:
        missing = (await connection.scalars(statement)).all()
    made = 0
    for participation_id in missing:
        async with engine.begin() as connection:
            made += await prepare_key(connection, participation_id, keys=keys)
    return made


async def report_lost_keys(engine: AsyncEngine, *, keys: KeyStore) -> int:
    """Say loudly at start when a key is not where it should be, while something can still be done about it.

    Returns:
        How many participations cannot be released with the files at hand.
    """
    statement = select(participations.c.id, participations.c.sealing_public_key).where(
        participations.c.state.in_(["ready", "open", "closed", "review"]),
        participations.c.sealing_public_key.is_not(None),
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(statement)).all()
    lost = [row.id for row in rows if not keys.matches(row.id, row.sealing_public_key)]
    for participation_id in lost:
        log.error(
            "opener key missing or damaged: restore OPENER_KEY_DIR and KEK_DIR before the window closes",
            participation=str(participation_id),
        )
    return len(lost)
