"""Sealing keys before a window opens: made once, and checked whenever the worker starts."""

from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_custody import KeyCustody
from survey_core.tables.admin import administrations, participations

log = structlog.get_logger(__name__)


async def prepare_key(connection: AsyncConnection, participation_id: UUID, *, keys: KeyCustody) -> bool:
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


async def drop_key(connection: AsyncConnection, participation_id: UUID, *, keys: KeyCustody) -> bool:
    """Destroy the key of a participation that was removed from a draft; False while its row is there.

    No manifest named the public half, so nothing was ever sealed for it.
    """
    present = select(participations.c.id).where(participations.c.id == participation_id)
    if await connection.scalar(present) is not None:
        return False
    keys.destroy_kek(participation_id)
    keys.destroy_wrapped(participation_id)
    log.info("unused sealing key destroyed", participation=str(participation_id))
    return True


async def prepare_missing(engine: AsyncEngine, *, keys: KeyCustody) -> int:
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


async def destroy_unused(engine: AsyncEngine, *, keys: KeyCustody) -> int:
    """Destroy the keys of surveys that were made ready, never opened, and cannot be any more.

    Args:
        engine: login releaser.
        keys: where they are kept.

    Returns:
        For how many participations something was destroyed.
    """
    statement = (
        select(participations.c.id)
        .join_from(participations, administrations)
        .where(participations.c.state == "ready", cannot_open_any_more())
    )
    async with engine.connect() as connection:
        late = [one for one in await connection.scalars(statement) if keys.remains(one)]
    for participation_id in late:
        keys.destroy_kek(participation_id)
        keys.destroy_wrapped(participation_id)
        log.info("keys of a survey that was never opened destroyed", participation=str(participation_id))
    return len(late)


def cannot_open_any_more() -> ColumnElement[bool]:
    """Whether the last moment that a manifest allows, grace time included, has passed."""
    grace = func.make_interval(0, 0, 0, 0, administrations.c.grace_hours, type_=INTERVAL)
    return administrations.c.closes_no_later_than + grace <= func.now()


async def report_lost_keys(engine: AsyncEngine, *, keys: KeyCustody) -> int:
    """Say loudly at start when a key is not where it should be, while something can still be done about it.

    Returns:
        How many participations cannot be released with the files at hand.
    """
    statement = (
        select(participations.c.id, participations.c.sealing_public_key)
        .join_from(participations, administrations)
        .where(
            participations.c.state.in_(["ready", "open", "closed", "review"]),
            participations.c.sealing_public_key.is_not(None),
            (participations.c.state != "ready") | ~cannot_open_any_more(),
        )
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
