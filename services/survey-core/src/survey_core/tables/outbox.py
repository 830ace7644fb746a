"""Events waiting for the relay, written in the same transaction as the rows they speak of."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB, UUID

from survey_core.tables.base import metadata

# One mark a participation however many responses came: coalesced, so it tells neither order nor time.
outbox_marks = Table(
    "outbox_marks",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("event_id", UUID(as_uuid=True), nullable=False, server_default=text("gen_random_uuid()")),
)

outbox_events = Table(
    "outbox_events",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", UUID(as_uuid=True), nullable=False, server_default=text("gen_random_uuid()")),
    Column("type", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    # Of the administrator's request that caused it; null for all that nobody signed in asked for.
    Column("request_id", Text, server_default=text("NULLIF(current_setting('app.request_id', true), '')")),
)
