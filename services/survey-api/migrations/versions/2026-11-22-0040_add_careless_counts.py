"""Add how many responses looked careless to what a release counts.

Counted while the lines are still whole; afterwards nothing links one factor's answers to another's. One
number a participation, nothing about whom. NULL: released before, or too few responses to count anything in.
The releaser writes the table and the reporter reads it already; nobody else does.
"""

import sqlalchemy as sa
from alembic import op

revision = "8_add_careless_counts"
down_revision = "7_add_cores_of_profiles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("release_counts", sa.Column("careless_flagged", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("release_counts", "careless_flagged")
