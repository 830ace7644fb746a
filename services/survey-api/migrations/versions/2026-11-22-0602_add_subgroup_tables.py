"""Add subgroup tables: which background questions an administration chose, and what a release keeps of them.

Sums over groups of people, and only over groups that may be shown: a row of fewer than five people cannot be
stored, whoever writes it. Nothing here crosses two questions. The releaser adds rows and cannot read them
back; the reporter reads them; nobody changes them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "14_add_subgroup_tables"
down_revision = "13_add_reporting_units"
branch_labels = None
depends_on = None

TABLES = ("subgroup_sums", "withheld_tables")
# As `guard` does for what a manifest holds.
FROZEN = """
    CREATE FUNCTION guard_subgroup_tables() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    BEGIN
        RAISE EXCEPTION 'which tables are made is fixed with the manifest' USING ERRCODE = 'check_violation';
    END
    $$
"""
GUARD = """
    CREATE TRIGGER guard_subgroup_tables BEFORE UPDATE OF subgroup_tables ON administrations FOR EACH ROW
    WHEN (
        NOT pg_has_role(current_user, 'throughline_migrator', 'USAGE')
        AND OLD.state <> 'draft' AND OLD.subgroup_tables IS DISTINCT FROM NEW.subgroup_tables
    )
    EXECUTE FUNCTION guard_subgroup_tables()
"""


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "administrations",
        sa.Column("subgroup_tables", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_administrations_two_subgroup_tables"),
        "administrations",
        "cardinality(subgroup_tables) <= 2",
    )
    op.execute(FROZEN)
    op.execute("REVOKE ALL ON FUNCTION guard_subgroup_tables() FROM PUBLIC")
    op.execute(GUARD)
    create_tables()
    for table in TABLES:
        op.execute(f"GRANT INSERT ON {table} TO throughline_releaser")
        op.execute(f"GRANT SELECT ON {table} TO throughline_reporter")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP TRIGGER guard_subgroup_tables ON administrations")
    op.execute("DROP FUNCTION guard_subgroup_tables()")
    op.drop_constraint(op.f("ck_administrations_two_subgroup_tables"), "administrations")
    op.drop_column("administrations", "subgroup_tables")


def create_tables() -> None:
    """Create the two tables."""
    op.create_table(
        "subgroup_sums",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("factor", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        sa.CheckConstraint("n >= 5", name=op.f("ck_subgroup_sums_five_people")),
        of_participation("subgroup_sums"),
        sa.PrimaryKeyConstraint(
            "participation_id", "question", "band", "factor", name=op.f("pk_subgroup_sums")
        ),
    )
    op.create_table(
        "withheld_tables",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        of_participation("withheld_tables"),
        sa.PrimaryKeyConstraint("participation_id", "question", name=op.f("pk_withheld_tables")),
    )


def of_participation(table: str) -> sa.ForeignKeyConstraint:
    """The reference to the row's participation."""
    name = op.f(f"fk_{table}_participation_id_participations")
    return sa.ForeignKeyConstraint(["participation_id"], ["participations.id"], name=name)
