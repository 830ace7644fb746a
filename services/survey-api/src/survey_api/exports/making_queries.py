"""Statements of the process that makes exports, for asyncpg, as the administration's login everywhere.

All of them go over the connection that holds the lock: who lost the one has lost the other, and writes no
more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from asyncpg import Connection, Record

EXPORT_LOCK: Final = 7_261_005  # any number of our own; MIGRATION_LOCK, RELAY_LOCK and WEBHOOK_LOCK are near
#: What was asked for is remembered for so long after its files are gone.
REMEMBERED: Final = timedelta(days=90)

# Only one process works, so whatever is said to be running was left behind by another that ended.
_TAKE_NEXT: Final = """
    UPDATE exports SET state = 'running', attempts = attempts + 1, profiles_done = 0, profiles_total = NULL
    WHERE id = (SELECT id FROM exports WHERE state IN ('waiting', 'running') ORDER BY id LIMIT 1)
    RETURNING id, district_id, administration_ids, school_ids, format, language, attempts
"""
_COUNT: Final = """
    UPDATE exports SET profiles_done = $2, profiles_total = $3
    WHERE id = $1 AND state = 'running' RETURNING id
"""
_FINISH: Final = """
    UPDATE exports SET state = 'ready', finished_at = now(), expires_at = now() + $2
    WHERE id = $1 AND state = 'running' RETURNING id
"""
_INSERT_FILE: Final = """
    INSERT INTO export_files (export_id, district_id, name, media_type, bytes, sha256)
    VALUES ($1, $2, $3, $4, $5, $6)
"""
_INSERT_PIECE: Final = """
    INSERT INTO export_chunks (export_id, district_id, name, position, data) VALUES ($1, $2, $3, $4, $5)
"""
_EXPIRE: Final = """
    WITH over AS (
        UPDATE exports SET state = 'expired' WHERE state = 'ready' AND expires_at <= now() RETURNING id
    )
    DELETE FROM export_files WHERE export_id IN (SELECT id FROM over)
"""
_FORGET: Final = """
    DELETE FROM exports WHERE state IN ('expired', 'failed') AND created_at < now() - $1::interval
"""


@dataclass(frozen=True, kw_only=True)
class Job:
    """An export to make now."""

    id: UUID
    district_id: UUID
    administration_ids: Sequence[UUID]
    school_ids: Sequence[UUID] | None
    format: str
    language: str
    attempts: int


async def take_next(connection: "Connection[Record]") -> Job | None:
    """Begin with the export that has waited longest, if there is one."""
    row = await connection.fetchrow(_TAKE_NEXT)
    return None if row is None else Job(**dict(row))


async def count(connection: "Connection[Record]", job: Job, *, done: int, total: int) -> bool:
    """Say how far it is; False when it was deleted meanwhile."""
    return await connection.fetchval(_COUNT, job.id, done, total) is not None


async def finish(connection: "Connection[Record]", job: Job, *, kept: timedelta) -> bool:
    """Say that its files can be fetched; False when it was deleted meanwhile."""
    return await connection.fetchval(_FINISH, job.id, kept) is not None


async def give_up(connection: "Connection[Record]", job: Job) -> None:
    """Say that it could not be made."""
    await connection.execute("UPDATE exports SET state = 'failed', finished_at = now() WHERE id = $1", job.id)


async def insert_file(connection: "Connection[Record]", job: Job, described: Mapping[str, Any]) -> None:
    """Describe a finished file."""
    of_file = [described[key] for key in ("name", "media_type", "bytes", "sha256")]
    await connection.execute(_INSERT_FILE, job.id, job.district_id, *of_file)


async def insert_piece(
    connection: "Connection[Record]", job: Job, *, name: str, position: int, data: bytes
) -> None:
    """Store a piece of a file."""
    await connection.execute(_INSERT_PIECE, job.id, job.district_id, name, position, data)


async def announce(connection: "Connection[Record]", job: Job) -> None:
    """Put `export.ready.v1` into the outbox."""
    data = {"administration": str(job.administration_ids[0]), "export": str(job.id)}
    await connection.execute(
        "INSERT INTO outbox_events (type, data) VALUES ('export.ready.v1', $1)", orjson.dumps(data).decode()
    )


async def expire(connection: "Connection[Record]") -> None:
    """Delete the files of exports whose time is over, and what nobody will ask about any more."""
    await connection.execute(_EXPIRE)
    await connection.execute(_FORGET, REMEMBERED)
