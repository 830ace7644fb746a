"""Let a release vacuum the tables it empties, and keep their columns out of the planner's samples.

Deleted rows stay in a table's pages, in the order in which people answered, until they are vacuumed; MAINTAIN
lets the releaser do that at once. ANALYZE copies sample values into pg_statistic, where they outlive the rows
(analysing an empty table changes nothing); these columns are only ever looked up by their primary key.
"""

from alembic import op

revision = "5_let_releases_sweep"
down_revision = "4_grant_logins"
branch_labels = None
depends_on = None

EMPTIED = {
    "sealed_responses": ("pass_hash", "sealed"),
    "access_codes": ("code_hash", "blinded_hash"),
    "open_passes": ("blinded_hash",),
    "interim_responses": ("pass_hash",),
    # Files of responses collected elsewhere, dropped once they are read: they hold people's lines whole.
    "imports": ("responses_csv", "schools_csv"),
}
FROM_THE_DEFAULT = -1


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in EMPTIED:
        op.execute(f"GRANT MAINTAIN ON {table} TO throughline_releaser")
    set_statistics(0)


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in EMPTIED:
        op.execute(f"REVOKE MAINTAIN ON {table} FROM throughline_releaser")
    set_statistics(FROM_THE_DEFAULT)


def set_statistics(target: int) -> None:
    """Set how many sample values ANALYZE keeps of each column."""
    for table, columns in EMPTIED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {target}")
