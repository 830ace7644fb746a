"""Add the coarsened core to each revision of a profile: change and district summaries are computed from it.

Nullable, as revisions published before have none. The administration's login serves the documents and keeps
reading every column but this one; the reporter, which writes profiles, reads it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "7_add_cores_of_profiles"
down_revision = "6_add_store_sealed_responses"
branch_labels = None
depends_on = None

SERVED = (
    "id, revision, position, district_id, participation_id, administration_id, school_id, released_on,"
    " scoring_version, input_digest, etag, document"
)


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("profiles", sa.Column("core", postgresql.JSONB(), nullable=True))
    op.execute("REVOKE SELECT ON profiles FROM throughline_admin")
    op.execute(f"GRANT SELECT ({SERVED}) ON profiles TO throughline_admin")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    # Takes the grants on columns with it.
    op.execute("REVOKE SELECT ON profiles FROM throughline_admin")
    op.execute("GRANT SELECT ON profiles TO throughline_admin")
    op.drop_column("profiles", "core")
