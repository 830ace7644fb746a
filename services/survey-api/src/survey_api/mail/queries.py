"""The statements of access by e-mail: adding and counting as the administration, the rest as the issuer.

Rows are always added in order of their random ids, so that neither pages nor log keep the order of a list.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    TextClause,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_api.mail.key_store import Purpose
from survey_api.mail.slips import Slip, seal_slip
from survey_core.tables.admin import administrations, audit_log, participations
from survey_core.tables.mail import mail_addresses, mail_queue, mail_reminders

Finder = Callable[[AsyncSession], Awaitable[Sequence[UUID]]]
WITH_CODE: Final = ("invitation", "replacement")


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """Slips of one kind and the key that seals them."""

    participation_id: UUID
    kind: str
    key: bytes = field(repr=False)

    def rows(self, slips: Sequence[Slip]) -> list[dict[str, object]]:
        """Sealed rows, in an order of their own."""
        ids = sorted(uuid4() for _ in slips)
        return [
            {
                "participation_id": self.participation_id,
                "id": row_id,
                "sealed": seal_slip(
                    slip, key=self.key, kind=self.kind, participation_id=self.participation_id, row_id=row_id
                ),
            }
            for row_id, slip in zip(ids, slips, strict=True)
        ]


async def insert_messages(session: AsyncSession, sealing: Sealing, slips: Sequence[Slip]) -> None:
    """Put messages into the queue. The caller has shuffled the slips."""
    if slips:
        await session.execute(insert(mail_queue).values(kind=sealing.kind), sealing.rows(slips))


async def insert_addresses(
    session: AsyncSession, sealing: Sealing, slips: Sequence[Slip], *, bounced: bool = False
) -> None:
    """Add to the list of addresses. The caller has shuffled the slips."""
    if slips:
        await session.execute(insert(mail_addresses).values(bounced=bounced), sealing.rows(slips))


async def lock_keys(session: AsyncSession, participation_id: UUID) -> None:
    """Let one transaction at a time make or destroy the mail keys of a participation."""
    await session.execute(
        _lock("pg_advisory_xact_lock", "mail-keys"), {"participation": str(participation_id)}
    )


async def try_sending(session: AsyncSession, participation_id: UUID) -> bool:
    """Be the one process that sends this participation's messages until the transaction ends."""
    found = await session.scalar(
        _lock("pg_try_advisory_xact_lock", "mail-sending"), {"participation": str(participation_id)}
    )
    return bool(found)


def _lock(function: str, name: str) -> TextClause:
    return text(f"SELECT {function}(hashtextextended('{name}|' || :participation, 0))")


async def count_addresses(session: AsyncSession, *, participation_id: UUID) -> tuple[int, int]:
    """Return how many addresses are in use, and how many bounced."""
    statement = (
        select(func.count().filter(~mail_addresses.c.bounced), func.count().filter(mail_addresses.c.bounced))
        .select_from(mail_addresses)
        .where(mail_addresses.c.participation_id == participation_id)
    )
    in_use, bounced = (await session.execute(statement)).one()
    return in_use, bounced


async def is_waiting(session: AsyncSession, *, participation_id: UUID) -> bool:
    """Whether messages wait to be sent."""
    own = select(mail_queue.c.participation_id).where(mail_queue.c.participation_id == participation_id)
    return bool(await session.scalar(select(exists(own))))


async def reminded_since(session: AsyncSession, *, administration_id: UUID, age: timedelta) -> bool:
    """Whether a reminder was asked for in the last `age`."""
    found = exists().where(
        audit_log.c.action == "reminders.sent",
        audit_log.c.subject == str(administration_id),
        audit_log.c.at > func.now() - age,
    )
    return bool(await session.scalar(select(found)))


async def mark_reminders(session: AsyncSession, *, administration_id: UUID) -> None:
    """Note that everyone of an administration is to be reminded."""
    due = select(participations.c.id).where(
        participations.c.administration_id == administration_id, participations.c.state == "open"
    )
    statement = insert_or_skip(mail_reminders).from_select(["participation_id"], due)
    await session.execute(statement.on_conflict_do_nothing())


