"""${message}.

Before deploying: PostgreSQL takes an ACCESS EXCLUSIVE lock for most ALTER TABLE forms, and every survey
waits behind it. Add columns without a volatile default, add constraints NOT VALID and validate them in a
later migration, and build indexes CONCURRENTLY (in an autocommit block) on tables that hold responses.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    ${downgrades if downgrades else "pass"}
