"""Give districts a time zone: the page of a survey says when it ends as the clocks in its schools show it.

The respondents' login reads of a district its time zone, and nothing else.
"""

import sqlalchemy as sa
from alembic import op

revision = "17_add_time_zones"
down_revision = "16_let_respondents_read"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("districts", sa.Column("time_zone", sa.Text(), nullable=True))
    op.execute("GRANT SELECT (id, time_zone) ON districts TO throughline_collector")
    op.execute("CREATE POLICY collector ON districts FOR SELECT TO throughline_collector USING (true)")
    op.execute("GRANT SELECT (district_id) ON participations TO throughline_collector")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("REVOKE SELECT (district_id) ON participations FROM throughline_collector")
    op.execute("DROP POLICY collector ON districts")
    op.execute("REVOKE SELECT (id, time_zone) ON districts FROM throughline_collector")
    op.drop_column("districts", "time_zone")
