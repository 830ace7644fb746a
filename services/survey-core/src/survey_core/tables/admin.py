"""Tables written by the administration rooms (login admin), under row-level security by district."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from survey_core.tables.base import metadata

ADMINISTRATION_STATES = ("draft", "ready", "open", "closed", "published")
SCHOOL_KINDS = ("school", "reporting_unit")
PARTICIPATION_STATES = (
    "draft", "ready", "open", "closed", "review", "released", "shredded", "published",
)  # fmt: skip


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _id() -> Column[object]:
    return Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("uuidv7()"))


def _district() -> Column[object]:
    return Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True)


districts = Table(
    "districts",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("synthetic", Boolean, nullable=False, server_default=text("false")),
    # IANA name; null where nobody said it, and a page then shows times in its reader's own.
    Column("time_zone", Text),
    Column("external_ids", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)

schools = Table(
    "schools",
    metadata,
    _id(),
    _district(),
    Column("name", Text, nullable=False),
    Column("external_ids", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    # A reporting unit is a row of its own: what schools that answer together are published as.
    Column("kind", Text, nullable=False, server_default=text("'school'")),
    # Of a school: the name of the unit it belongs to.
    Column("reporting_unit", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint(_one_of("kind", SCHOOL_KINDS), name="kind"),
    CheckConstraint("kind = 'school' OR reporting_unit IS NULL", name="units_have_no_unit"),
)

Index(
    "uq_schools_district_id_name_of_units",
    schools.c.district_id,
    schools.c.name,
    unique=True,
    postgresql_where=text("kind = 'reporting_unit'"),
)

instruments = Table(
    "instruments",
    metadata,
    _id(),
    # Null for the shipped instruments, which every district may use.
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), index=True),
    Column("instrument", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("document", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    UniqueConstraint("district_id", "instrument", "version", postgresql_nulls_not_distinct=True),
)

administrations = Table(
    "administrations",
    metadata,
    _id(),
    _district(),
    Column("title", Text, nullable=False),
    Column("instrument_id", ForeignKey("instruments.id"), nullable=False),
    Column("state", Text, nullable=False, server_default=text("'draft'")),
    Column("access", Text, nullable=False),
    Column("release_mode", Text, nullable=False),
    Column("custody", Text, nullable=False, server_default=text("'file'")),
    Column("k", SmallInteger, nullable=False, server_default=text("5")),
    Column("grace_hours", SmallInteger, nullable=False, server_default=text("24")),
    Column("opens_at", DateTime(timezone=True), nullable=False),
    Column("closes_at", DateTime(timezone=True), nullable=False),
    Column("closes_no_later_than", DateTime(timezone=True), nullable=False),
    Column("closed_at", DateTime(timezone=True)),
    # Background questions by whose answers results are told apart, in the instrument's order.
    Column("subgroup_tables", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    # SHA-256 of the word shown in the meeting, for access `open` only.
    Column("word_hash", LargeBinary),
    # An exception to one administration in 90 days: allowed, but its profiles publish no items.
    Column("repeat_within_90_days", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint(_one_of("state", ADMINISTRATION_STATES), name="state"),
    CheckConstraint("access IN ('cards', 'email', 'open', 'import')", name="access"),
    CheckConstraint("release_mode IN ('sealed', 'rolling')", name="release_mode"),
    CheckConstraint("k >= 5", name="k_at_least_five"),
    CheckConstraint("cardinality(subgroup_tables) <= 2", name="two_subgroup_tables"),
    CheckConstraint("grace_hours BETWEEN 0 AND 168", name="grace_hours"),
    CheckConstraint("opens_at < closes_at AND closes_at <= closes_no_later_than", name="window"),
)

participations = Table(
    "participations",
    metadata,
    # Random, not v7: respondents hold this id.
    Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()")),
    _district(),
    Column(
        "administration_id", ForeignKey("administrations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    # The school, or the reporting unit that its schools are published as.
    Column("school_id", ForeignKey("schools.id"), nullable=False),
    # Frozen with the manifest, for the page: {"name", "schools": [names]}; null for a single school.
    Column("reported_together", JSONB(none_as_null=True)),
    Column("state", Text, nullable=False, server_default=text("'draft'")),
    # The sum over its schools. Null only for collected-elsewhere administrations where nobody knows it.
    Column("eligible", Integer),
    Column("replacement_cap", Integer, nullable=False, server_default=text("0")),
    Column("replacements_issued", Integer, nullable=False, server_default=text("0")),
    Column("cards_made", Boolean, nullable=False, server_default=text("false")),
    # Written by the worker, which alone holds the private half.
    Column("sealing_public_key", LargeBinary),
    # RSA modulus, 384 bytes big-endian.
    Column("issuer_public_key", LargeBinary),
    Column("manifest", LargeBinary),
    Column("pin", LargeBinary),
    Column("sealed_length", Integer),
    # False while the private key may exist; a release refuses to run before it is true.
    Column("issuer_key_destroyed", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("administration_id", "school_id"),
    CheckConstraint(_one_of("state", PARTICIPATION_STATES), name="state"),
    CheckConstraint("eligible >= 1", name="eligible_positive"),
    CheckConstraint("replacements_issued <= replacement_cap", name="replacements_capped"),
)

# Whose people answer in a participation: one row for a single school, two or more for a reporting unit.
participation_schools = Table(
    "participation_schools",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("school_id", ForeignKey("schools.id"), primary_key=True, index=True),
    _district(),
    Column("administration_id", ForeignKey("administrations.id", ondelete="CASCADE"), nullable=False),
    Column("eligible", Integer),
    # A school takes part once, alone or with others.
    UniqueConstraint("administration_id", "school_id"),
    CheckConstraint("eligible >= 1", name="eligible_positive"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Text, primary_key=True),
    # Null: an operator key, which reaches every district.
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), index=True),
    Column("name", Text, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    # Null: every school it could reach otherwise.
    Column("school_ids", ARRAY(UUID(as_uuid=True))),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("revoked_at", DateTime(timezone=True)),
    CheckConstraint(
        "school_ids IS NULL OR (district_id IS NOT NULL AND cardinality(school_ids) > 0)",
        name="schools_of_a_district",
    ),
)

# Programs that fetch short-lived tokens with an id and a secret (OAuth 2.0 client credentials).
api_clients = Table(
    "api_clients",
    metadata,
    Column("id", Text, primary_key=True),
    _district(),
    Column("name", Text, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    # After a rotation the secret before works until then, so that nothing stops while it is exchanged.
    Column("previous_secret_hash", LargeBinary),
    Column("previous_secret_until", DateTime(timezone=True)),
    Column("scopes", ARRAY(Text), nullable=False),
    # Null: the whole district.
    Column("school_ids", ARRAY(UUID(as_uuid=True))),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("revoked_at", DateTime(timezone=True)),
    CheckConstraint("school_ids IS NULL OR cardinality(school_ids) > 0", name="some_schools"),
)

# Access tokens ended before their time; a row goes once its token would have expired anyway.
revoked_tokens = Table(
    "revoked_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    _district(),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), index=True),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    # Who: `api_key` or `client`, and its public id.
    Column("actor", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Index("ix_audit_log_district_id_id", "district_id", "id"),
)

imports = Table(
    "imports",
    metadata,
    _id(),
    _district(),
    Column(
        "administration_id", ForeignKey("administrations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    # The uploaded files, dropped as soon as the worker has read them.
    Column("responses_csv", LargeBinary),
    Column("schools_csv", LargeBinary),
    Column("rows_total", Integer),
    Column("rows_done", Integer, nullable=False, server_default=text("0")),
    Column("errors", JSONB, nullable=False, server_default=text("'[]'::jsonb")),
    Column("error_count", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("state IN ('waiting', 'running', 'done', 'refused')", name="state"),
)


def ended_at() -> ColumnElement[datetime]:
    """When people could answer an administration last.

    What was collected elsewhere is never closed, only planned to be.
    """
    return func.coalesce(administrations.c.closed_at, administrations.c.closes_at)