def _sending(participation_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whether a participation sends messages now: its link works from the opening to the close."""
    return exists(
        select(true())
        .select_from(
            participations.join(administrations, administrations.c.id == participations.c.administration_id)
        )
        .where(
            participations.c.id == participation_id,
            participations.c.state == "open",
            func.clock_timestamp() < administrations.c.closes_at,
        )
    )


async def find_reminders(session: AsyncSession) -> Sequence[UUID]:
    """Return the participations that are to be reminded now."""
    statement = select(mail_reminders.c.participation_id).where(_sending(mail_reminders.c.participation_id))
    return (await session.scalars(statement)).all()


async def take_reminder(session: AsyncSession, participation_id: UUID) -> bool:
    """Take a mark away; False when another process did."""
    statement = (
        delete(mail_reminders)
        .where(
            mail_reminders.c.participation_id == participation_id, _sending(mail_reminders.c.participation_id)
        )
        .returning(mail_reminders.c.participation_id)
    )
    return await session.scalar(statement) is not None


async def find_waiting(session: AsyncSession) -> Sequence[UUID]:
    """Return the participations that have messages to send now."""
    statement = (
        select(mail_queue.c.participation_id).distinct().where(_sending(mail_queue.c.participation_id))
    )
    return (await session.scalars(statement)).all()


async def take_message(session: AsyncSession, *, participation_id: UUID, after: UUID | None) -> AnyRow | None:
    """Take the next message (id, kind, sealed) out of the queue; it stays there if the transaction fails.

    In order of the random ids, starting after `after`.
    """
    candidates = select(mail_queue.c.id).where(mail_queue.c.participation_id == participation_id)
    if after is not None:
        candidates = candidates.where(mail_queue.c.id > after)
    first = candidates.order_by(mail_queue.c.id).limit(1).scalar_subquery()
    statement = (
        delete(mail_queue)
        .where(
            mail_queue.c.participation_id == participation_id,
            mail_queue.c.id == first,
            _sending(mail_queue.c.participation_id),
        )
        .returning(mail_queue.c.id, mail_queue.c.kind, mail_queue.c.sealed)
    )
    return (await session.execute(statement)).one_or_none()


async def select_addresses(
    session: AsyncSession, *, participation_id: UUID, bounced: bool
) -> Sequence[AnyRow]:
    """Return (id, sealed) of the addresses in use, or of those that bounced."""
    statement = select(mail_addresses.c.id, mail_addresses.c.sealed).where(
        mail_addresses.c.participation_id == participation_id, mail_addresses.c.bounced.is_(bounced)
    )
    return (await session.execute(statement)).all()


async def mark_bounced(session: AsyncSession, *, participation_id: UUID, row_id: UUID) -> None:
    """Note that an address bounced."""
    await session.execute(
        update(mail_addresses)
        .where(mail_addresses.c.participation_id == participation_id, mail_addresses.c.id == row_id)
        .values(bounced=True)
    )


async def delete_addresses(session: AsyncSession, *, participation_id: UUID, row_ids: Sequence[UUID]) -> None:
    """Take addresses off the list."""
    await session.execute(
        delete(mail_addresses).where(
            mail_addresses.c.participation_id == participation_id, mail_addresses.c.id.in_(row_ids)
        )
    )


async def withdraw_code(session: AsyncSession, *, participation_id: UUID, code_hash: bytes) -> bool:
    """Delete the hash of a code that never left; False when it is used, or not there."""
    found = await session.execute(
        text("SELECT * FROM withdraw_code(:participation, :hash)"),
        {"participation": participation_id, "hash": code_hash},
    )
    return found.one_or_none() is not None


async def find_idle(session: AsyncSession, *, purpose: Purpose, among: Collection[UUID]) -> Sequence[UUID]:
    """Return which of these participations have nothing sealed under their key of this purpose."""
    queued = exists().where(
        mail_queue.c.participation_id == participations.c.id,
        mail_queue.c.kind.in_(WITH_CODE) if purpose == "codes" else mail_queue.c.kind.not_in(WITH_CODE),
    )
    listed = exists().where(mail_addresses.c.participation_id == participations.c.id)
    statement = select(participations.c.id).where(participations.c.id.in_(among), ~queued)
    if purpose == "addresses":
        statement = statement.where(~listed)
    return (await session.scalars(statement)).all()


async def find_forgotten(session: AsyncSession) -> Sequence[UUID]:
    """Return the participations that hold addresses and can never be opened any more."""
    holding = select(mail_addresses.c.participation_id).union(select(mail_queue.c.participation_id))
    statement = (
        select(participations.c.id)
        .join(administrations, administrations.c.id == participations.c.administration_id)
        .where(
            participations.c.state == "ready",
            administrations.c.closes_no_later_than <= func.now(),
            participations.c.id.in_(holding),
        )
    )
    return (await session.scalars(statement)).all()


async def erase(session: AsyncSession, participation_ids: Collection[UUID]) -> None:
    """Delete everything of participations. In this order: what sends may add to what comes later."""
    for table in (mail_reminders, mail_queue, mail_addresses):
        await session.execute(delete(table).where(table.c.participation_id.in_(participation_ids)))
