"""Who is to be told by e-mail that a school's profile can be read (login admin), under row-level security.

Nobody here is a respondent: these are the leaders of schools, and what they are told is published.
"""

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Index, SmallInteger, Table, Text, text

from survey_core.tables.base import metadata

NOTICE_STATES = ("waiting", "sent", "refused", "given_up")

# One a person and participation, written by a trigger in the transaction that publishes the final release:
# whoever is invited later, or led the school before, is not told.
profile_notices = Table(
    "profile_notices",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("district_id", ForeignKey("districts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint(f"state IN ({', '.join(repr(state) for state in NOTICE_STATES)})", name="state"),
)

Index(
    "ix_profile_notices_waiting",
    profile_notices.c.next_attempt_at,
    postgresql_where=profile_notices.c.state == "waiting",
)
