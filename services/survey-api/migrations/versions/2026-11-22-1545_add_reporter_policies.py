"""Add policies for the reporter: it sees the rows of the district it works for, and of none before.

The tables of a release had no row-level security, because no login of the API may read them. The other logins
that work with them keep what they could do.
"""

from alembic import op

revision = "25_add_reporter_policies"
down_revision = "24_add_idempotency_keys"
branch_labels = None
depends_on = None

SETTING = "(SELECT current_setting('app.district_id', true))"
# Under policies already; which column names the district.
DISTRICT_OF = {
    "districts": "id",
    "schools": "district_id",
    "instruments": "district_id",
    "administrations": "district_id",
    "participations": "district_id",
    "participation_schools": "district_id",
    "profiles": "district_id",
    "district_summaries": "district_id",
}
# Under policies from here on; which other logins have rights on them. They follow their participation.
RELEASED = {
    "answers": ("releaser",),
    "routing_counts": ("releaser",),
    "release_counts": ("releaser",),
    "subgroup_sums": ("releaser",),
    "withheld_tables": ("releaser",),
    "interim_releases": ("releaser",),
    "sealed_responses": ("collector", "releaser"),
}


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, column in DISTRICT_OF.items():
        rows = f"{SETTING} = '*' OR {column}::text = {SETTING}"
        op.execute(f"ALTER POLICY reporter ON {table} USING ({rows}) WITH CHECK ({rows})")
    # Every district may use the shipped instruments, which belong to none.
    op.execute(
        "CREATE POLICY reporter_shipped ON instruments FOR SELECT TO throughline_reporter"
        " USING (district_id IS NULL)"
    )
    rows = of_participation("progress")
    op.execute(f"ALTER POLICY reporter ON progress USING ({rows}) WITH CHECK ({rows})")
    for table, others in RELEASED.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for login in others:
            op.execute(
                f"CREATE POLICY {login} ON {table} TO throughline_{login} USING (true) WITH CHECK (true)"
            )
        op.execute(
            f"CREATE POLICY reporter ON {table} FOR SELECT TO throughline_reporter"
            f" USING ({of_participation(table)})"
        )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, others in RELEASED.items():
        for login in (*others, "reporter"):
            op.execute(f"DROP POLICY {login} ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP POLICY reporter_shipped ON instruments")
    for table in ("progress", *DISTRICT_OF):
        op.execute(f"ALTER POLICY reporter ON {table} USING (true) WITH CHECK (true)")


def of_participation(table: str) -> str:
    """Rows whose participation the login sees; looking over all districts asks nothing for each row."""
    own = f"p.id = {table}.participation_id"
    return f"{SETTING} = '*' OR EXISTS (SELECT FROM participations AS p WHERE {own})"  # nosec B608 - our own names
