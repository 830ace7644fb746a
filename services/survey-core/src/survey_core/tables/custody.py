"""Table of second copies of keys (login releaser): that there is one, and that it is gone. No key is here."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, SmallInteger, Table, Text

from survey_core.tables.base import metadata

# One row a copy of a participation's KEK that left the key directory. Days, never times.
key_copies = Table(
    "key_copies",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("copy", SmallInteger, primary_key=True),
    Column("made_on", Date, nullable=False),
    # Both null while the copy may exist.
    Column("destroyed_on", Date),
    Column("destroyed_by", Text),
    CheckConstraint("copy >= 1", name="copy_positive"),
    CheckConstraint("(destroyed_on IS NULL) = (destroyed_by IS NULL)", name="destroyed_by_somebody"),
)
