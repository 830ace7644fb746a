"""Add API clients, their revoked tokens, and keys and clients that reach some schools of a district only.

A caller bound to schools works without any district: `app.district_id` stays empty, `app.school_ids` names
the schools, and the policies below show what belongs to them. Whatever has no such policy does not exist for
them, tables of later migrations included (docs/adr/0016). The audit log now names who acted by kind and id.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "19_add_api_clients"
down_revision = "18_add_webhooks"
branch_labels = None
depends_on = None

OWN_DISTRICT = (
    "(SELECT current_setting('app.district_id', true)) = '*'"
    " OR district_id::text = (SELECT current_setting('app.district_id', true))"
)
GRANTS = {
    "api_clients": (
        "SELECT, INSERT, UPDATE (name, secret_hash, previous_secret_hash, previous_secret_until, revoked_at)"
    ),
    "revoked_tokens": "SELECT, INSERT, DELETE",
}

# The schools of the setting; unset and empty are none.
HELD = "(SELECT string_to_array(current_setting('app.school_ids', true), ','))::text[]"
BOUND = "(SELECT current_setting('app.school_ids', true)) <> ''"
# They look past the policies: a member that the caller may not see must count too.
REACHES_PART = f"""
    CREATE FUNCTION reaches_part(of uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT EXISTS (
            SELECT FROM public.participation_schools AS m
            WHERE m.participation_id = of AND m.school_id::text = ANY ({HELD})
        )
    $$
"""  # noqa: S608 - our own words
REACHES_ALL = f"""
    CREATE FUNCTION reaches_all(of uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT coalesce(bool_and(coalesce(m.school_id::text = ANY ({HELD}), false)), false)
        FROM public.participation_schools AS m WHERE m.participation_id = of
    $$
"""  # noqa: S608 - our own words
READABLE = {
    "schools": (
        f"id::text = ANY ({HELD}) OR (kind = 'reporting_unit'"
        " AND EXISTS (SELECT FROM participations AS p WHERE p.school_id = schools.id))"
    ),
    "districts": "EXISTS (SELECT FROM schools AS s WHERE s.district_id = districts.id)",
    "administrations": (
        "EXISTS (SELECT FROM participation_schools AS m WHERE m.administration_id = administrations.id)"
    ),
    "instruments": "EXISTS (SELECT FROM administrations AS a WHERE a.instrument_id = instruments.id)",
    "participations": "reaches_part(id)",
    "participation_schools": f"school_id::text = ANY ({HELD})",
    "profiles": "reaches_part(participation_id)",
}
OF_THEIR_DISTRICT = "EXISTS (SELECT FROM schools AS s WHERE s.district_id = audit_log.district_id)"
# What of it may also be changed: of schools that answer together only by who holds all of them.
CHANGEABLE = {"participations": "reaches_all(id)", "participation_schools": "reaches_all(participation_id)"}

FIND_API_KEY = """
    CREATE FUNCTION find_api_key(key_id text)
    RETURNS TABLE (district_id uuid, name text, secret_hash bytea, scopes text[]{column})
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT k.district_id, k.name, k.secret_hash, k.scopes{value}
        FROM public.api_keys AS k WHERE k.id = key_id AND k.revoked_at IS NULL
    $$
"""
FIND_API_CLIENT = """
    CREATE FUNCTION find_api_client(client_id text, token_id text)
    RETURNS TABLE (
        district_id uuid, name text, secret_hash bytea, previous_secret_hash bytea,
        scopes text[], school_ids uuid[], token_revoked boolean
    )
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT c.district_id, c.name, c.secret_hash,
            CASE WHEN c.previous_secret_until > now() THEN c.previous_secret_hash END,
            c.scopes, c.school_ids,
            EXISTS (SELECT FROM public.revoked_tokens AS t WHERE t.id = token_id)
        FROM public.api_clients AS c WHERE c.id = client_id AND c.revoked_at IS NULL
    $$
"""
FUNCTIONS = ("reaches_part(uuid)", "reaches_all(uuid)", "find_api_client(text, text)", "find_api_key(text)")


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    _add_columns()
    _add_tables()
    op.execute("DROP FUNCTION find_api_key(text)")
    for statement in (
        REACHES_PART,
        REACHES_ALL,
        FIND_API_CLIENT,
        FIND_API_KEY.format(column=", school_ids uuid[]", value=", k.school_ids"),
    ):
        op.execute(statement)
    for function in FUNCTIONS:
        _open_to_administration(function)
    _add_policies()


def downgrade() -> None:
    """Take back; keys bound to schools end, because nothing would hold them to these schools any more."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("UPDATE api_keys SET revoked_at = now() WHERE school_ids IS NOT NULL AND revoked_at IS NULL")
    for table in READABLE:
        op.execute(f"DROP POLICY school_reads ON {table}")
    for table in CHANGEABLE:
        op.execute(f"DROP POLICY school_changes ON {table}")
    op.execute("DROP POLICY school_locks ON administrations")
    op.execute("DROP POLICY school_notes ON audit_log")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    op.execute(FIND_API_KEY.format(column="", value=""))
    _open_to_administration("find_api_key(text)")
    op.drop_table("revoked_tokens")
    op.drop_table("api_clients")
    op.drop_index(op.f("ix_audit_log_district_id_id"), table_name="audit_log")
    op.drop_column("audit_log", "actor")
    op.alter_column("audit_log", "actor_id", new_column_name="api_key_id")
    op.execute("UPDATE api_keys SET scopes = array_remove(scopes, 'access.manage')")
    op.drop_constraint(op.f("ck_api_keys_schools_of_a_district"), "api_keys")
    op.drop_column("api_keys", "school_ids")


def _add_columns() -> None:
    op.add_column("api_keys", sa.Column("school_ids", postgresql.ARRAY(sa.UUID()), nullable=True))
    op.create_check_constraint(
        op.f("ck_api_keys_schools_of_a_district"),
        "api_keys",
        "school_ids IS NULL OR (district_id IS NOT NULL AND cardinality(school_ids) > 0)",
    )
    # Operators' keys could always make and end keys; from now on that is a scope.
    op.execute("UPDATE api_keys SET scopes = scopes || '{access.manage}' WHERE district_id IS NULL")
    op.alter_column("audit_log", "api_key_id", new_column_name="actor_id")
    op.add_column(
        "audit_log", sa.Column("actor", sa.Text(), server_default=sa.text("'api_key'"), nullable=False)
    )
    op.alter_column("audit_log", "actor", server_default=None)
    op.create_index(op.f("ix_audit_log_district_id_id"), "audit_log", ["district_id", "id"])


def _add_tables() -> None:
    op.create_table(
        "api_clients",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("previous_secret_hash", sa.LargeBinary(), nullable=True),
        sa.Column("previous_secret_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("school_ids", postgresql.ARRAY(sa.UUID()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "school_ids IS NULL OR cardinality(school_ids) > 0", name=op.f("ck_api_clients_some_schools")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_api_clients_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_clients")),
    )
    op.create_index(op.f("ix_api_clients_district_id"), "api_clients", ["district_id"])
    op.create_table(
        "revoked_tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("district_id", sa.UUID(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_revoked_tokens_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revoked_tokens")),
    )
    op.create_index(op.f("ix_revoked_tokens_district_id"), "revoked_tokens", ["district_id"])
    for table, privileges in GRANTS.items():
        op.execute(f"GRANT {privileges} ON {table} TO throughline_admin")
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY admin ON {table} TO throughline_admin"
            f" USING ({OWN_DISTRICT}) WITH CHECK ({OWN_DISTRICT})"
        )


def _open_to_administration(function: str) -> None:
    op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO throughline_admin")


def _add_policies() -> None:
    for table, rows in READABLE.items():
        op.execute(
            f"CREATE POLICY school_reads ON {table} FOR SELECT TO throughline_admin"
            f" USING ({BOUND} AND ({rows}))"
        )
    for table, rows in CHANGEABLE.items():
        op.execute(
            f"CREATE POLICY school_changes ON {table} FOR UPDATE TO throughline_admin"
            f" USING ({BOUND} AND {rows}) WITH CHECK ({BOUND} AND {rows})"
        )
    # To lock an administration is to read it for a change; none is let through.
    op.execute(
        "CREATE POLICY school_locks ON administrations FOR UPDATE TO throughline_admin"
        f" USING ({BOUND} AND {READABLE['administrations']}) WITH CHECK (false)"
    )
    op.execute(
        "CREATE POLICY school_notes ON audit_log FOR INSERT TO throughline_admin"
        f" WITH CHECK ({BOUND} AND {OF_THEIR_DISTRICT})"
    )
