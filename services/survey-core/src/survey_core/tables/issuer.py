"""Tables written by the passes room (login issuer): who may have a pass. No time is ever stored."""

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, Table, text

from survey_core.tables.base import metadata

access_codes = Table(
    "access_codes",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    # SHA-256 of the blinded message; null until the code is used.
    Column("blinded_hash", LargeBinary),
    Column("replacement", Boolean, nullable=False, server_default=text("false")),
)

# Access `open`: passes are capped by number, not by code.
open_passes = Table(
    "open_passes",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    Column("blinded_hash", LargeBinary, primary_key=True),
)
