"""Statements of the process that delivers, for asyncpg, as the administration's login over every district."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from asyncpg import Connection, Record

from survey_api.webhooks.catalogue import Told

WEBHOOK_LOCK: Final = 7_261_003  # any number of our own; MIGRATION_LOCK and RELAY_LOCK are its neighbours

_INSERT_MESSAGE: Final = """
    INSERT INTO webhook_messages (id, district_id, event, subject, at, data)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING id
"""
_FAN_OUT: Final = """
    INSERT INTO webhook_deliveries (district_id, webhook_id, message_id, subject)
    SELECT m.district_id, w.id, m.id, m.subject
    FROM webhook_messages AS m JOIN webhooks AS w ON w.district_id = m.district_id
    WHERE m.id = $1 AND w.enabled AND m.event = ANY (w.events)
    ORDER BY w.id
"""
# Of each webhook a few of what is due, and of each subject the first that waits: the next one has to wait
# until it was delivered or given up.
_FIND_DUE: Final = """
    SELECT d.id, d.attempts, w.id AS webhook_id, w.url, w.sealed_secret,
        CASE WHEN w.old_secret_until > now() THEN w.sealed_old_secret END AS sealed_old_secret,
        m.id AS message_id, m.event, m.at, m.data
    FROM webhooks AS w
    CROSS JOIN LATERAL (
        SELECT * FROM webhook_deliveries AS one
        WHERE one.webhook_id = w.id AND one.state = 'waiting' AND one.next_attempt_at <= now()
            AND one.id <> ALL ($1)
            AND NOT EXISTS (
                SELECT FROM webhook_deliveries AS earlier
                WHERE earlier.webhook_id = w.id AND earlier.subject = one.subject
                    AND earlier.state = 'waiting' AND earlier.position < one.position
            )
        ORDER BY one.next_attempt_at, one.position LIMIT $2
    ) AS d
    JOIN webhook_messages AS m ON m.id = d.message_id
    WHERE w.enabled
    ORDER BY d.next_attempt_at, d.position
"""
# What was cancelled or deleted meanwhile stays so.
_RECORD: Final = """
    UPDATE webhook_deliveries
    SET state = $2, attempts = attempts + 1, log = log || $3::jsonb, next_attempt_at = now() + $4
    WHERE id = $1 AND state = 'waiting'
"""
_CANCEL: Final = (
    "UPDATE webhook_deliveries SET state = 'cancelled' WHERE webhook_id = $1 AND state = 'waiting'"
)
_FORGET_OLD_SECRETS: Final = """
    UPDATE webhooks SET sealed_old_secret = NULL, old_secret_until = NULL WHERE old_secret_until <= now()
"""
_FORGET_MESSAGES: Final = """
    DELETE FROM webhook_messages AS m
    WHERE m.at < now() - $1::interval AND NOT EXISTS (
        SELECT FROM webhook_deliveries AS d WHERE d.message_id = m.id AND d.state = 'waiting'
    )
"""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A delivery to attempt now."""

    id: UUID
    attempts: int
    webhook_id: UUID
    url: str = field(repr=False)
    sealed_secret: bytes = field(repr=False)
    sealed_old_secret: bytes | None = field(repr=False)
    message_id: UUID
    event: str
    at: datetime
    data: dict[str, Any]


async def district_of(connection: "Connection[Record]", told: Told) -> UUID | None:
    """The district of an event's administration, None when it is gone."""
    statement, of = "SELECT district_id FROM administrations WHERE id = $1", told.administration
    if told.district is not None:
        statement, of = "SELECT id FROM districts WHERE id = $1", told.district
    found: UUID | None = await connection.fetchval(statement, of)
    return found


async def school_of(connection: "Connection[Record]", told: Told) -> UUID | None:
    """The school, or reporting unit, that an event's profile is about."""
    if told.school is not None or told.profile is None:
        return told.school
    found: UUID | None = await connection.fetchval(
        "SELECT school_id FROM profiles WHERE id = $1 LIMIT 1", told.subject
    )
    return found


async def insert_message(
    connection: "Connection[Record]", told: Told, *, district_id: UUID, at: datetime, data: dict[str, Any]
) -> bool:
    """Store what happened; False when it was stored before."""
    text = orjson.dumps(data).decode()
    stored = await connection.fetchval(
        _INSERT_MESSAGE, told.id, district_id, told.name, told.subject, at, text
    )
    return stored is not None


async def fan_out(connection: "Connection[Record]", message_id: UUID) -> None:
    """Make a delivery for every webhook that wants to know."""
    await connection.execute(_FAN_OUT, message_id)


async def find_due(
    connection: "Connection[Record]", *, besides: Collection[UUID], of_each: int
) -> Sequence[Due]:
    """Return what is due.

    Args:
        connection: see the module.
        besides: deliveries that are being attempted.
        of_each: at most so many of one webhook.
    """
    rows = await connection.fetch(_FIND_DUE, list(besides), of_each)
    return [Due(**dict(row) | {"data": orjson.loads(row["data"])}) for row in rows]


async def record(
    connection: "Connection[Record]", delivery_id: UUID, *, state: str, entry: dict[str, Any], pause_s: float
) -> None:
    """Write an attempt into the log, and what follows from it."""
    log = orjson.dumps([entry]).decode()
    await connection.execute(_RECORD, delivery_id, state, log, timedelta(seconds=pause_s))


async def postpone(connection: "Connection[Record]", delivery_id: UUID, *, pause_s: float) -> None:
    """Look at a delivery later, without an attempt."""
    await connection.execute(
        "UPDATE webhook_deliveries SET next_attempt_at = now() + $2 WHERE id = $1",
        delivery_id,
        timedelta(seconds=pause_s),
    )


async def lock_webhook(connection: "Connection[Record]", webhook_id: UUID) -> None:
    """Let nobody else change a webhook until the transaction ends."""
    await connection.execute("SELECT FROM webhooks WHERE id = $1 FOR UPDATE", webhook_id)


async def disable_gone(connection: "Connection[Record]", webhook_id: UUID) -> None:
    """End a webhook whose receiver said it is gone, and what waits for it."""
    await connection.execute(
        "UPDATE webhooks SET enabled = false, disabled_reason = 'gone' WHERE id = $1 AND enabled", webhook_id
    )
    await connection.execute(_CANCEL, webhook_id)


async def forget_old(connection: "Connection[Record]", *, kept: timedelta) -> None:
    """Drop secrets whose time is over, and messages nobody waits for with all their deliveries."""
    await connection.execute(_FORGET_OLD_SECRETS)
    await connection.execute(_FORGET_MESSAGES, kept)
