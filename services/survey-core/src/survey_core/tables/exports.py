"""Tables of exports (login admin), under row-level security by district or by the schools they were made for.

Everything in them was published before: the files are made of published documents alone.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from survey_core.tables.base import metadata


def _district() -> Column[object]:
    return Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True)


EXPORT_STATES = ("waiting", "running", "ready", "failed", "expired")

exports = Table(
    "exports",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("uuidv7()")),
    _district(),
    # A trigger removes an export together with any of its administrations.
    Column("administration_ids", ARRAY(UUID(as_uuid=True)), nullable=False),
    # The schools whose profiles it may hold: those of the key that asked for it. Null: the whole district.
    Column("school_ids", ARRAY(UUID(as_uuid=True))),
    Column("format", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    Column("profiles_total", Integer),
    Column("profiles_done", Integer, nullable=False, server_default=text("0")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("finished_at", DateTime(timezone=True)),
    Column("expires_at", DateTime(timezone=True)),
    CheckConstraint(f"state IN ({', '.join(repr(state) for state in EXPORT_STATES)})", name="state"),
    CheckConstraint("cardinality(administration_ids) > 0", name="some_administrations"),
    CheckConstraint("school_ids IS NULL OR cardinality(school_ids) > 0", name="some_schools"),
)

Index("ix_exports_unfinished", exports.c.id, postgresql_where=text("state IN ('waiting', 'running')"))

export_files = Table(
    "export_files",
    metadata,
    Column("export_id", ForeignKey("exports.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    _district(),
    Column("media_type", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    # Hex.
    Column("sha256", Text, nullable=False),
)

# The bytes of a file in pieces of one size, so that no process holds a whole file and any of it can be read.
export_chunks = Table(
    "export_chunks",
    metadata,
    Column("export_id", UUID(as_uuid=True), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    _district(),
    Column("data", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["export_id", "name"], ["export_files.export_id", "export_files.name"], ondelete="CASCADE"
    ),
)
