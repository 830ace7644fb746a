"""Tables written by scoring (login reporter): what leaves through the disclosure engine."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

from survey_core.tables.base import metadata

# Append-only revisions; `id` is the profile's and stays the same over its revisions.
profiles = Table(
    "profiles",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("revision", Integer, primary_key=True),
    # Order of publication, for cursors and the changes feed.
    Column("position", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), nullable=False),
    Column(
        "administration_id", ForeignKey("administrations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("school_id", ForeignKey("schools.id"), nullable=False, index=True),
    Column("released_on", Date, nullable=False),
    Column("scoring_version", Text, nullable=False),
    Column("input_digest", Text, nullable=False),
    Column("etag", Text, nullable=False),
    # The exact bytes served: canonical JSON.
    Column("document", LargeBinary, nullable=False),
    # The core it was made from (scoring_worker.profiles.core_record), for the reporter's login only; null in
    # revisions from before there was this column.
    Column("core", JSONB(none_as_null=True)),
    UniqueConstraint("participation_id", "revision"),
)

# Append-only revisions of an administration's summary over its district.
district_summaries = Table(
    "district_summaries",
    metadata,
    Column("administration_id", ForeignKey("administrations.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("released_on", Date, nullable=False),
    Column("scoring_version", Text, nullable=False),
    Column("etag", Text, nullable=False),
    # The exact bytes served: canonical JSON.
    Column("document", LargeBinary, nullable=False),
    # `profiles.position` of the newest profile it takes account of; a newer one makes the summary due again.
    Column("profiles_position", BigInteger, nullable=False),
)

# Coarse progress, written at one fixed hour a day.
progress = Table(
    "progress",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    # Either a count rounded down to a multiple of five, or a band; never both.
    Column("completed_floor", Integer),
    Column("band", Text),
)
