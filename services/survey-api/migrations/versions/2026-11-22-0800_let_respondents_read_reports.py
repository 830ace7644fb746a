"""Let the respondents' login read published reports: the poster's address shows the school's own.

Only of participations whose final release is published, and never the core. The page that a poster opens
needs no key: who can read the poster can read the report, as the principal can.
"""

from alembic import op

revision = "16_let_respondents_read"
down_revision = "15_add_withheld_interim"
branch_labels = None
depends_on = None

COLUMNS = "participation_id, revision, document"
PUBLISHED = "EXISTS (SELECT FROM participations AS p WHERE p.id = participation_id AND p.state = 'published')"


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(f"GRANT SELECT ({COLUMNS}) ON profiles TO throughline_collector")
    op.execute(f"CREATE POLICY collector ON profiles FOR SELECT TO throughline_collector USING ({PUBLISHED})")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP POLICY collector ON profiles")
    op.execute(f"REVOKE SELECT ({COLUMNS}) ON profiles FROM throughline_collector")  # noqa: S608 - ours
