"""The relay's statements, for asyncpg, as the administration's login over every district."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from asyncpg import Connection, Record

RELAY_LOCK = 7_261_002  # any number of our own; MIGRATION_LOCK is its neighbour

# One statement, so that a mark is always in one table or the other. Intake waits for a mark that is being
# taken; that is why this is a transaction of its own, which never waits for the broker.
_TAKE_MARKS = """
    WITH taken AS (DELETE FROM outbox_marks RETURNING participation_id, event_id)
    INSERT INTO outbox_events (event_id, type, data)
    SELECT taken.event_id, 'response.completed.v1',
           jsonb_build_object('administration', p.administration_id, 'participation', p.id)
    FROM taken JOIN participations AS p ON p.id = taken.participation_id
    ORDER BY p.id
"""

_FIND_WAITING = """
    SELECT position, event_id, type, data, request_id
    FROM outbox_events WHERE position > $1 ORDER BY position LIMIT $2
"""


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """One row of the outbox."""

    position: int
    event_id: UUID
    type: str
    data: dict[str, Any]
    request_id: str | None


async def see_every_district(connection: "Connection[Record]") -> None:
    """Let row-level security show every district as long as this connection lives."""
    await connection.execute("SELECT set_config('app.district_id', '*', false)")


async def try_lock(connection: "Connection[Record]") -> bool:
    """Become the one relay; held until this connection ends."""
    return bool(await connection.fetchval("SELECT pg_try_advisory_lock($1)", RELAY_LOCK))


async def take_marks(connection: "Connection[Record]") -> None:
    """Turn every mark into an event of the outbox."""
    await connection.execute(_TAKE_MARKS)


async def find_waiting(connection: "Connection[Record]", *, after: int, limit: int) -> Sequence[WaitingEvent]:
    """Return the oldest events behind a position."""
    rows = await connection.fetch(_FIND_WAITING, after, limit)
    return [
        WaitingEvent(
            row["position"], row["event_id"], row["type"], orjson.loads(row["data"]), row["request_id"]
        )
        for row in rows
    ]


async def delete_sent(connection: "Connection[Record]", positions: Sequence[int]) -> None:
    """Remove events that the broker has."""
    await connection.execute("DELETE FROM outbox_events WHERE position = ANY($1)", positions)
