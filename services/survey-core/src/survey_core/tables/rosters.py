"""Tables of rosters (login admin), under row-level security by district.

Numbers of people only: whoever works at a school is counted while a roster is read; nothing of them is kept.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from survey_core.tables.base import metadata


def _district() -> Column[object]:
    return Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True)


# Each roster that was stored, so that the next one can say what has changed since.
rosters = Table(
    "rosters",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True, server_default=text("uuidv7()")),
    _district(),
    Column("read_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("format", Text, nullable=False),
    # Whose people may answer; null for a plain file, which gives numbers itself.
    Column("eligible_roles", ARRAY(Text)),
    # The day on which roles had to hold; null: whatever their dates.
    Column("as_of", Date),
    CheckConstraint(
        "format IN ('schools_csv', 'oneroster_1_2', 'oneroster_1_1', 'sds_2_1', 'sds_1')", name="format"
    ),
)

roster_schools = Table(
    "roster_schools",
    metadata,
    Column("roster_id", ForeignKey("rosters.id", ondelete="CASCADE"), primary_key=True),
    Column("school_id", ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True, index=True),
    _district(),
    # People who may answer; null where the file does not say.
    Column("eligible", Integer),
    # People by role, an object; empty for a plain file.
    Column("roles", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    CheckConstraint("eligible >= 0", name="eligible_not_negative"),
)
