"""Add rosters that were stored: how many people of each role a school had, so that changes can be told.

Numbers only; both tables belong to a district and go with it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20_add_rosters"
down_revision = "19_add_api_clients"
branch_labels = None
depends_on = None

OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
FORMATS = "'schools_csv', 'oneroster_1_2', 'oneroster_1_1', 'sds_2_1', 'sds_1'"


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    create_rosters()
    create_schools()
    op.create_index(op.f("ix_roster_schools_school_id"), "roster_schools", ["school_id"])
    for table in ("rosters", "roster_schools"):
        op.create_index(op.f(f"ix_{table}_district_id"), table, ["district_id"])
        op.execute(f"GRANT SELECT, INSERT ON {table} TO throughline_admin")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY admin ON {table} TO throughline_admin"
            f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
        )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("roster_schools")
    op.drop_table("rosters")


def create_rosters() -> None:
    """Each roster."""
    op.create_table(
        "rosters",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("eligible_roles", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.CheckConstraint(f"format IN ({FORMATS})", name=op.f("ck_rosters_format")),
        reference("rosters", "district_id", "districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
    )


def create_schools() -> None:
    """The schools of each."""
    op.create_table(
        "roster_schools",
        sa.Column("roster_id", sa.UUID(), nullable=False),
        sa.Column("school_id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column(
            "roles",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.CheckConstraint("eligible >= 0", name=op.f("ck_roster_schools_eligible_not_negative")),
        reference("roster_schools", "district_id", "districts"),
        reference("roster_schools", "roster_id", "rosters"),
        reference("roster_schools", "school_id", "schools"),
        sa.PrimaryKeyConstraint("roster_id", "school_id", name=op.f("pk_roster_schools")),
    )


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A foreign key that goes with what it names."""
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete="CASCADE"
    )
