"""Add stored answers for repeated requests, and the request that an event in the outbox came from.

A caller bound to schools works without any district, and sees its own stored answers only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "24_add_idempotency_keys"
down_revision = "23_add_exports"
branch_labels = None
depends_on = None

TABLE = "idempotency_keys"
OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
OWN_KEYS = (
    "(SELECT current_setting('app.school_ids', true)) <> ''"
    " AND caller = (SELECT current_setting('app.caller', true))"
)


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=True),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["districts.id"],
            name=op.f(f"fk_{TABLE}_district_id_districts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("caller", "key_hash", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("district_id", "created_at"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    op.execute(f"GRANT SELECT, INSERT, DELETE ON {TABLE} TO throughline_admin")
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    for name, rows in (("admin", OWN_DISTRICT), ("own_keys", OWN_KEYS)):
        op.execute(f"CREATE POLICY {name} ON {TABLE} TO throughline_admin USING ({rows}) WITH CHECK ({rows})")
    asked = sa.text("NULLIF(current_setting('app.request_id', true), '')")
    op.add_column("outbox_events", sa.Column("request_id", sa.Text(), server_default=asked, nullable=True))


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("outbox_events", "request_id")
    op.drop_table(TABLE)
