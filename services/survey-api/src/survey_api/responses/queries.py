"""The statements of intake, for asyncpg. They run once per batch, not once per response."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from asyncpg import Connection, Record
from asyncpg.pool import PoolConnectionProxy

from survey_core.tables.locks import participation_lock

AnyConnection: TypeAlias = "Connection[Record] | PoolConnectionProxy[Record]"


@dataclass(frozen=True, slots=True, repr=False)
class SealedResponse:
    """What is stored of one response: whose school, which pass, and sealed bytes."""

    participation_id: UUID
    pass_hash: bytes
    sealed: bytes


# The clock, not the start of the transaction: a batch may have waited for a lock.
_TAKES_RESPONSES = """
    p.state IN ('open', 'closed')
    AND clock_timestamp() < coalesce(a.closed_at, a.closes_at) + make_interval(hours => a.grace_hours)
"""

# Only participations that still take responses are locked, in one order everywhere. A release holds the
# lock of its own, and waiting for it would hold up every other school in the batch.
_LOCK = f"""
    WITH wanted AS MATERIALIZED (
        SELECT p.id, given.lock
        FROM unnest($1::uuid[], $2::bigint[]) AS given (id, lock)
        JOIN participations AS p ON p.id = given.id
        JOIN administrations AS a ON a.id = p.administration_id
        WHERE {_TAKES_RESPONSES}
        ORDER BY p.id
    )
    SELECT id, pg_advisory_xact_lock_shared(lock) FROM wanted
"""  # noqa: S608 - constants only

# The window is asked again, under the lock. Sorted, so that two processes never wait for each other in a
# circle, and so that a batch does not keep the order of arrival.
_STORE = f"""
    WITH stored AS (
        INSERT INTO sealed_responses (participation_id, pass_hash, sealed)
        SELECT given.participation_id, given.pass_hash, given.sealed
        FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS given (participation_id, pass_hash, sealed)
        JOIN participations AS p ON p.id = given.participation_id
        JOIN administrations AS a ON a.id = p.administration_id
        WHERE {_TAKES_RESPONSES}
        ORDER BY given.participation_id, given.pass_hash
        ON CONFLICT DO NOTHING
        RETURNING participation_id, pass_hash
    ), marked AS (
        INSERT INTO outbox_marks (participation_id)
        SELECT DISTINCT participation_id FROM stored ORDER BY participation_id
        ON CONFLICT DO NOTHING
    )
    SELECT pass_hash FROM stored
"""  # noqa: S608 - constants only

_KNOWN = """
    WITH given AS (SELECT * FROM unnest($1::uuid[], $2::bytea[]) AS given (participation_id, pass_hash))
    SELECT pass_hash FROM sealed_responses JOIN given USING (participation_id, pass_hash)
    UNION
    SELECT pass_hash FROM spent_passes JOIN given USING (participation_id, pass_hash)
"""

_FACTS = "SELECT issuer_public_key, sealed_length FROM participations WHERE id = $1 AND manifest IS NOT NULL"


async def lock_open(connection: AnyConnection, participations: Collection[UUID]) -> set[UUID]:
    """Take the shared lock of those that still take responses, until the transaction ends; returns them."""
    ids = list(participations)
    rows = await connection.fetch(_LOCK, ids, [participation_lock(one) for one in ids])
    return {row["id"] for row in rows}


async def store(connection: AnyConnection, responses: Sequence[SealedResponse]) -> set[bytes]:
    """Insert responses and mark their participations; returns the pass hashes that were new."""
    rows = await connection.fetch(
        _STORE,
        [one.participation_id for one in responses],
        [one.pass_hash for one in responses],
        [one.sealed for one in responses],
    )
    return {row["pass_hash"] for row in rows}


async def find_known(connection: AnyConnection, responses: Sequence[SealedResponse]) -> set[bytes]:
    """Return the pass hashes of those whose pass was used before, also after a release."""
    rows = await connection.fetch(
        _KNOWN, [one.participation_id for one in responses], [one.pass_hash for one in responses]
    )
    return {row["pass_hash"] for row in rows}


async def find_facts(connection: AnyConnection, participation_id: UUID) -> tuple[bytes, int] | None:
    """Return (issuer's modulus, bytes of a sealed response); None before the manifest is frozen."""
    row = await connection.fetchrow(_FACTS, participation_id)
    return None if row is None else (row["issuer_public_key"], row["sealed_length"])
