"""Add the function by which intake stores a batch: one call, one transaction, one round trip.

Called alone it is a whole transaction: it locks, looks at the window again under the lock, inserts and marks;
the commit comes with its answer. The same in four statements costs three more round trips and a third of
intake's throughput (docs/adr/0006-group-commit.md). The window is written down once, as a view.
"""

from alembic import op

revision = "6_add_store_sealed_responses"
down_revision = "5_let_releases_sweep"
branch_labels = None
depends_on = None

# The clock, not the start of the transaction: a batch may have waited for a lock.
VIEW = """
    CREATE VIEW participations_taking_responses WITH (security_invoker = true) AS
    SELECT p.id
    FROM participations AS p JOIN administrations AS a ON a.id = p.administration_id
    WHERE p.state IN ('open', 'closed')
      AND clock_timestamp() < coalesce(a.closed_at, a.closes_at) + make_interval(hours => a.grace_hours)
"""

# VOLATILE, so that each statement sees what was committed before it began, and with it a release that the
# lock waited for. Only participations that still take responses are locked: a release holds the lock of its
# own, and waiting for it would hold up every other school of the batch. Locks and rows are taken in one order
# everywhere, so that two processes never wait for each other in a circle; sorted, a batch also keeps no order
# of arrival.
FUNCTION = """
    CREATE FUNCTION store_sealed_responses(
        participation_ids uuid[], lock_keys bigint[], pass_hashes bytea[], ciphertexts bytea[]
    ) RETURNS SETOF bytea LANGUAGE plpgsql VOLATILE SECURITY INVOKER
    SET search_path = public, pg_temp
    AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock_shared(wanted.lock_key)
        FROM (
            SELECT DISTINCT given.id, given.lock_key
            FROM unnest(participation_ids, lock_keys) AS given (id, lock_key)
            JOIN participations_taking_responses AS taking ON taking.id = given.id
            ORDER BY given.id
        ) AS wanted;

        RETURN QUERY
        WITH stored AS (
            INSERT INTO sealed_responses AS s (participation_id, pass_hash, sealed)
            SELECT given.id, given.pass_hash, given.ciphertext
            FROM unnest(participation_ids, pass_hashes, ciphertexts) AS given (id, pass_hash, ciphertext)
            JOIN participations_taking_responses AS taking ON taking.id = given.id
            ORDER BY given.id, given.pass_hash
            ON CONFLICT DO NOTHING
            RETURNING s.participation_id, s.pass_hash
        ), marked AS (
            INSERT INTO outbox_marks (participation_id)
            SELECT DISTINCT stored.participation_id FROM stored ORDER BY stored.participation_id
            ON CONFLICT DO NOTHING
        )
        SELECT stored.pass_hash FROM stored;
    END
    $$
"""
SIGNATURE = "store_sealed_responses(uuid[], bigint[], bytea[], bytea[])"


def upgrade() -> None:
    """Apply."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(VIEW)
    op.execute("GRANT SELECT ON participations_taking_responses TO throughline_collector")
    op.execute(FUNCTION)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO throughline_collector")


def downgrade() -> None:
    """Take back."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    op.execute("DROP VIEW participations_taking_responses")
