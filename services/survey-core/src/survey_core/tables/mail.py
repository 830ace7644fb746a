"""Tables of access by e-mail (login issuer): sealed rows of one length each, in no order, without any time.

What they hold opens only with keys of the API's key store (`survey_api.mail.key_store`). All of it is gone
once a participation is closed.
"""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import UUID

from survey_core.tables.base import metadata

MAIL_KINDS = ("invitation", "replacement", "reminder")


def _random_id() -> Column[object]:
    """Random, not v7: sorted by it, rows lie in an order that says nothing."""
    return Column("id", UUID(as_uuid=True), primary_key=True)


# Messages on their way; a row goes as soon as the mail server has accepted its message.
mail_queue = Table(
    "mail_queue",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    _random_id(),
    Column("kind", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    CheckConstraint("kind IN ('invitation', 'replacement', 'reminder')", name="kind"),
)

# Everybody's address, for reminders and for the report of bounces; nothing here leads to a code.
mail_addresses = Table(
    "mail_addresses",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
    _random_id(),
    Column("sealed", LargeBinary, nullable=False),
    # The mail server refused it: its code never left and was withdrawn.
    Column("bounced", Boolean, nullable=False, server_default=text("false")),
)

# A reminder to everyone is due: one mark a participation, until its messages are in the queue.
mail_reminders = Table(
    "mail_reminders",
    metadata,
    Column("participation_id", ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True),
)
