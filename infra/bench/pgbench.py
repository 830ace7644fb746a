"""The yardstick: PostgreSQL's own load generator, on the same server, with the same bytes."""

import os
import re
import subprocess
from pathlib import Path

from infra.local.errors import LocalError
from infra.local.postgres import EmbeddedPostgres

_TABLES = """
    CREATE SCHEMA IF NOT EXISTS bench;
    CREATE TABLE IF NOT EXISTS bench.responses (
        participation_id uuid, pass_hash bytea, sealed bytea NOT NULL,
        PRIMARY KEY (participation_id, pass_hash)
    );
    CREATE TABLE IF NOT EXISTS bench.marks (participation_id uuid PRIMARY KEY);
    TRUNCATE bench.responses, bench.marks;
"""
# The same number of bytes as one response, and a mark: what one transaction for each response would write.
_SCRIPT = r"""
BEGIN;
INSERT INTO bench.responses VALUES
    (gen_random_uuid(), uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), '\x{sealed}');
INSERT INTO bench.marks VALUES (gen_random_uuid());
COMMIT;
"""


def transactions_per_s(
    postgres: EmbeddedPostgres, *, clients: int, seconds: int, sealed_bytes: int, folder: Path
) -> float:
    """Run BEGIN + 2 INSERT + COMMIT for some seconds, prepared statements, fsync as the server has it.

    Args:
        postgres: the server that intake is measured on.
        clients: connections.
        seconds: how long.
        sealed_bytes: size of a stored response.
        folder: for the script.

    Returns:
        Committed transactions per second, connecting left out.

    Raises:
        LocalError: pgbench failed.
    """
    postgres.sql(_TABLES, database="throughline")
    script = folder / "pgbench.sql"
    script.write_text(_SCRIPT.format(sealed="ab" * sealed_bytes))
    threads = min(clients, os.cpu_count() or 1)
    done = subprocess.run(
        [
            *(str(postgres.bin("pgbench")), "-n", "-M", "prepared", "-f", str(script)),
            *("-c", str(clients), "-j", str(threads), "-T", str(seconds), postgres.url),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    found = re.search(r"tps = ([0-9.]+) \(without initial connection time\)", done.stdout)
    if done.returncode != 0 or found is None:
        raise LocalError(f"pgbench failed: {done.stderr.strip()}")
    return float(found[1])
