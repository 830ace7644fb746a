"""Statements of the register of second copies, one function each (login releaser). Days only, and no key."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from survey_core.tables.admin import participations
from survey_core.tables.custody import key_copies

#: While a key may be needed: restored in these states only, and copied in all of them but the first.
BEFORE_RELEASE = ("draft", "ready", "open", "closed", "review")


@dataclass(frozen=True)
class KeyHolder:
    """A participation as far as its key is concerned."""

    id: UUID
    state: str
    sealing_public_key: bytes | None


async def find(connection: AsyncConnection, of: UUID) -> list[KeyHolder]:
    """The participation of this id, or every participation of the administration of this id; locked."""
    statement = (
        select(participations.c.id, participations.c.state, participations.c.sealing_public_key)
        .where(or_(participations.c.id == of, participations.c.administration_id == of))
        .order_by(participations.c.id)
        .with_for_update(key_share=True)
    )
    return [
        KeyHolder(row.id, row.state, row.sealing_public_key) for row in await connection.execute(statement)
    ]


async def add(connection: AsyncConnection, participation_id: UUID) -> int:
    """Record one more copy, made today; returns its number."""
    newest = select(func.coalesce(func.max(key_copies.c.copy), 0)).where(
        key_copies.c.participation_id == participation_id
    )
    number = int(await connection.scalar(newest) or 0) + 1
    await connection.execute(
        insert(key_copies).values(participation_id=participation_id, copy=number, made_on=func.current_date())
    )
    return number


async def note_destroyed(
    connection: AsyncConnection, participation_id: UUID, *, number: int | None, by: str
) -> Sequence[int]:
    """Record that one copy, or every copy, is destroyed as of today; returns the numbers of those noted."""
    statement = (
        update(key_copies)
        .where(key_copies.c.participation_id == participation_id, key_copies.c.destroyed_on.is_(None))
        .values(destroyed_on=func.current_date(), destroyed_by=by)
        .returning(key_copies.c.copy)
    )
    if number is not None:
        statement = statement.where(key_copies.c.copy == number)
    return sorted(await connection.scalars(statement))


async def outstanding(connection: AsyncConnection) -> Sequence[UUID]:
    """Released participations of which a copy may still exist."""
    statement = (
        select(participations.c.id)
        .join_from(key_copies, participations)
        .where(key_copies.c.destroyed_on.is_(None), participations.c.state.not_in(BEFORE_RELEASE))
        .distinct()
        .order_by(participations.c.id)
    )
    return (await connection.scalars(statement)).all()
