"""Grant each login its own work and no more, and keep districts apart by row-level security.

The administration's login sees a row only when `app.district_id` names its district or is `*` (an
operator's key); without the setting it sees nothing. The other logins are not tied to a district: they get
explicit policies on the tables they work on. docs/database.md shows the same as a table.
"""

from collections.abc import Iterator

from alembic import op

revision = "4_grant_logins"
down_revision = "3_create_survey_tables"
branch_labels = None
depends_on = None

# What respondents' routes need to know, column by column: no titles, no districts, no school.
RESPONDENT_PARTICIPATION = (
    "id", "administration_id", "state", "eligible", "manifest", "pin", "sealed_length",
    "issuer_public_key", "sealing_public_key", "issuer_key_destroyed",
)  # fmt: skip
RESPONDENT_ADMINISTRATION = (
    "id", "instrument_id", "state", "access", "release_mode", "grace_hours",
    "opens_at", "closes_at", "closed_at", "word_hash",
)  # fmt: skip
IMPORT_PROGRESS = "state, responses_csv, schools_csv, rows_total, rows_done, errors, error_count"

GRANTS: dict[str, dict[str, str]] = {
    "throughline_issuer": {
        "access_codes": "SELECT, UPDATE (blinded_hash)",
        "open_passes": "SELECT, INSERT",
        "participations": f"SELECT ({', '.join(RESPONDENT_PARTICIPATION)})",
        "administrations": f"SELECT ({', '.join(RESPONDENT_ADMINISTRATION)})",
    },
    "throughline_collector": {
        "sealed_responses": "SELECT (participation_id, pass_hash), INSERT",
        "spent_passes": "SELECT",
        "outbox_marks": "SELECT (participation_id), INSERT",
        "participations": f"SELECT ({', '.join(RESPONDENT_PARTICIPATION)})",
        "administrations": f"SELECT ({', '.join(RESPONDENT_ADMINISTRATION)})",
        "instruments": "SELECT",
        "records": "SELECT",
    },
    "throughline_releaser": {
        "sealed_responses": "SELECT, DELETE",
        "spent_passes": "SELECT, INSERT, DELETE",
        "access_codes": "SELECT (participation_id, blinded_hash, replacement), DELETE",
        "open_passes": "SELECT, DELETE",
        "answers": "SELECT, INSERT, UPDATE, DELETE",
        "routing_counts": "SELECT, INSERT, UPDATE, DELETE",
        "release_counts": "SELECT, INSERT, UPDATE, DELETE",
        "records": "SELECT, INSERT, UPDATE, DELETE",
        "interim_responses": "SELECT, INSERT, DELETE",
        "interim_releases": "SELECT, INSERT, UPDATE, DELETE",
        "handled_events": "SELECT, INSERT",
        "outbox_events": "INSERT",
        "outbox_marks": "SELECT, DELETE",
        "imports": f"SELECT, UPDATE ({IMPORT_PROGRESS})",
        "participations": "SELECT, UPDATE (state, sealing_public_key, eligible)",
        "administrations": "SELECT, UPDATE (state)",
        "instruments": "SELECT",
        "schools": "SELECT",
    },
    "throughline_reporter": {
        "profiles": "SELECT, INSERT",
        "progress": "SELECT, INSERT, UPDATE",
        "sealed_responses": "SELECT (participation_id)",
        "answers": "SELECT",
        "routing_counts": "SELECT",
        "release_counts": "SELECT",
        "interim_releases": "SELECT",
        "handled_events": "SELECT, INSERT",
        "outbox_events": "INSERT",
        "participations": "SELECT, UPDATE (state)",
        "administrations": "SELECT, UPDATE (state)",
        "instruments": "SELECT",
        "schools": "SELECT",
        "districts": "SELECT",
    },
    "throughline_admin": {
        "districts": "SELECT, INSERT, UPDATE",
        "schools": "SELECT, INSERT, UPDATE",
        "instruments": "SELECT, INSERT",
        "administrations": "SELECT, INSERT, UPDATE",
        "participations": "SELECT, INSERT, UPDATE",
        "api_keys": "SELECT, INSERT, UPDATE (name, revoked_at)",
        "audit_log": "SELECT, INSERT",
        "imports": "SELECT, INSERT",
        "access_codes": "SELECT (participation_id), INSERT",
        "profiles": "SELECT",
        "progress": "SELECT",
        "records": "SELECT",
        # The relay is the administration's login too: it moves events to the broker.
        "outbox_events": "SELECT, INSERT, DELETE",
        "outbox_marks": "SELECT, DELETE",
        "alembic_version": "SELECT",
    },
}

# Which district a row belongs to, for the administration's login.
DISTRICT_OF: dict[str, str] = {
    "districts": "id",
    "schools": "district_id",
    "instruments": "district_id",
    "administrations": "district_id",
    "participations": "district_id",
    "api_keys": "district_id",
    "audit_log": "district_id",
    "imports": "district_id",
    "profiles": "district_id",
}
# Tables without a district of their own follow their participation, which is under the same policies.
OF_PARTICIPATION = ("access_codes", "progress", "records")

FIND_API_KEY = """
    CREATE FUNCTION find_api_key(key_id text)
    RETURNS TABLE (district_id uuid, name text, secret_hash bytea, scopes text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        SELECT k.district_id, k.name, k.secret_hash, k.scopes
        FROM public.api_keys AS k WHERE k.id = key_id AND k.revoked_at IS NULL
    $$
"""


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for login, table, privileges in each_grant():
        op.execute(f"GRANT {privileges} ON {table} TO {login}")
    for table in (*DISTRICT_OF, *OF_PARTICIPATION):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for policy in policies():
        op.execute(policy)
    # Authentication comes before the district is known, and reads one key by its id.
    op.execute(FIND_API_KEY)
    op.execute("REVOKE ALL ON FUNCTION find_api_key(text) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION find_api_key(text) TO throughline_admin")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP FUNCTION find_api_key(text)")
    for login, table, _ in each_grant():
        if table in DISTRICT_OF or table in OF_PARTICIPATION:
            op.execute(f"DROP POLICY {login.removeprefix('throughline_')} ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM {login}")
    op.execute("DROP POLICY shipped ON instruments")
    for table in (*DISTRICT_OF, *OF_PARTICIPATION):
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def each_grant() -> Iterator[tuple[str, str, str]]:
    """Yield (login, table, privileges)."""
    for login, tables in GRANTS.items():
        for table, privileges in tables.items():
            yield login, table, privileges


def policies() -> Iterator[str]:
    """Yield one policy for each login and table under row-level security that the login has a grant on."""
    for login, table, _ in each_grant():
        if table not in DISTRICT_OF and table not in OF_PARTICIPATION:
            continue
        rows = visible_rows(table) if login == "throughline_admin" else "true"
        name = login.removeprefix("throughline_")
        yield f"CREATE POLICY {name} ON {table} TO {login} USING ({rows}) WITH CHECK ({rows})"
    # Every district may use the shipped instruments, which belong to none.
    yield "CREATE POLICY shipped ON instruments FOR SELECT TO throughline_admin USING (district_id IS NULL)"


def visible_rows(table: str) -> str:
    """The condition under which the administration's login sees a row; unset means nothing is seen."""
    if table in OF_PARTICIPATION:
        own = f"p.id = {table}.participation_id"
        return "EXISTS (SELECT FROM participations AS p WHERE " + own + ")"  # nosec B608 - our own names
    setting = "(SELECT current_setting('app.district_id', true))"
    return f"{setting} = '*' OR {DISTRICT_OF[table]}::text = {setting}"
