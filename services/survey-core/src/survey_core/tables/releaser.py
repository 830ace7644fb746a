"""Tables written by a release (login releaser)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from survey_core.tables.base import metadata

# One row per participation and factor: `block` holds one line per respondent (the factor's items in
# instrument order, 0 = not answered), sorted on its own, so that no link across factors is stored.
answers = Table(
    "answers",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("factor", Text, primary_key=True),
    Column("block", ARRAY(SmallInteger, dimensions=2), nullable=False),
)

routing_counts = Table(
    "routing_counts",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)

# Subgroup tables (R3): what is kept of a background question, for each of its answers ('' = not answered)
# and each factor that may be shown. Never a smaller group, and never two questions at once.
subgroup_sums = Table(
    "subgroup_sums",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("band", Text, primary_key=True),
    Column("factor", Text, primary_key=True),
    # People scored on the factor.
    Column("n", Integer, nullable=False),
    # Sum of their scores in units of 1 / lcm(1, ..., items of the factor) scale points: a whole number.
    Column("total", Numeric, nullable=False),
    CheckConstraint("n >= 5", name="five_people"),
)

# Tables of subgroups that the release withheld (R7), by question; never a count.
withheld_tables = Table(
    "withheld_tables",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

release_counts = Table(
    "release_counts",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("accepted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("issued", Integer, nullable=False),
    Column("redeemed", Integer, nullable=False),
    Column("replacements", Integer, nullable=False),
    Column("keyed", Integer, nullable=False, server_default=text("0")),
    # How many responses looked careless, counted while lines were whole; NULL where nobody counted.
    Column("careless_flagged", Integer),
    # 32 random bytes that keep `input_digest` from confirming a guess at the answers.
    Column("digest_secret", LargeBinary, nullable=False),
)

# The published record (canonical JSON), served as it is after publication.
records = Table(
    "records",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("document", LargeBinary, nullable=False),
)

# Rolling mode: which waiting responses the interim revisions are made of.
interim_responses = Table(
    "interim_responses",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("pass_hash", LargeBinary, primary_key=True),
)

interim_releases = Table(
    "interim_releases",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("done", SmallInteger, nullable=False),
    # True once one of them was not published because it could have been subtracted from another (R7).
    Column("withheld", Boolean, nullable=False, server_default=text("false")),
)

# Claims by event id: every handler may be called twice, and works once.
handled_events = Table(
    "handled_events",
    metadata,
    Column("event_id", UUID(as_uuid=True), primary_key=True),
)
