"""Add reporting units: small schools of a district that answer and are published together.

The unit is a row of `schools` of its own kind, so that everything published hangs on one id as before;
`participation_schools` says whose people answer in a participation (docs/adr/0011). Also: the exception to
one administration in 90 days, which has to be asked for.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "13_add_reporting_units"
down_revision = "12_add_mail"
branch_labels = None
depends_on = None

OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
EACH_SCHOOL_ALONE = """
    INSERT INTO participation_schools (participation_id, school_id, district_id, administration_id, eligible)
    SELECT id, school_id, district_id, administration_id, eligible FROM participations
"""

# As `guard` does for the tables beside it: what the manifest and its page say is fixed with it.
FROZEN = """
    CREATE FUNCTION guard_reporting_units() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    BEGIN
        RAISE EXCEPTION 'which schools answer together is fixed with the manifest'
            USING ERRCODE = 'check_violation';
    END
    $$
"""
NOT_A_DRAFT = """
    CREATE FUNCTION is_past_draft(of uuid) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT EXISTS (SELECT FROM public.participations AS p WHERE p.id = of AND p.state <> 'draft') $$
"""
NOT_THE_OWNER = "NOT pg_has_role(current_user, 'throughline_migrator', 'USAGE')"
FREEZING = {
    "guard_members_added": (
        "BEFORE INSERT ON participation_schools",
        "is_past_draft(NEW.participation_id)",
    ),
    "guard_members_moved": (
        "BEFORE UPDATE OF participation_id ON participation_schools",
        "is_past_draft(OLD.participation_id) OR is_past_draft(NEW.participation_id)",
    ),
    "guard_names": (
        "BEFORE UPDATE OF reported_together ON participations",
        "OLD.state <> 'draft' AND OLD.reported_together IS DISTINCT FROM NEW.reported_together",
    ),
    "guard_repeating": (
        "BEFORE UPDATE OF repeat_within_90_days ON administrations",
        "OLD.state <> 'draft' AND OLD.repeat_within_90_days <> NEW.repeat_within_90_days",
    ),
}


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    _add_columns()
    _add_members()
    _grant()
    _freeze()
    op.execute(EACH_SCHOOL_ALONE)


def downgrade() -> None:
    """Take back; participations of several schools keep their sum and their unit's row."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for trigger, (event, _) in FREEZING.items():
        op.execute(f"DROP TRIGGER {trigger} ON {event.split()[-1]}")
    op.execute("DROP FUNCTION guard_reporting_units()")
    op.execute("DROP FUNCTION is_past_draft(uuid)")
    op.execute("DROP POLICY only_drafts ON participations")
    op.execute("REVOKE DELETE ON participations FROM throughline_admin")
    op.drop_table("participation_schools")
    op.drop_column("participations", "reported_together")
    op.drop_column("administrations", "repeat_within_90_days")
    op.drop_index("uq_schools_district_id_name_of_units", table_name="schools")
    op.drop_constraint(op.f("ck_schools_units_have_no_unit"), "schools")
    op.drop_column("schools", "kind")


def _add_columns() -> None:
    op.add_column("schools", sa.Column("kind", sa.Text(), server_default=sa.text("'school'"), nullable=False))
    op.create_check_constraint(op.f("ck_schools_kind"), "schools", "kind IN ('school', 'reporting_unit')")
    op.create_check_constraint(
        op.f("ck_schools_units_have_no_unit"), "schools", "kind = 'school' OR reporting_unit IS NULL"
    )
    op.create_index(
        "uq_schools_district_id_name_of_units",
        "schools",
        ["district_id", "name"],
        unique=True,
        postgresql_where=sa.text("kind = 'reporting_unit'"),
    )
    op.add_column(
        "administrations",
        sa.Column("repeat_within_90_days", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "participations",
        sa.Column("reported_together", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )


def _add_members() -> None:
    op.create_table(
        "participation_schools",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("school_id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.CheckConstraint("eligible >= 1", name=op.f("ck_participation_schools_eligible_positive")),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{one}s.id"], name=op.f(f"fk_participation_schools_{one}_id_{one}s")
            )
            for one in ("administration", "district", "participation", "school")
        ),
        sa.PrimaryKeyConstraint("participation_id", "school_id", name=op.f("pk_participation_schools")),
        sa.UniqueConstraint(
            "administration_id",
            "school_id",
            name=op.f("uq_participation_schools_administration_id_school_id"),
        ),
    )
    for column in ("district_id", "school_id"):
        op.create_index(op.f(f"ix_participation_schools_{column}"), "participation_schools", [column])


def _grant() -> None:
    op.execute(
        "GRANT SELECT, INSERT, UPDATE (participation_id, eligible) ON participation_schools"
        " TO throughline_admin"
    )
    op.execute("GRANT SELECT, UPDATE (eligible) ON participation_schools TO throughline_releaser")
    op.execute("GRANT SELECT ON participation_schools TO throughline_reporter")
    op.execute("ALTER TABLE participation_schools ENABLE ROW LEVEL SECURITY")
    for login, rows in (("admin", OWN_DISTRICT), ("releaser", "true"), ("reporter", "true")):
        op.execute(
            f"CREATE POLICY {login} ON participation_schools TO throughline_{login}"
            f" USING ({rows}) WITH CHECK ({rows})"
        )
    # The names that the page tells; the collector still reads no table of schools.
    op.execute("GRANT SELECT (reported_together) ON participations TO throughline_collector")
    # A draft's schools may be joined, which leaves a participation without any; nothing else is ever deleted.
    op.execute("GRANT DELETE ON participations TO throughline_admin")
    op.execute(
        "CREATE POLICY only_drafts ON participations AS RESTRICTIVE FOR DELETE TO throughline_admin"
        " USING (state = 'draft')"
    )


def _freeze() -> None:
    op.execute(FROZEN)
    op.execute(NOT_A_DRAFT)
    op.execute("REVOKE ALL ON FUNCTION guard_reporting_units() FROM PUBLIC")
    op.execute("REVOKE ALL ON FUNCTION is_past_draft(uuid) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION is_past_draft(uuid) TO throughline_admin, throughline_releaser")
    for trigger, (event, condition) in FREEZING.items():
        op.execute(
            f"CREATE TRIGGER {trigger} {event} FOR EACH ROW WHEN ({NOT_THE_OWNER} AND ({condition}))"
            " EXECUTE FUNCTION guard_reporting_units()"
        )
