"""Add the order of changes and what is needed to delete an administration or a district for good.

Positions are given by triggers that run while their transaction commits, one transaction at a time: who has
read up to a position has seen everything below it (docs/adr/0018). Whatever belongs to a district, an
administration or a participation now goes with it; three tables stay behind, without foreign keys: `changes`
with the tombstones, `deletions`, and `removed_participations`, whose keys go after the commit.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "21_add_changes"
down_revision = "20_add_rosters"
branch_labels = None
depends_on = None

CHANGES_LOCK = 7_261_004
SETTING = "(SELECT current_setting('app.district_id', true))"
OWN_DISTRICT = f"{SETTING} = '*' OR district_id::text = {SETTING}"
HELD = "(SELECT string_to_array(current_setting('app.school_ids', true), ','))::text[]"
BOUND = "(SELECT current_setting('app.school_ids', true)) <> ''"

#: What goes with the row it belongs to: the table referred to, and the tables whose column names it.
GO_WITH = {
    "district": (
        "schools", "instruments", "administrations", "participations", "participation_schools", "api_keys",
        "api_clients", "revoked_tokens", "audit_log", "imports", "profiles", "district_summaries",
    ),
    "administration": (
        "participations", "participation_schools", "imports", "profiles", "district_summaries",
    ),
    "participation": (
        "participation_schools", "access_codes", "open_passes", "sealed_responses", "spent_passes",
        "answers", "routing_counts", "subgroup_sums", "withheld_tables", "release_counts", "records",
        "interim_responses", "interim_releases", "profiles", "progress", "outbox_marks", "mail_queue",
        "mail_addresses", "mail_reminders", "key_copies",
    ),
}  # fmt: skip

# They look past the policies, because what is written is decided by the row alone.
NOTE_PROFILE = f"""
    CREATE FUNCTION note_profile() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock({CHANGES_LOCK});
        INSERT INTO public.changes AS c
            (document, subject, district_id, administration_id, school_id, school_ids, revision)
        SELECT 'profile', NEW.id, NEW.district_id, NEW.administration_id, NEW.school_id, coalesce(
            (
                SELECT array_agg(m.school_id ORDER BY m.school_id) FROM public.participation_schools AS m
                WHERE m.participation_id = NEW.participation_id
            ), ARRAY[NEW.school_id]), NEW.revision
        ON CONFLICT (document, subject) DO UPDATE
            SET position = DEFAULT, revision = EXCLUDED.revision WHERE c.revision < EXCLUDED.revision;
        RETURN NULL;
    END
    $$
"""  # noqa: S608 - our own words
NOTE_SUMMARY = f"""
    CREATE FUNCTION note_summary() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock({CHANGES_LOCK});
        INSERT INTO public.changes AS c (document, subject, district_id, administration_id, revision)
        VALUES ('summary', NEW.administration_id, NEW.district_id, NEW.administration_id, NEW.revision)
        ON CONFLICT (document, subject) DO UPDATE
            SET position = DEFAULT, revision = EXCLUDED.revision WHERE c.revision < EXCLUDED.revision;
        RETURN NULL;
    END
    $$
"""  # noqa: S608 - our own words
NOTE_DELETED = f"""
    CREATE FUNCTION note_deleted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    DECLARE
        gone uuid;
    BEGIN
        IF TG_ARGV[0] = 'profile' THEN
            gone := OLD.id;
        ELSE
            gone := OLD.administration_id;
        END IF;
        PERFORM pg_advisory_xact_lock({CHANGES_LOCK});
        UPDATE public.changes AS c SET position = DEFAULT, deleted = true
        WHERE c.document = TG_ARGV[0] AND c.subject = gone AND NOT c.deleted;
        RETURN NULL;
    END
    $$
"""  # noqa: S608 - our own words
# As the guards of states do, for whichever login asks: people may still answer, or a release is half done.
GUARD = """
    CREATE FUNCTION guard_deletions() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM participations AS p WHERE OLD.id IN (p.administration_id, p.district_id)
                AND p.state IN ('open', 'released', 'shredded')
        ) THEN
            RAISE EXCEPTION 'what is open or being released cannot be deleted'
                USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT FROM participations AS p WHERE OLD.id IN (p.administration_id, p.district_id)
                AND NOT EXISTS (SELECT FROM removed_participations AS r WHERE r.participation_id = p.id)
        ) THEN
            RAISE EXCEPTION 'keys of what is deleted must be on the list' USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END
    $$
"""
TRIGGERS = {
    "profiles": ("INSERT", "note_profile()"),
    "district_summaries": ("INSERT", "note_summary()"),
}
TOMBSTONES = {
    "profiles": "note_deleted('profile')",
    "district_summaries": "note_deleted('summary')",
}
FUNCTIONS = ("note_profile()", "note_summary()", "note_deleted()", "guard_deletions()")
EARLIER_CHANGES = """
    INSERT INTO changes (document, subject, district_id, administration_id, school_id, school_ids, revision)
    SELECT of.document, of.subject, of.district_id, of.administration_id, of.school_id, of.school_ids,
        of.revision
    FROM (
        SELECT DISTINCT ON (p.id) 'profile' AS document, p.id AS subject, p.district_id, p.administration_id,
            p.school_id, ARRAY(
                SELECT m.school_id FROM participation_schools AS m
                WHERE m.participation_id = p.participation_id ORDER BY m.school_id
            ) AS school_ids, p.revision, p.position
        FROM profiles AS p ORDER BY p.id, p.revision DESC
    ) AS of ORDER BY of.position
