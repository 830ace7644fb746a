"""Tables of webhooks (login admin), under row-level security by district.

Nothing here comes from a respondent: events name administrations and published profiles.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from survey_core.tables.base import metadata


def _district() -> Column[object]:
    return Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True)


def _now(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=text("now()"))


# Where events are sent. Its secrets are sealed under a key of the API's key store, outside the database.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    _district(),
    Column("url", Text, nullable=False),
    Column("description", Text),
    Column("events", ARRAY(Text), nullable=False),
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("disabled_reason", Text),
    Column("sealed_secret", LargeBinary, nullable=False),
    # Signs beside the new one until its time is over.
    Column("sealed_old_secret", LargeBinary),
    Column("old_secret_until", DateTime(timezone=True)),
    _now("created_at"),
    CheckConstraint("disabled_reason IN ('gone', 'owner')", name="disabled_reason"),
    CheckConstraint("enabled = (disabled_reason IS NULL)", name="disabled_for_a_reason"),
)

# What happened, once for each event whoever is told of it; the id is the event's and the `webhook-id` sent.
webhook_messages = Table(
    "webhook_messages",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    _district(),
    # In the order of the broker's stream.
    Column("position", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("event", Text, nullable=False),
    # The profile or administration: what is about the same subject arrives in order.
    Column("subject", UUID(as_uuid=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("data", JSONB, nullable=False),
    # Of a test event: the only one that gets it.
    Column("webhook_id", ForeignKey("webhooks.id", ondelete="CASCADE"), index=True),
)

# One for each message and webhook, and one more for each replay.
webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("uuidv7()")),
    _district(),
    Column("webhook_id", ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", ForeignKey("webhook_messages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", BigInteger, Identity(always=True), nullable=False),
    Column("subject", UUID(as_uuid=True), nullable=False),
    Column("replay", Boolean, nullable=False, server_default=text("false")),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    _now("next_attempt_at"),
    # One entry an attempt: when, how long, what came of it, the status; never a body.
    Column("log", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    _now("created_at"),
    CheckConstraint("state IN ('waiting', 'delivered', 'failed', 'cancelled')", name="state"),
)

_waiting = webhook_deliveries.c.state == "waiting"
# The log of a webhook, newest first.
Index(
    "ix_webhook_deliveries_webhook_id_position",
    webhook_deliveries.c.webhook_id,
    webhook_deliveries.c.position,
    unique=True,
)
Index(
    "ix_webhook_deliveries_due",
    webhook_deliveries.c.webhook_id,
    webhook_deliveries.c.next_attempt_at,
    postgresql_where=_waiting,
)
Index(
    "ix_webhook_deliveries_order",
    webhook_deliveries.c.webhook_id,
    webhook_deliveries.c.subject,
    webhook_deliveries.c.position,
    postgresql_where=_waiting,
)
# A message waits for a webhook at most once, and is sent to it by itself at most once.
Index(
    "uq_webhook_deliveries_waiting",
    webhook_deliveries.c.webhook_id,
    webhook_deliveries.c.message_id,
    unique=True,
    postgresql_where=_waiting,
)
Index(
    "uq_webhook_deliveries_first",
    webhook_deliveries.c.webhook_id,
    webhook_deliveries.c.message_id,
    unique=True,
    postgresql_where=text("NOT replay"),
)
