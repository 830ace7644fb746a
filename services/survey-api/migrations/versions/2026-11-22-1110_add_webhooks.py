"""Add webhooks: where events are sent, what happened, and each delivery with the log of its attempts.

All three belong to a district and go with it. Secrets are sealed under a key outside the database.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "18_add_webhooks"
down_revision = "17_add_time_zones"
branch_labels = None
depends_on = None

GRANTS = {
    "webhooks": (
        "SELECT, INSERT, DELETE, UPDATE (url, description, events, enabled, disabled_reason,"
        " sealed_secret, sealed_old_secret, old_secret_until)"
    ),
    "webhook_messages": "SELECT, INSERT, DELETE",
    "webhook_deliveries": "SELECT, INSERT, DELETE, UPDATE (state, attempts, next_attempt_at, log)",
}
OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    create_webhooks()
    create_messages()
    create_deliveries()
    for table, privileges in GRANTS.items():
        op.create_index(op.f(f"ix_{table}_district_id"), table, ["district_id"])
        op.execute(f"GRANT {privileges} ON {table} TO throughline_admin")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY admin ON {table} TO throughline_admin"
            f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
        )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed(GRANTS):
        op.drop_table(table)


def create_webhooks() -> None:
    """Where events are sent."""
    op.create_table(
        "webhooks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("events", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("disabled_reason", sa.Text(), nullable=True),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_old_secret", sa.LargeBinary(), nullable=True),
        sa.Column("old_secret_until", sa.DateTime(timezone=True), nullable=True),
        moment("created_at"),
        check("webhooks", "disabled_reason", "disabled_reason IN ('gone', 'owner')"),
        check("webhooks", "disabled_for_a_reason", "enabled = (disabled_reason IS NULL)"),
        reference("webhooks", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )


def create_messages() -> None:
    """What happened."""
    op.create_table(
        "webhook_messages",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("subject", sa.UUID(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("webhook_id", sa.UUID(), nullable=True),
        reference("webhook_messages", "district_id", "districts"),
        reference("webhook_messages", "webhook_id", "webhooks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_messages")),
        sa.UniqueConstraint("position", name=op.f("uq_webhook_messages_position")),
    )
    op.create_index(op.f("ix_webhook_messages_at"), "webhook_messages", ["at"])
    op.create_index(op.f("ix_webhook_messages_webhook_id"), "webhook_messages", ["webhook_id"])


def create_deliveries() -> None:
    """Who is told of it, and how that went."""
    table = "webhook_deliveries"
    op.create_table(
        table,
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("webhook_id", sa.UUID(), nullable=False),
        sa.Column("message_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("subject", sa.UUID(), nullable=False),
        sa.Column("replay", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        moment("next_attempt_at"),
        sa.Column("log", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        moment("created_at"),
        check(table, "state", "state IN ('waiting', 'delivered', 'failed', 'cancelled')"),
        reference(table, "district_id", "districts"),
        reference(table, "webhook_id", "webhooks"),
        reference(table, "message_id", "webhook_messages"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    both = ["webhook_id", "message_id"]
    op.create_index(op.f(f"ix_{table}_message_id"), table, ["message_id"])
    op.create_index(op.f(f"ix_{table}_webhook_id_position"), table, ["webhook_id", "position"], unique=True)
    due, order = ["webhook_id", "next_attempt_at"], ["webhook_id", "subject", "position"]
    op.create_index(f"ix_{table}_due", table, due, postgresql_where=WAITING)
    op.create_index(f"ix_{table}_order", table, order, postgresql_where=WAITING)
    op.create_index(f"uq_{table}_waiting", table, both, unique=True, postgresql_where=WAITING)
    op.create_index(f"uq_{table}_first", table, both, unique=True, postgresql_where=sa.text("NOT replay"))


def moment(name: str) -> "sa.Column[object]":
    """A time that is now unless said otherwise."""
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    """A condition on every row."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """A reference; the row goes with what it refers to."""
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
