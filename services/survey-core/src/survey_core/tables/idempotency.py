"""Answers that are given again to whoever repeats a request with the same `Idempotency-Key` (login admin).

Kept for a day. Nothing here comes from a respondent: their routes take no such key.
"""

from sqlalchemy import Column, DateTime, ForeignKey, LargeBinary, SmallInteger, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from survey_core.tables.base import metadata

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    # Who asked, as kind and public id: `api_key:…`.
    Column("caller", Text, primary_key=True),
    # SHA-256 of the key: callers may put anything into it.
    Column("key_hash", LargeBinary, primary_key=True),
    # Null for operators, who reach every district.
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), index=True),
    # SHA-256 of method, address and body.
    Column("request_hash", LargeBinary, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, index=True, server_default=text("now()")),
)
