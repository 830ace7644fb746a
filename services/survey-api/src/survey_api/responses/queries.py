"""The statements of intake, for asyncpg. They run once per batch, not once per response."""

from collections.abc import Sequence
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


# A whole transaction in one call: locks, the window, rows and marks. The migration that adds it says why and
# how; what comes back is committed.
_STORE = "SELECT store_sealed_responses($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[]) AS pass_hash"

_KNOWN = """
    WITH given AS (SELECT * FROM unnest($1::uuid[], $2::bytea[]) AS given (participation_id, pass_hash))
    SELECT pass_hash FROM sealed_responses JOIN given USING (participation_id, pass_hash)
    UNION
    SELECT pass_hash FROM spent_passes JOIN given USING (participation_id, pass_hash)
"""

_FACTS = "SELECT issuer_public_key, sealed_length FROM participations WHERE id = $1 AND manifest IS NOT NULL"


async def store(connection: AnyConnection, responses: Sequence[SealedResponse]) -> set[bytes]:
    """Insert responses and mark their participations; returns the pass hashes that were new.

    Not new are those whose pass was used before, and those that came too late. Not to be called inside a
    transaction: the caller relies on the commit.
    """
    rows = await connection.fetch(
        _STORE,
        [one.participation_id for one in responses],
        [participation_lock(one.participation_id) for one in responses],
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
