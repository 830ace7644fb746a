"""Add exports: what was asked for, the finished files, and their bytes in pieces.

All three belong to a district and go with it; an export also goes with any of its administrations. A caller
bound to schools sees the exports that were made for no other schools than its own.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "23_add_exports"
down_revision = "22_add_people"
branch_labels = None
depends_on = None

GRANTS = {
    "exports": (
        "SELECT, INSERT, DELETE,"
        " UPDATE (state, attempts, profiles_total, profiles_done, finished_at, expires_at)"
    ),
    "export_files": "SELECT, INSERT, DELETE",
    "export_chunks": "SELECT, INSERT, DELETE",
}
OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
HELD = "(SELECT string_to_array(current_setting('app.school_ids', true), ','))::text[]"
BOUND = "(SELECT current_setting('app.school_ids', true)) <> ''"
FOR_THEM = f"{BOUND} AND school_ids IS NOT NULL AND school_ids::text[] <@ {HELD}"
OF_THEIR_DISTRICT = "EXISTS (SELECT FROM schools AS s WHERE s.district_id = exports.district_id)"
OF_THEIR_EXPORT = f"{BOUND} AND EXISTS (SELECT FROM exports AS e WHERE e.id = export_id)"
UNFINISHED = sa.text("state IN ('waiting', 'running')")
# Deleting an administration must not leave copies of its results behind, whoever deletes it.
FORGET = """
    CREATE FUNCTION forget_exports() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
        BEGIN
            DELETE FROM public.exports WHERE OLD.id = ANY (administration_ids);
            RETURN NULL;
        END
    $$
"""


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    create_exports()
    create_files()
    create_chunks()
    for table, privileges in GRANTS.items():
        op.create_index(op.f(f"ix_{table}_district_id"), table, ["district_id"])
        op.execute(f"GRANT {privileges} ON {table} TO throughline_admin")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY admin ON {table} TO throughline_admin"
            f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
        )
    add_school_policies()
    op.execute(FORGET)
    op.execute("REVOKE ALL ON FUNCTION forget_exports() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER forget_exports AFTER DELETE ON administrations"
        " FOR EACH ROW EXECUTE FUNCTION forget_exports()"
    )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP TRIGGER forget_exports ON administrations")
    op.execute("DROP FUNCTION forget_exports()")
    for table in reversed(GRANTS):
        op.drop_table(table)


def add_school_policies() -> None:
    """Exports for whoever is bound to schools: asked for, read and deleted within them."""
    for verb, clause in (
        ("SELECT", f"USING ({FOR_THEM})"),
        ("DELETE", f"USING ({FOR_THEM})"),
        ("INSERT", f"WITH CHECK ({FOR_THEM} AND {OF_THEIR_DISTRICT})"),
    ):
        op.execute(
            f"CREATE POLICY school_{verb.lower()}s ON exports FOR {verb} TO throughline_admin {clause}"
        )
    for table in ("export_files", "export_chunks"):
        op.execute(
            f"CREATE POLICY school_reads ON {table} FOR SELECT TO throughline_admin USING ({OF_THEIR_EXPORT})"
        )


def create_exports() -> None:
    """What was asked for, and how far it is."""
    op.create_table(
        "exports",
        sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("administration_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        sa.Column("school_ids", postgresql.ARRAY(sa.UUID()), nullable=True),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("profiles_total", sa.Integer(), nullable=True),
        sa.Column("profiles_done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        check("state", "state IN ('waiting', 'running', 'ready', 'failed', 'expired')"),
        check("some_administrations", "cardinality(administration_ids) > 0"),
        check("some_schools", "school_ids IS NULL OR cardinality(school_ids) > 0"),
        of_district("exports"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index("ix_exports_unfinished", "exports", ["id"], postgresql_where=UNFINISHED)


def create_files() -> None:
    """The finished files."""
    op.create_table(
        "export_files",
        sa.Column("export_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["exports.id"], name=op.f("fk_export_files_export_id_exports"), ondelete="CASCADE"
        ),
        of_district("export_files"),
        sa.PrimaryKeyConstraint("export_id", "name", name=op.f("pk_export_files")),
    )


def create_chunks() -> None:
    """Their bytes; compressed already, so PostgreSQL need not try."""
    op.create_table(
        "export_chunks",
        sa.Column("export_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id", "name"],
            ["export_files.export_id", "export_files.name"],
            name=op.f("fk_export_chunks_export_id_name_export_files"),
            ondelete="CASCADE",
        ),
        of_district("export_chunks"),
        sa.PrimaryKeyConstraint("export_id", "name", "position", name=op.f("pk_export_chunks")),
    )
    op.execute("ALTER TABLE export_chunks ALTER COLUMN data SET STORAGE EXTERNAL")


def check(name: str, condition: str) -> sa.CheckConstraint:
    """A condition on every export."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_exports_{name}"))


def of_district(table: str) -> sa.ForeignKeyConstraint:
    """The district that a row goes with."""
    name = op.f(f"fk_{table}_district_id_districts")
    return sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=name, ondelete="CASCADE")
