"""Add access by e-mail: messages on their way, addresses until the close, and a mark for a reminder due.

Rows are sealed under keys outside the database, all of one length, and hold no time. The administration
adds rows and counts them; only the issuer reads what is sealed and takes rows away; the releaser may take
them away unread. A code whose message was refused is withdrawn by a function, so that no login may delete
codes at will.
"""

import sqlalchemy as sa
from alembic import op

revision = "12_add_mail"
down_revision = "11_add_state_guards"
branch_labels = None
depends_on = None

TABLES = ("mail_queue", "mail_addresses", "mail_reminders")
GRANTS = {
    "throughline_admin": {
        "mail_queue": "INSERT, SELECT (participation_id, kind)",
        "mail_addresses": "INSERT, SELECT (participation_id, bounced)",
        "mail_reminders": "INSERT",
    },
    "throughline_issuer": {
        "mail_queue": "SELECT, INSERT, DELETE",
        "mail_addresses": "SELECT, INSERT, UPDATE (bounced), DELETE",
        "mail_reminders": "SELECT, DELETE",
    },
    "throughline_releaser": dict.fromkeys(TABLES, "SELECT (participation_id), DELETE"),
}
# Unused, of an open participation with access `email`, and nothing else.
WITHDRAW = """
    CREATE FUNCTION withdraw_code(participation uuid, hash bytea)
    RETURNS SETOF bytea LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    AS $$
        DELETE FROM public.access_codes AS c
        USING public.participations AS p, public.administrations AS a
        WHERE c.participation_id = participation AND c.code_hash = hash AND c.blinded_hash IS NULL
            AND p.id = participation AND p.state = 'open'
            AND a.id = p.administration_id AND a.access = 'email'
        RETURNING c.code_hash
    $$
"""
SIGNATURE = "withdraw_code(uuid, bytea)"


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    allow_access("'cards', 'email', 'open', 'import'")
    create_tables()
    for login, tables in GRANTS.items():
        for table, privileges in tables.items():
            op.execute(f"GRANT {privileges} ON {table} TO {login}")
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for login in GRANTS:
            rows = own_rows(table) if login == "throughline_admin" else "true"
            name = login.removeprefix("throughline_")
            op.execute(f"CREATE POLICY {name} ON {table} TO {login} USING ({rows}) WITH CHECK ({rows})")
    # ANALYZE would copy samples into pg_statistic, where they outlive the rows.
    for table in ("mail_queue", "mail_addresses"):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN sealed SET STATISTICS 0")
    op.execute(WITHDRAW)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO throughline_issuer")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    for table in reversed(TABLES):
        op.drop_table(table)
    allow_access("'cards', 'open', 'import'")


def create_tables() -> None:
    """Create the three tables."""
    op.create_table(
        "mail_queue",
        *key_columns("mail_queue"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('invitation', 'replacement', 'reminder')", name=op.f("ck_mail_queue_kind")
        ),
    )
    op.create_table(
        "mail_addresses",
        *key_columns("mail_addresses"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("bounced", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_table(
        "mail_reminders",
        sa.Column("participation_id", sa.UUID(), nullable=False),
        of_participation("mail_reminders"),
        sa.PrimaryKeyConstraint("participation_id", name=op.f("pk_mail_reminders")),
    )


def key_columns(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """A row's name: its participation and a random id."""
    return (
        sa.Column("participation_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        of_participation(table),
        sa.PrimaryKeyConstraint("participation_id", "id", name=op.f(f"pk_{table}")),
    )


def of_participation(table: str) -> sa.ForeignKeyConstraint:
    """The reference to the row's participation."""
    name = op.f(f"fk_{table}_participation_id_participations")
    return sa.ForeignKeyConstraint(["participation_id"], ["participations.id"], name=name)


def allow_access(kinds: str) -> None:
    """Set which ways of access an administration may have."""
    op.drop_constraint(op.f("ck_administrations_access"), "administrations")
    op.create_check_constraint(op.f("ck_administrations_access"), "administrations", f"access IN ({kinds})")


def own_rows(table: str) -> str:
    """A row follows its participation, which is under the policy of its district."""
    return f"EXISTS (SELECT FROM participations AS p WHERE p.id = {table}.participation_id)"
