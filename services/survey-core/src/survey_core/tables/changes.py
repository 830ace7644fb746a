"""What changed in which order, and what was deleted: it outlives what it speaks of, so no foreign keys."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from survey_core.tables.base import metadata

#: Advisory lock under which positions are given: from the moment before a commit to its end.
CHANGES_LOCK = 7_261_004


def _uuid(name: str) -> Column[object]:
    return Column(name, UUID(as_uuid=True), nullable=False)


# The newest state of each published document, one row each, kept for ever. Written by triggers alone, while
# their transaction commits: whoever has read up to a position has seen everything below it (docs/adr/0018).
changes = Table(
    "changes",
    metadata,
    Column("document", Text, primary_key=True),
    # The profile's id; of a summary the administration's.
    Column("subject", UUID(as_uuid=True), primary_key=True),
    Column("position", BigInteger, Identity(always=True), nullable=False, unique=True),
    _uuid("district_id"),
    Column("administration_id", UUID(as_uuid=True), nullable=False, index=True),
    Column("school_id", UUID(as_uuid=True)),
    # The schools it is about, for callers bound to schools: of a reporting unit its members.
    Column("school_ids", ARRAY(UUID(as_uuid=True)), nullable=False, server_default=text("'{}'")),
    Column("revision", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Index("ix_changes_district_id_position", "district_id", "position"),
    CheckConstraint("document IN ('profile', 'summary')", name="document"),
)

# Administrations and districts that were deleted: who repeats a request hears the same again.
deletions = Table(
    "deletions",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("district_id", UUID(as_uuid=True), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("deleted_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    # What had to be repeated from the dry run, and what went, by kind of thing.
    Column("confirm", Text, nullable=False),
    Column("counts", JSONB, nullable=False),
    CheckConstraint("kind IN ('administration', 'district')", name="kind"),
)

# Participations that went: their keys lie outside the database, and go after the commit. What was asked when
# stays too: a deletion must not allow asking the same people again sooner (R6).
removed_participations = Table(
    "removed_participations",
    metadata,
    Column("participation_id", UUID(as_uuid=True), primary_key=True),
    Column("district_id", UUID(as_uuid=True), nullable=False, index=True),
    _uuid("administration_id"),
    Column("school_ids", ARRAY(UUID(as_uuid=True)), nullable=False),
    Column("instrument", Text, nullable=False),
    # Null where nobody was asked.
    Column("opens_at", DateTime(timezone=True)),
    Column("ends_at", DateTime(timezone=True)),
    Column("issuer_keys_gone", Boolean, nullable=False, server_default=text("false")),
    Column("opener_keys_gone", Boolean, nullable=False, server_default=text("false")),
    Index(
        "ix_removed_participations_keys",
        "participation_id",
        postgresql_where=text("NOT issuer_keys_gone OR NOT opener_keys_gone"),
    ),
)
