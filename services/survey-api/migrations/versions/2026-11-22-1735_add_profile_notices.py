"""Add notices: whom to tell by e-mail that the profile of their school can be read.

A trigger notes them in the transaction that publishes the final release: no crash forgets anybody, and no
later revision tells anybody twice. What a district collected elsewhere tells nobody: often it is years old.
"""

import sqlalchemy as sa
from alembic import op

revision = "26_add_profile_notices"
down_revision = "25_add_reporter_policies"
branch_labels = None
depends_on = None

OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
# People are locked as a reference would lock them: one who is removed meanwhile must not stop a publication.
NOTE = """
    CREATE FUNCTION note_leaders() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    BEGIN
        INSERT INTO public.profile_notices (participation_id, person_id, district_id)
        SELECT NEW.id, p.id, NEW.district_id FROM public.people AS p
        WHERE p.district_id = NEW.district_id AND p.role = 'school_leader' AND p.disabled_at IS NULL
            AND EXISTS (
                SELECT FROM public.participation_schools AS m
                WHERE m.participation_id = NEW.id AND m.school_id = ANY (p.school_ids)
            )
            AND NOT EXISTS (
                SELECT FROM public.administrations AS a
                WHERE a.id = NEW.administration_id AND a.access = 'import'
            )
        FOR KEY SHARE OF p
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END
    $$
"""


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    create_notices()
    op.execute(
        "GRANT SELECT, DELETE, UPDATE (state, attempts, next_attempt_at)"
        " ON profile_notices TO throughline_admin"
    )
    op.execute("ALTER TABLE profile_notices ENABLE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY admin ON profile_notices TO throughline_admin"
        f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
    )
    op.execute(NOTE)
    op.execute("REVOKE ALL ON FUNCTION note_leaders() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER note_leaders AFTER UPDATE OF state ON participations FOR EACH ROW"
        " WHEN (NEW.state = 'published' AND OLD.state <> 'published') EXECUTE FUNCTION note_leaders()"
    )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP TRIGGER note_leaders ON participations")
    op.execute("DROP FUNCTION note_leaders()")
    op.drop_table("profile_notices")


def create_notices() -> None:
    """One a person and participation."""
    now = sa.text("now()")
    op.create_table(
        "profile_notices",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'refused', 'given_up')", name=op.f("ck_profile_notices_state")
        ),
        goes_with("participation_id", "participations"),
        goes_with("person_id", "people"),
        goes_with("district_id", "districts"),
        sa.PrimaryKeyConstraint("participation_id", "person_id", name=op.f("pk_profile_notices")),
    )
    for column in ("person_id", "district_id"):
        op.create_index(op.f(f"ix_profile_notices_{column}"), "profile_notices", [column])
    op.create_index(
        "ix_profile_notices_waiting",
        "profile_notices",
        ["next_attempt_at"],
        postgresql_where=sa.text("state = 'waiting'"),
    )


def goes_with(column: str, table: str) -> sa.ForeignKeyConstraint:
    """What a row goes with."""
    name = op.f(f"fk_profile_notices_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="CASCADE")
