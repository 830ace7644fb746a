"""Statements on webhooks, their messages and deliveries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal, or_, select, true, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.webhooks import webhook_deliveries, webhook_messages, webhooks

_PUBLIC = (
    webhooks.c.id,
    webhooks.c.district_id,
    webhooks.c.url,
    webhooks.c.description,
    webhooks.c.events,
    webhooks.c.enabled,
    webhooks.c.disabled_reason,
    webhooks.c.old_secret_until,
    webhooks.c.created_at,
)
_WAITING = webhook_deliveries.c.state == "waiting"


async def new_id(session: AsyncSession) -> UUID:
    """An id before there is a row: the secret is sealed for it."""
    made: UUID = (await session.execute(select(func.uuidv7()))).scalar_one()
    return made


async def count_of(session: AsyncSession, *, district_id: UUID) -> int:
    """How many webhooks a district has."""
    statement = select(func.count()).select_from(webhooks).where(webhooks.c.district_id == district_id)
    return int(await session.scalar(statement) or 0)


async def insert_webhook(session: AsyncSession, **values: Any) -> AnyRow:
    """Store a webhook."""
    return (await session.execute(insert(webhooks).values(**values).returning(*_PUBLIC))).one()


async def select_webhook(session: AsyncSession, *, webhook_id: UUID, lock: bool = False) -> AnyRow | None:
    """Return one webhook; with `lock` nobody else changes it until the transaction ends."""
    statement = select(*_PUBLIC).where(webhooks.c.id == webhook_id)
    if lock:
        statement = statement.with_for_update()
    return (await session.execute(statement)).one_or_none()


async def select_webhooks(
    session: AsyncSession, *, district_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return webhooks in order of id, starting after `after`."""
    statement = select(*_PUBLIC).order_by(webhooks.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(webhooks.c.district_id == district_id)
    if after is not None:
        statement = statement.where(webhooks.c.id > after)
    return (await session.execute(statement)).all()


async def update_webhook(session: AsyncSession, *, webhook_id: UUID, values: dict[str, Any]) -> AnyRow:
    """Change columns of a webhook."""
    statement = update(webhooks).where(webhooks.c.id == webhook_id).values(**values).returning(*_PUBLIC)
    return (await session.execute(statement)).one()


async def replace_secret(
    session: AsyncSession, *, webhook_id: UUID, sealed: bytes, overlap_hours: int
) -> AnyRow:
    """Put a new secret in force; the one before signs too for a while."""
    kept = overlap_hours > 0
    values: dict[str, Any] = {
        "sealed_secret": sealed,
        "sealed_old_secret": webhooks.c.sealed_secret if kept else None,
        "old_secret_until": func.now() + func.make_interval(0, 0, 0, 0, overlap_hours) if kept else None,
    }
    return await update_webhook(session, webhook_id=webhook_id, values=values)


async def delete_webhook(session: AsyncSession, *, webhook_id: UUID) -> None:
    """Remove a webhook with its deliveries and their log."""
    await session.execute(delete(webhooks).where(webhooks.c.id == webhook_id))


async def cancel_waiting(session: AsyncSession, *, webhook_id: UUID) -> None:
    """End what waits for a webhook."""
    await session.execute(
        update(webhook_deliveries)
        .where(webhook_deliveries.c.webhook_id == webhook_id, _WAITING)
        .values(state="cancelled")
    )


async def insert_test(session: AsyncSession, webhook: AnyRow, *, message_id: UUID, event: str) -> UUID:
    """Store a message for one webhook alone; returns its delivery."""
    await session.execute(
        insert(webhook_messages).values(
            id=message_id,
            district_id=webhook.district_id,
            event=event,
            subject=message_id,
            at=func.now(),
            data={"webhook": str(webhook.id)},
            webhook_id=webhook.id,
        )
    )
    statement = insert(webhook_deliveries).values(
        district_id=webhook.district_id, webhook_id=webhook.id, message_id=message_id, subject=message_id
    )
    made: UUID = (await session.execute(statement.returning(webhook_deliveries.c.id))).scalar_one()
    return made


async def select_deliveries(
    session: AsyncSession, *, webhook_id: UUID, state: str | None, before: int | None, limit: int
) -> Sequence[AnyRow]:
    """Return deliveries of a webhook, the newest first, starting below `before`."""
    conditions = [webhook_deliveries.c.webhook_id == webhook_id]
    if state is not None:
        conditions.append(webhook_deliveries.c.state == state)
    if before is not None:
        conditions.append(webhook_deliveries.c.position < before)
    statement = _deliveries(*conditions).order_by(webhook_deliveries.c.position.desc()).limit(limit)
    return (await session.execute(statement)).all()


async def select_delivery(session: AsyncSession, *, webhook_id: UUID, delivery_id: UUID) -> AnyRow | None:
    """Return one delivery of a webhook."""
    statement = _deliveries(
        webhook_deliveries.c.webhook_id == webhook_id, webhook_deliveries.c.id == delivery_id
    )
    return (await session.execute(statement)).one_or_none()


async def queue_again(session: AsyncSession, delivery: AnyRow) -> UUID:
    """Put a delivery's message in line once more, or make due what waits; returns the delivery."""
    added = await session.scalar(
        postgresql.insert(webhook_deliveries)
        .values(
            district_id=delivery.district_id,
            webhook_id=delivery.webhook_id,
            message_id=delivery.message_id,
            subject=delivery.subject,
            replay=True,
        )
        .on_conflict_do_nothing()
        .returning(webhook_deliveries.c.id)
    )
    if added is None:
        added = await session.scalar(
            update(webhook_deliveries)
            .where(
                webhook_deliveries.c.webhook_id == delivery.webhook_id,
                webhook_deliveries.c.message_id == delivery.message_id,
                _WAITING,
            )
            .values(next_attempt_at=func.now())
            .returning(webhook_deliveries.c.id)
        )
    # Delivered in this very moment: then that is the answer.
    return added or UUID(str(delivery.id))


async def queue_since(session: AsyncSession, webhook: AnyRow, *, since: datetime, missing: bool) -> int:
    """Put messages in line once more, in their own order; returns how many."""
    there = webhook_deliveries.alias("there")
    in_the_way = ("waiting", "delivered") if missing else ("waiting",)
    has_one = select(there.c.id).where(
        there.c.webhook_id == webhook.id,
        there.c.message_id == webhook_messages.c.id,
        there.c.state.in_(in_the_way),
    )
    wanted = (
        select(
            webhook_messages.c.district_id,
            literal(webhook.id, postgresql.UUID(as_uuid=True)),
            webhook_messages.c.id,
            webhook_messages.c.subject,
            true(),
        )
        .where(
            webhook_messages.c.district_id == webhook.district_id,
            webhook_messages.c.at >= since,
            or_(
                webhook_messages.c.event.in_(webhook.events) & webhook_messages.c.webhook_id.is_(None),
                webhook_messages.c.webhook_id == webhook.id,
            ),
            ~has_one.exists(),
        )
        .order_by(webhook_messages.c.position)
    )
    columns = ["district_id", "webhook_id", "message_id", "subject", "replay"]
    statement = (
        postgresql.insert(webhook_deliveries)
        .from_select(columns, wanted)
        .on_conflict_do_nothing()
        .returning(webhook_deliveries.c.id)
    )
    return len((await session.execute(statement)).all())


def _deliveries(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            webhook_deliveries,
            webhook_messages.c.event,
            webhook_messages.c.at,
            webhook_messages.c.data,
        )
        .join_from(
            webhook_deliveries, webhook_messages, webhook_messages.c.id == webhook_deliveries.c.message_id
        )
        .where(*conditions)
    )
