"""Create the logins, and hand the schema to the migrator.

Logins belong to the whole PostgreSQL cluster, so one that exists is kept, and taking this migration back
leaves them: another database of the cluster may use them. Their passwords are set by `survey_api.migrate`.
"""

from alembic import op

revision = "1_create_logins"
down_revision = None
branch_labels = None
depends_on = None

LOGINS = (
    "throughline_migrator",
    "throughline_issuer",
    "throughline_collector",
    "throughline_releaser",
    "throughline_reporter",
    "throughline_admin",
)


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for login in LOGINS:
        op.execute(create_login(login))
    # A superuser may become anyone; a managed server's administrator may not, unless it is granted.
    op.execute("DO $$ BEGIN EXECUTE format('GRANT throughline_migrator TO %I', current_user); END $$")
    op.execute("GRANT USAGE, CREATE ON SCHEMA public TO throughline_migrator")
    op.execute("ALTER TABLE alembic_version OWNER TO throughline_migrator")
    op.execute("SET LOCAL ROLE throughline_migrator")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("RESET ROLE")
    op.execute("ALTER TABLE alembic_version OWNER TO CURRENT_USER")
    op.execute("REVOKE USAGE, CREATE ON SCHEMA public FROM throughline_migrator")


def create_login(login: str) -> str:
    """Create one login, or keep it. Two databases of one cluster may get here at once."""
    return f"""
        DO $$ BEGIN
            CREATE ROLE {login} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            RAISE DEBUG 'login {login} exists';
        END $$
    """
