"""Tables of people who sign in, and of links to one profile (login admin), under row-level security.

Nobody here is a respondent: these are the people who run surveys and read results.
"""

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, LargeBinary, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from survey_core.tables.base import metadata

ROLES = ("district_administrator", "survey_lead", "facilitator", "school_leader", "viewer")


def _id() -> Column[object]:
    return Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("uuidv7()"))


def _district(*, primary_key: bool = False) -> Column[object]:
    return Column(
        "district_id",
        ForeignKey("districts.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
        index=None if primary_key else True,
    )


def _person() -> Column[object]:
    return Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True)


def _moment(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False)


def _now(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=text("now()"))


people = Table(
    "people",
    metadata,
    _id(),
    _district(),
    Column("email", Text, nullable=False),
    Column("name", Text),
    Column("role", Text, nullable=False),
    # Null: the whole district.
    Column("school_ids", ARRAY(UUID(as_uuid=True))),
    # Who they are at the district's identity provider; bound when they first sign in there.
    Column("issuer", Text),
    Column("subject", Text),
    _now("created_at"),
    # The last time; null while they are only invited.
    Column("signed_in_at", DateTime(timezone=True)),
    Column("disabled_at", DateTime(timezone=True)),
    Unique("district_id", "email"),
    Unique("district_id", "issuer", "subject"),
    CheckConstraint("email = lower(email)", name="email_lower"),
    CheckConstraint(f"role IN ({', '.join(repr(role) for role in ROLES)})", name="role"),
    CheckConstraint("school_ids IS NULL OR cardinality(school_ids) > 0", name="some_schools"),
    CheckConstraint("role <> 'school_leader' OR school_ids IS NOT NULL", name="leaders_of_schools"),
    CheckConstraint(
        "role <> 'district_administrator' OR school_ids IS NULL", name="administrators_of_districts"
    ),
)

# One-time links: the hash of what a link carries. Its row goes with its use.
sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _district(),
    _person(),
    _moment("expires_at"),
)

# Signed-in people: the hash of what their browser or script holds.
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _district(),
    _person(),
    _now("created_at"),
    # To the minute or so: not every request writes.
    _now("last_used_at"),
    _moment("expires_at"),
)

# Where a district's own people sign in. Its secret is sealed under a key file of the API.
identity_providers = Table(
    "identity_providers",
    metadata,
    _district(primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("sealed_secret", LargeBinary, nullable=False),
    Column("email_domains", ARRAY(Text), nullable=False),
    _now("changed_at"),
    CheckConstraint("cardinality(email_domains) > 0", name="some_domains"),
)

# Links to one published profile, for people without any access. Nothing is kept of who reads.
shares = Table(
    "shares",
    metadata,
    _id(),
    _district(),
    Column(
        "participation_id", ForeignKey("participations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("note", Text),
    _now("created_at"),
    _moment("expires_at"),
    Column("revoked_at", DateTime(timezone=True)),
)
