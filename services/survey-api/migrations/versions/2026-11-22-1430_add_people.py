"""Add people who sign in, their links and sessions, identity providers, and shares of profiles.

People are found before any district is known (by a link, a session, a share), which takes functions of their
own. Whoever is bound to schools sees of all this the shares of their schools' participations only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "22_add_people"
down_revision = "21_add_changes"
branch_labels = None
depends_on = None

OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
BOUND = "(SELECT current_setting('app.school_ids', true)) <> ''"
GRANTS = {
    "people": (
        "SELECT, INSERT, DELETE, UPDATE (name, role, school_ids, issuer, subject, signed_in_at, disabled_at)"
    ),
    "sign_in_links": "SELECT, INSERT, DELETE",
    "sessions": "SELECT, INSERT, DELETE",
    "identity_providers": (
        "SELECT, INSERT, DELETE, UPDATE (issuer, client_id, sealed_secret, email_domains, changed_at)"
    ),
    "shares": "SELECT, INSERT, UPDATE (revoked_at)",
}
ROLES = "'district_administrator', 'survey_lead', 'facilitator', 'school_leader', 'viewer'"

FIND_PEOPLE = """
    CREATE FUNCTION find_people(of_email text)
    RETURNS TABLE (person_id uuid, district_id uuid, district_name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT p.id, p.district_id, d.name FROM public.people AS p
        JOIN public.districts AS d ON d.id = p.district_id
        WHERE p.email = of_email AND p.disabled_at IS NULL ORDER BY p.id
    $$
"""
# Taken away by whoever asks first: a link works once.
TAKE_LINK = """
    CREATE FUNCTION take_sign_in_link(given bytea)
    RETURNS TABLE (person_id uuid, district_id uuid)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        WITH taken AS (
            DELETE FROM public.sign_in_links AS l WHERE l.token_hash = given
            RETURNING l.person_id, l.expires_at
        )
        SELECT p.id, p.district_id FROM taken AS t JOIN public.people AS p ON p.id = t.person_id
        WHERE t.expires_at > now() AND p.disabled_at IS NULL
    $$
"""
# Notes the use at most once a minute, and never waits for another request of the same session to do so.
FIND_SESSION = """
    CREATE FUNCTION find_session(given bytea, idle interval)
    RETURNS TABLE (
        person_id uuid, district_id uuid, email text, name text, role text, school_ids uuid[],
        expires_at timestamptz
    )
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        UPDATE public.sessions AS s SET last_used_at = now() WHERE s.token_hash = (
            SELECT o.token_hash FROM public.sessions AS o
            WHERE o.token_hash = given AND o.last_used_at < now() - interval '1 min'
                AND o.last_used_at > now() - idle AND o.expires_at > now()
            FOR UPDATE SKIP LOCKED
        );
        SELECT p.id, p.district_id, p.email, p.name, p.role, p.school_ids, s.expires_at
        FROM public.sessions AS s JOIN public.people AS p ON p.id = s.person_id
        WHERE s.token_hash = given AND s.expires_at > now() AND s.last_used_at > now() - idle
            AND p.disabled_at IS NULL
    $$
"""
END_SESSION = """
    CREATE FUNCTION end_session(given bytea) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ DELETE FROM public.sessions AS s WHERE s.token_hash = given $$
"""
FIND_SHARED_PROFILE = """
    CREATE FUNCTION find_shared_profile(given bytea)
    RETURNS TABLE (etag text, document bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT p.etag, p.document FROM public.shares AS s
        JOIN public.profiles AS p ON p.participation_id = s.participation_id
        WHERE s.token_hash = given AND s.revoked_at IS NULL AND s.expires_at > now()
        ORDER BY p.revision DESC LIMIT 1
    $$
"""
FUNCTIONS = {
    "find_people(text)": FIND_PEOPLE,
    "take_sign_in_link(bytea)": TAKE_LINK,
    "find_session(bytea, interval)": FIND_SESSION,
    "end_session(bytea)": END_SESSION,
    "find_shared_profile(bytea)": FIND_SHARED_PROFILE,
}


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    _add_people()
    _add_ways_in()
    _add_shares()
    for table, privileges in GRANTS.items():
        op.execute(f"GRANT {privileges} ON {table} TO throughline_admin")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY admin ON {table} TO throughline_admin"
            f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
        )
    op.execute(
        "CREATE POLICY school_reads ON shares FOR SELECT TO throughline_admin"
        f" USING ({BOUND} AND reaches_part(participation_id))"
    )
    op.execute(
        "CREATE POLICY school_adds ON shares FOR INSERT TO throughline_admin"
        f" WITH CHECK ({BOUND} AND reaches_all(participation_id))"
    )
    op.execute(
        "CREATE POLICY school_changes ON shares FOR UPDATE TO throughline_admin"
        f" USING ({BOUND} AND reaches_all(participation_id))"
        f" WITH CHECK ({BOUND} AND reaches_all(participation_id))"
    )
    for function, statement in FUNCTIONS.items():
        op.execute(statement)
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO throughline_admin")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    for table in ("shares", "identity_providers", "sessions", "sign_in_links", "people"):
        op.drop_table(table)


def _id() -> sa.Column:
    return sa.Column("id", sa.UUID(), server_default=sa.text("uuidv7()"), nullable=False)


def _moment(name: str, *, now: bool = False, nullable: bool = False) -> sa.Column:
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=nullable)


def _of(table: str, *columns: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{'_'.join(columns)}_{to}")
    return sa.ForeignKeyConstraint(list(columns), [f"{to}.id"], name=name, ondelete="CASCADE")


def _add_people() -> None:
    op.create_table(
        "people",
        _id(),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("school_ids", postgresql.ARRAY(sa.UUID()), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        _moment("created_at", now=True),
        _moment("signed_in_at", nullable=True),
        _moment("disabled_at", nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_people_email_lower")),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_people_role")),
        sa.CheckConstraint(
            "school_ids IS NULL OR cardinality(school_ids) > 0", name=op.f("ck_people_some_schools")
        ),
        sa.CheckConstraint(
            "role <> 'school_leader' OR school_ids IS NOT NULL", name=op.f("ck_people_leaders_of_schools")
        ),
        sa.CheckConstraint(
            "role <> 'district_administrator' OR school_ids IS NULL",
            name=op.f("ck_people_administrators_of_districts"),
        ),
        _of("people", "district_id", to="districts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("district_id", "email", name=op.f("uq_people_district_id_email")),
        sa.UniqueConstraint(
            "district_id", "issuer", "subject", name=op.f("uq_people_district_id_issuer_subject")
        ),
    )
    op.create_index(op.f("ix_people_district_id"), "people", ["district_id"])


def _add_ways_in() -> None:
    for table, moments in (
        ("sign_in_links", ()),
        ("sessions", (_moment("created_at", now=True), _moment("last_used_at", now=True))),
    ):
        op.create_table(
            table,
            sa.Column("token_hash", sa.LargeBinary(), nullable=False),
            sa.Column("district_id", sa.UUID(), nullable=False),
            sa.Column("person_id", sa.UUID(), nullable=False),
            *moments,
            _moment("expires_at"),
            _of(table, "district_id", to="districts"),
            _of(table, "person_id", to="people"),
            sa.PrimaryKeyConstraint("token_hash", name=op.f(f"pk_{table}")),
        )
        for column in ("district_id", "person_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_table(
        "identity_providers",
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("email_domains", postgresql.ARRAY(sa.Text()), nullable=False),
        _moment("changed_at", now=True),
        sa.CheckConstraint("cardinality(email_domains) > 0", name=op.f("ck_identity_providers_some_domains")),
        _of("identity_providers", "district_id", to="districts"),
        sa.PrimaryKeyConstraint("district_id", name=op.f("pk_identity_providers")),
    )


def _add_shares() -> None:
    op.create_table(
        "shares",
        _id(),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        _moment("created_at", now=True),
        _moment("expires_at"),
        _moment("revoked_at", nullable=True),
        _of("shares", "district_id", to="districts"),
        _of("shares", "participation_id", to="participations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_shares_token_hash")),
    )
    for column in ("district_id", "participation_id"):
        op.create_index(op.f(f"ix_shares_{column}"), "shares", [column])
