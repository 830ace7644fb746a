"""Statements of interim releases, one function each (login releaser)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from survey_core.tables.locks import participation_lock
from survey_core.tables.releaser import interim_releases, interim_responses


async def share_lock(connection: AsyncConnection, participation_id: UUID) -> None:
    """Keep the final release out, but not intake."""
    await connection.execute(select(func.pg_advisory_xact_lock_shared(participation_lock(participation_id))))


async def marks(connection: AsyncConnection, participation_id: UUID) -> set[bytes]:
    """Which responses interim revisions are made of."""
    statement = select(interim_responses.c.pass_hash).where(
        interim_responses.c.participation_id == participation_id
    )
    return set(await connection.scalars(statement))


async def releases_done(connection: AsyncConnection, participation_id: UUID) -> int:
    """How many interim releases there have been."""
    statement = select(interim_releases.c.done).where(interim_releases.c.participation_id == participation_id)
    return await connection.scalar(statement) or 0


async def add_marks(
    connection: AsyncConnection, participation_id: UUID, *, pass_hashes: Sequence[bytes]
) -> None:
    """Mark responses, in the order of their hashes."""
    rows = [{"participation_id": participation_id, "pass_hash": value} for value in sorted(pass_hashes)]
    await connection.execute(insert(interim_responses), rows)


async def count_release(connection: AsyncConnection, participation_id: UUID, *, done: int) -> None:
    """Write how many interim releases there have been, this one included."""
    statement = upsert(interim_releases).values(participation_id=participation_id, done=done)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[interim_releases.c.participation_id], set_={"done": done}
        )
    )


async def note_withheld(connection: AsyncConnection, participation_id: UUID) -> None:
    """Note that an interim release was not published."""
    await connection.execute(
        update(interim_releases)
        .where(interim_releases.c.participation_id == participation_id)
        .values(withheld=True)
    )