"""
EARLIER_SUMMARIES = """
    INSERT INTO changes (document, subject, district_id, administration_id, revision)
    SELECT 'summary', s.administration_id, s.district_id, s.administration_id, max(s.revision)
    FROM district_summaries AS s GROUP BY s.administration_id, s.district_id ORDER BY max(s.profiles_position)
"""


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    _add_changes()
    _add_deletions()
    _grant()
    for target in GO_WITH:
        _refer_to(target, action="ON DELETE CASCADE")
    for function in (NOTE_PROFILE, NOTE_SUMMARY, NOTE_DELETED, GUARD):
        op.execute(function)
    for function in FUNCTIONS:
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    _add_triggers()
    op.execute(EARLIER_CHANGES)
    op.execute(EARLIER_SUMMARIES)


def downgrade() -> None:
    """Take back; what was deleted stays deleted, and nothing says any more that it was there."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("administrations", "districts"):
        op.execute(f"DROP TRIGGER guard_deleting ON {table}")
        op.execute(f"REVOKE DELETE ON {table} FROM throughline_admin")
    op.execute("DROP POLICY operators_delete ON districts")
    for table in TRIGGERS:
        op.execute(f"DROP TRIGGER note ON {table}")
        op.execute(f"DROP TRIGGER note_deleted ON {table}")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    for target in GO_WITH:
        _refer_to(target, action="")
    for table in ("removed_participations", "deletions", "changes"):
        op.drop_table(table)


def _add_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("subject", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("school_id", sa.UUID(), nullable=True),
        sa.Column("school_ids", postgresql.ARRAY(sa.UUID()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("document IN ('profile', 'summary')", name=op.f("ck_changes_document")),
        sa.PrimaryKeyConstraint("document", "subject", name=op.f("pk_changes")),
        sa.UniqueConstraint("position", name=op.f("uq_changes_position")),
    )
    op.create_index(op.f("ix_changes_district_id_position"), "changes", ["district_id", "position"])
    op.create_index(op.f("ix_changes_administration_id"), "changes", ["administration_id"])


def _add_deletions() -> None:
    op.create_table(
        "deletions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("confirm", sa.Text(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("kind IN ('administration', 'district')", name=op.f("ck_deletions_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletions")),
    )
    op.create_index(op.f("ix_deletions_district_id"), "deletions", ["district_id"])
    op.create_table(
        "removed_participations",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("administration_id", sa.UUID(), nullable=False),
        sa.Column("school_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issuer_keys_gone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("opener_keys_gone", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_removed_participations")),
    )
    op.create_index(op.f("ix_removed_participations_district_id"), "removed_participations", ["district_id"])
    op.create_index(
        op.f("ix_removed_participations_keys"),
        "removed_participations",
        ["participation_id"],
        postgresql_where=sa.text("NOT issuer_keys_gone OR NOT opener_keys_gone"),
    )


def _grant() -> None:
    grants = {
        "changes": "SELECT",
        "deletions": "SELECT, INSERT",
        "removed_participations": "SELECT, INSERT, UPDATE (issuer_keys_gone)",
    }
    for table, privileges in grants.items():
        op.execute(f"GRANT {privileges} ON {table} TO throughline_admin")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY admin ON {table} TO throughline_admin"
            f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
        )
    op.execute(
        "CREATE POLICY school_reads ON changes FOR SELECT TO throughline_admin"
        f" USING ({BOUND} AND school_ids::text[] && {HELD})"
    )
    op.execute(
        "GRANT SELECT (participation_id, opener_keys_gone), UPDATE (opener_keys_gone)"
        " ON removed_participations TO throughline_releaser"
    )
    op.execute(
        "CREATE POLICY releaser ON removed_participations TO throughline_releaser"
        " USING (true) WITH CHECK (true)"
    )
    op.execute("GRANT DELETE ON administrations, districts TO throughline_admin")
    op.execute(
        "CREATE POLICY operators_delete ON districts AS RESTRICTIVE FOR DELETE TO throughline_admin"
        f" USING ({SETTING} = '*')"
    )


def _add_triggers() -> None:
    """Deferred: they run when all else of their transaction is done, and hold the lock for its commit."""
    for table, (event, function) in TRIGGERS.items():
        _note(table, name="note", event=event, function=function)
        _note(table, name="note_deleted", event="DELETE", function=TOMBSTONES[table])
    for table in ("administrations", "districts"):
        op.execute(
            f"CREATE TRIGGER guard_deleting BEFORE DELETE ON {table} FOR EACH ROW"
            " WHEN (NOT pg_has_role(current_user, 'throughline_migrator', 'USAGE'))"
            " EXECUTE FUNCTION guard_deletions()"
        )


def _note(table: str, *, name: str, event: str, function: str) -> None:
    op.execute(
        f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table} DEFERRABLE INITIALLY DEFERRED"
        f" FOR EACH ROW EXECUTE FUNCTION {function}"
    )


def _refer_to(target: str, *, action: str) -> None:
    """Make what belongs to a row go with it, or keep the row from going."""
    for table in GO_WITH[target]:
        name = op.f(f"fk_{table}_{target}_id_{target}s")
        op.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name}"
            f" FOREIGN KEY ({target}_id) REFERENCES {target}s (id) {action}"
        )
