"""Tables written by intake (login collector). No time, no order, nothing but sealed bytes."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table

from survey_core.tables.base import metadata

# Ciphertexts; a release deletes them and leaves only `spent_passes`.
sealed_responses = Table(
    "sealed_responses",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("pass_hash", LargeBinary, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    # Ciphertext (about 2 KiB) stays in its row: no second table and index to write.
    postgresql_with={"toast_tuple_target": "8160"},
)

# Written sorted by the release, so that a retry after it still hears "recorded".
spent_passes = Table(
    "spent_passes",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("pass_hash", LargeBinary, primary_key=True),
)
