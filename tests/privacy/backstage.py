"""The worker's own view of a real database, and a superuser's, for attacks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import engine_for
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.reconciler import Reconciler
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role
from tests.fixtures.waves import superuser_engine
from tests.privacy import ground


@dataclass(frozen=True)
class Backstage:
    """What the worker has.

    Attributes:
        settings: of the worker.
        keys: its opener keys.
        releaser, reporter: engines of its two logins.
        database: a superuser's connection that commits every statement: it arranges and looks.
    """

    settings: ReleaseSettings
    keys: KeyStore
    releaser: AsyncEngine
    reporter: AsyncEngine
    database: AsyncConnection

    async def reconcile(self) -> None:
        """Finish whatever is due, as the worker does at its start and every minute."""
        reconciler = Reconciler(
            settings=self.settings, releaser=self.releaser, reporter=self.reporter, keys=self.keys
        )
        await reconciler.run_once()


@asynccontextmanager
async def backstage(database_url: str, key_dir: Path) -> AsyncIterator[Backstage]:
    """Connect; entering it again with the same arguments is what a restart finds.

    Args:
        database_url: of a migrated database of `ground`, superuser.
        key_dir: holds the two directories of keys.
    """
    keys = KeyStore(opener_dir=key_dir / "opener", kek_dir=key_dir / "kek")
    settings = ReleaseSettings(
        database_url=SecretStr(database_url),
        role_secret_file=ground.template().role_secret_file,
        opener_key_dir=keys.opener_dir,
        kek_dir=keys.kek_dir,
        log_level="error",
    )
    engines = [engine_for(Role.RELEASER, settings), engine_for(Role.REPORTER, settings)]
    superuser = superuser_engine(database_url)
    try:
        async with superuser.connect() as connection:
            database = await connection.execution_options(isolation_level="AUTOCOMMIT")
            yield Backstage(settings, keys, engines[0], engines[1], database)
    finally:
        for engine in (*engines, superuser):
            await engine.dispose()
