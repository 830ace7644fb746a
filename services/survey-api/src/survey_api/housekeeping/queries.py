"""Housekeeping's statements, over every district."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.ext.asyncio import AsyncSession

from survey_core.tables.admin import administrations, participations
from survey_core.tables.outbox import outbox_events


async def lock_due(session: AsyncSession) -> Sequence[UUID]:
    """Lock and return the open administrations whose window is over.

    Locked, because an extension may be under way; what another transaction holds is left to the next tick.
    """
    statement = (
        select(administrations.c.id)
        .where(administrations.c.state == "open", administrations.c.closes_at <= func.now())
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def find_unfinished(session: AsyncSession) -> dict[UUID, list[UUID]]:
    """Return, by administration, the closed participations whose issuer key may still exist."""
    statement = select(participations.c.administration_id, participations.c.id).where(
        participations.c.state == "closed", participations.c.issuer_key_destroyed.is_(False)
    )
    found: dict[UUID, list[UUID]] = {}
    for administration_id, participation_id in await session.execute(statement):
        found.setdefault(administration_id, []).append(participation_id)
    return found


async def mark_destroyed(session: AsyncSession, administration_id: UUID) -> bool:
    """Note that the issuer keys are gone; False when another process noted it first."""
    statement = (
        update(participations)
        .where(
            participations.c.administration_id == administration_id,
            participations.c.state == "closed",
            participations.c.issuer_key_destroyed.is_(False),
        )
        .values(issuer_key_destroyed=True)
        .returning(participations.c.id)
    )
    return bool((await session.scalars(statement)).all())


async def find_never_opened(session: AsyncSession) -> Sequence[UUID]:
    """Return ready participations that cannot open any more and whose issuer key may still exist.

    Their manifests allow no later end, and the grace time after it is over too.
    """
    grace = func.make_interval(0, 0, 0, 0, administrations.c.grace_hours, type_=INTERVAL)
    statement = (
        select(participations.c.id)
        .join_from(participations, administrations)
        .where(
            participations.c.state == "ready",
            participations.c.issuer_key_destroyed.is_(False),
            administrations.c.closes_no_later_than + grace <= func.now(),
        )
        .order_by(participations.c.id)
    )
    return (await session.scalars(statement)).all()


async def mark_key_destroyed(session: AsyncSession, participation_id: UUID) -> None:
    """Note that the issuer key of a participation that was never opened is gone."""
    await session.execute(
        update(participations)
        .where(participations.c.id == participation_id, participations.c.state == "ready")
        .values(issuer_key_destroyed=True)
    )


async def announce_closed(session: AsyncSession, administration_id: UUID) -> None:
    """Put `administration.closed.v1` into the outbox."""
    data = {"administration": str(administration_id)}
    await session.execute(insert(outbox_events).values(type="administration.closed.v1", data=data))


async def find_open(session: AsyncSession, among: Collection[UUID]) -> set[UUID]:
    """Return which of these participations are open."""
    statement = select(participations.c.id).where(
        participations.c.id.in_(among), participations.c.state == "open"
    )
    return set((await session.scalars(statement)).all())
