"""What must be safe before a key is destroyed, and what must be gone after it."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release import queries
from scoring_worker.release.errors import NotDurable

log = structlog.get_logger(__name__)


async def wait(connection: AsyncConnection, *, participation_id: UUID, level: str) -> None:
    """Return when every earlier commit survives the loss the level names.

    A write of its own is committed with synchronous_commit = on. WAL is flushed in order, so when this
    commit returns, the release's is on disk (local) and on a synchronous standby's disk (standby) too, also
    when the worker that committed the release was killed before it heard so.

    Args:
        connection: login releaser, outside a transaction.
        participation_id: whose row carries the write.
        level: local or standby.

    Raises:
        NotDurable: `standby` is asked for but the server waits for none.
    """
    if level == "standby" and not await _setting(connection, "synchronous_standby_names"):
        raise NotDurable("RELEASE_DURABILITY=standby, but the server has no synchronous_standby_names")
    if await _setting(connection, "fsync") != "on":
        log.warning("PostgreSQL runs with fsync off: a power cut can lose a release whose keys are gone")
    await queries.wait_for_standby_too(connection)
    await queries.move(connection, participation_id, before="released", after="released")
    await connection.commit()


async def vacuum(engine: AsyncEngine, *, tables: Sequence[str]) -> None:
    """Vacuum tables a release deleted from, as well as a shared database allows.

    SKIP_LOCKED: another vacuum is already at it. Rows an older snapshot (a running pg_dump) still sees stay
    until autovacuum comes; none of them can be opened any more.
    """
    async with engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in tables:
            allowed = await autocommit.execute(
                text("SELECT has_table_privilege(CAST(:name AS text), 'MAINTAIN')"), {"name": table}
            )
            if allowed.scalar_one():
                await autocommit.execute(text(f'VACUUM (SKIP_LOCKED) "{table}"'))
            else:
                log.warning("the worker may not vacuum a table: autovacuum will, later", table=table)


async def _setting(connection: AsyncConnection, name: str) -> str:
    statement = text("SELECT current_setting(:name)")
    return str((await connection.execute(statement, {"name": name})).scalar_one())
