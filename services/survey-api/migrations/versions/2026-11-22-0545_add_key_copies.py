"""Add the register of second copies of keys: that one exists, and the day its destruction was recorded.

It holds no key and no time. The releaser's login writes it (the command runs where the keys are), the
administration's shows it to the district.
"""

import sqlalchemy as sa
from alembic import op

revision = "10_add_key_copies"
down_revision = "9_add_district_summaries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "key_copies",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("copy", sa.SmallInteger(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("destroyed_by", sa.Text(), nullable=True),
        sa.CheckConstraint("copy >= 1", name=op.f("ck_key_copies_copy_positive")),
        sa.CheckConstraint(
            "(destroyed_on IS NULL) = (destroyed_by IS NULL)",
            name=op.f("ck_key_copies_destroyed_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participations.id"],
            name=op.f("fk_key_copies_participation_id_participations"),
        ),
        sa.PrimaryKeyConstraint("participation_id", "copy", name=op.f("pk_key_copies")),
    )
    # A copy is recorded and its destruction noted; neither is ever taken back.
    op.execute(
        "GRANT SELECT, INSERT, UPDATE (destroyed_on, destroyed_by) ON key_copies TO throughline_releaser"
    )
    op.execute("GRANT SELECT ON key_copies TO throughline_admin")
    op.execute("ALTER TABLE key_copies ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY releaser ON key_copies TO throughline_releaser USING (true) WITH CHECK (true)")
    op.execute(
        "CREATE POLICY admin ON key_copies TO throughline_admin"
        " USING (EXISTS (SELECT FROM participations AS p WHERE p.id = key_copies.participation_id))"
    )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("key_copies")
