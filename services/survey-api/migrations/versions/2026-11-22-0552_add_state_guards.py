"""Let PostgreSQL itself refuse what the states do not allow, whichever login asks and whatever its statement.

Each login may take a participation and an administration over its own steps and no other; from `ready` on
nobody changes what a manifest holds. The owner of the tables and superusers are not held back: they could
remove the guard as well, and a restore or a repair needs them.
"""

from alembic import op

revision = "11_add_state_guards"
down_revision = "10_add_key_copies"
branch_labels = None
depends_on = None

# A release may skip everything up to `released` only where nothing was ever sealed (access `import`).
PARTICIPATIONS = """
    CREATE FUNCTION guard_participations() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    DECLARE
        step text;
        allowed text[] := '{}';
    BEGIN
        IF pg_has_role(current_user, 'throughline_admin', 'MEMBER') THEN
            allowed := allowed || '{>draft,draft>ready,ready>open,open>closed}'::text[];
        END IF;
        IF pg_has_role(current_user, 'throughline_releaser', 'MEMBER') THEN
            allowed := allowed || '{closed>review,closed>released,review>released,released>shredded}'::text[];
            IF EXISTS (
                SELECT FROM administrations AS a WHERE a.id = NEW.administration_id AND a.access = 'import'
            ) THEN
                allowed := allowed || '{draft>released}'::text[];
            END IF;
        END IF;
        IF pg_has_role(current_user, 'throughline_reporter', 'MEMBER') THEN
            allowed := allowed || '{shredded>published}'::text[];
        END IF;
        IF TG_OP = 'INSERT' THEN
            step := '>' || NEW.state;
        ELSE
            step := OLD.state || '>' || NEW.state;
        END IF;
        IF step <> ALL (allowed) AND (TG_OP = 'INSERT' OR NEW.state <> OLD.state) THEN
            RAISE EXCEPTION 'a participation cannot go this way'
                USING ERRCODE = 'check_violation', DETAIL = step;
        END IF;
        IF step IN ('closed>released', 'review>released') AND NOT NEW.issuer_key_destroyed THEN
            RAISE EXCEPTION 'a release needs the issuer key destroyed' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' THEN
            IF OLD.issuer_key_destroyed AND NOT NEW.issuer_key_destroyed THEN
                RAISE EXCEPTION 'a destroyed key stays destroyed' USING ERRCODE = 'check_violation';
            END IF;
            IF OLD.state <> 'draft' AND
                (OLD.id, OLD.district_id, OLD.administration_id, OLD.school_id, OLD.manifest, OLD.pin,
                    OLD.sealed_length, OLD.sealing_public_key, OLD.issuer_public_key, OLD.replacement_cap)
                IS DISTINCT FROM
                (NEW.id, NEW.district_id, NEW.administration_id, NEW.school_id, NEW.manifest, NEW.pin,
                    NEW.sealed_length, NEW.sealing_public_key, NEW.issuer_public_key, NEW.replacement_cap)
            THEN
                RAISE EXCEPTION 'what a manifest holds is frozen' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END
    $$
"""
ADMINISTRATIONS = """
    CREATE FUNCTION guard_administrations() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    DECLARE
        step text;
        allowed text[] := '{}';
    BEGIN
        IF pg_has_role(current_user, 'throughline_admin', 'MEMBER') THEN
            allowed := allowed || '{>draft,draft>ready,ready>open,open>closed}'::text[];
        END IF;
        IF pg_has_role(current_user, 'throughline_reporter', 'MEMBER') THEN
            allowed := allowed || '{closed>published}'::text[];
            IF NEW.access = 'import' THEN
                allowed := allowed || '{draft>published}'::text[];
            END IF;
        END IF;
        IF TG_OP = 'INSERT' THEN
            step := '>' || NEW.state;
        ELSE
            step := OLD.state || '>' || NEW.state;
        END IF;
        IF step <> ALL (allowed) AND (TG_OP = 'INSERT' OR NEW.state <> OLD.state) THEN
            RAISE EXCEPTION 'an administration cannot go this way'
                USING ERRCODE = 'check_violation', DETAIL = step;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state <> 'draft' AND
            (OLD.id, OLD.district_id, OLD.instrument_id, OLD.access, OLD.release_mode, OLD.custody, OLD.k,
                OLD.grace_hours, OLD.opens_at, OLD.closes_no_later_than)
            IS DISTINCT FROM
            (NEW.id, NEW.district_id, NEW.instrument_id, NEW.access, NEW.release_mode, NEW.custody, NEW.k,
                NEW.grace_hours, NEW.opens_at, NEW.closes_no_later_than)
        THEN
            RAISE EXCEPTION 'what a manifest holds is frozen' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END
    $$
"""
GUARDED = ("participations", "administrations")


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(PARTICIPATIONS)
    op.execute(ADMINISTRATIONS)
    for table in GUARDED:
        op.execute(f"REVOKE ALL ON FUNCTION guard_{table}() FROM PUBLIC")
        op.execute(
            f"CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW"
            " WHEN (NOT pg_has_role(current_user, 'throughline_migrator', 'USAGE'))"
            f" EXECUTE FUNCTION guard_{table}()"
        )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in GUARDED:
        op.execute(f"DROP TRIGGER guard ON {table}")
        op.execute(f"DROP FUNCTION guard_{table}()")
