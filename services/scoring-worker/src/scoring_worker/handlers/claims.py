"""Claims by event id: every handler may be called twice, and works once."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from survey_core.tables.releaser import handled_events


async def claim(connection: AsyncConnection, event_id: UUID) -> bool:
    """Claim an event inside the transaction that handles it; False when somebody already did.

    Two workers with the same event: the second waits for the first's commit and then loses.
    """
    statement = (
        insert(handled_events)
        .values(event_id=event_id)
        .on_conflict_do_nothing()
        .returning(handled_events.c.event_id)
    )
    return await connection.scalar(statement) is not None
