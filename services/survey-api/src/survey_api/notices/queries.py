"""Statements of the process that tells leaders, for asyncpg, as the administration's login everywhere."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

import orjson
from asyncpg import Connection, Record

NOTICE_LOCK: Final = 7_261_006  # any number of our own; EXPORT_LOCK is its neighbour
#: What was sent is kept for this long, for whoever asks whether a leader was told.
KEPT: Final = timedelta(days=90)

# Locked until its outcome is committed. Whether somebody still leads one of the schools is asked again now.
_TAKE: Final = """
    SELECT n.participation_id, n.person_id, n.attempts, p.email, d.name AS district,
        f.id AS profile, f.document,
        n.created_at < now() - $1::interval AS too_late,
        p.role = 'school_leader' AND p.disabled_at IS NULL AND EXISTS (
            SELECT FROM participation_schools AS m
            WHERE m.participation_id = n.participation_id AND m.school_id = ANY (p.school_ids)
        ) AS still_leads
    FROM profile_notices AS n
    JOIN people AS p ON p.id = n.person_id
    JOIN districts AS d ON d.id = n.district_id
    CROSS JOIN LATERAL (
        SELECT id, document FROM profiles AS r WHERE r.participation_id = n.participation_id
        ORDER BY r.revision DESC LIMIT 1
    ) AS f
    WHERE n.state = 'waiting' AND n.next_attempt_at <= now()
    ORDER BY n.next_attempt_at LIMIT 1
    FOR UPDATE OF n SKIP LOCKED
"""
_END: Final = """
    UPDATE profile_notices SET state = $3, attempts = attempts + 1
    WHERE participation_id = $1 AND person_id = $2
"""
_POSTPONE: Final = """
    UPDATE profile_notices SET attempts = attempts + 1, next_attempt_at = now() + $3::interval
    WHERE participation_id = $1 AND person_id = $2
"""
_DROP: Final = "DELETE FROM profile_notices WHERE participation_id = $1 AND person_id = $2"
_DROP_WAITING: Final = "DELETE FROM profile_notices WHERE state = 'waiting'"
_FORGET: Final = "DELETE FROM profile_notices WHERE state <> 'waiting' AND created_at < now() - $1::interval"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Somebody to tell now.

    Attributes:
        participation_id, person_id: whom, of what.
        attempts: made so far.
        email: theirs.
        district: its name.
        school: its name, or the reporting unit's, as published.
        profile: id of the profile.
        suppressed: whether too few answered for results.
        still_leads: whether they may read it now.
        too_late: whether it was tried for as long as it is worth.
    """

    participation_id: UUID
    person_id: UUID
    attempts: int
    email: str = field(repr=False)
    district: str
    school: str
    profile: UUID
    suppressed: bool
    still_leads: bool
    too_late: bool


async def take(connection: "Connection[Record]", *, give_up_after: timedelta) -> Notice | None:
    """Lock what is due first; None where nothing is."""
    row = await connection.fetchrow(_TAKE, give_up_after)
    if row is None:
        return None
    values = dict(row)
    document = orjson.loads(values.pop("document"))
    standing = document["participation"]["standing"]
    return Notice(**values, school=document["school"]["name"], suppressed=standing == "suppressed")


async def end(connection: "Connection[Record]", notice: Notice, *, state: str) -> None:
    """Note that it was `sent`, `refused` or `given_up`."""
    await connection.execute(_END, notice.participation_id, notice.person_id, state)


async def postpone(connection: "Connection[Record]", notice: Notice, *, pause: timedelta) -> None:
    """Try again after a pause."""
    await connection.execute(_POSTPONE, notice.participation_id, notice.person_id, pause)


async def drop(connection: "Connection[Record]", notice: Notice) -> None:
    """Forget somebody who may not read it any more."""
    await connection.execute(_DROP, notice.participation_id, notice.person_id)


async def drop_waiting(connection: "Connection[Record]") -> int:
    """Forget everybody who waits; returns how many."""
    return int((await connection.execute(_DROP_WAITING)).rpartition(" ")[2])


async def forget_old(connection: "Connection[Record]") -> None:
    """Forget what was sent long ago."""
    await connection.execute(_FORGET, KEPT)
