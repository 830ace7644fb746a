"""Add a note that an interim release was withheld: the district is told which tables it does not get."""

import sqlalchemy as sa
from alembic import op

revision = "15_add_withheld_interim"
down_revision = "14_add_subgroup_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. The table's grants hold for the new column: the releaser writes it, the reporter reads it."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "interim_releases",
        sa.Column("withheld", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("interim_releases", "withheld")
