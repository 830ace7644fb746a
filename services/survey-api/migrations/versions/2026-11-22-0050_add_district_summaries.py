"""Add the published summaries of districts, kept apart by row-level security as profiles are.

The reporter appends revisions and notes of the newest that nothing changed; the administration serves them.
"""

import sqlalchemy as sa
from alembic import op

revision = "9_add_district_summaries"
down_revision = "8_add_careless_counts"
branch_labels = None
depends_on = None

OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "district_summaries",
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("scoring_version", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("profiles_position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.id"],
            name=op.f("fk_district_summaries_administration_id_administrations"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_district_summaries_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("administration_id", "revision", name=op.f("pk_district_summaries")),
    )
    op.create_index(op.f("ix_district_summaries_district_id"), "district_summaries", ["district_id"])
    op.execute(
        "GRANT SELECT, INSERT, UPDATE (profiles_position) ON district_summaries TO throughline_reporter"
    )
    op.execute("GRANT SELECT ON district_summaries TO throughline_admin")
    op.execute("ALTER TABLE district_summaries ENABLE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY reporter ON district_summaries TO throughline_reporter USING (true) WITH CHECK (true)"
    )
    op.execute(
        "CREATE POLICY admin ON district_summaries TO throughline_admin"
        f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
    )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(op.f("ix_district_summaries_district_id"), table_name="district_summaries")
    op.drop_table("district_summaries")
