"""The worker's own view of a real database, and a superuser's."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import engine_for
from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role
from tests.fixtures.waves import superuser_engine


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return KeyStore(opener_dir=tmp_path / "opener", kek_dir=tmp_path / "kek")


@pytest.fixture
def settings(database_url: str, role_secret_file: Path, keys: KeyStore) -> ReleaseSettings:
    return ReleaseSettings(
        database_url=SecretStr(database_url),
        role_secret_file=role_secret_file,
        opener_key_dir=keys.opener_dir,
        kek_dir=keys.kek_dir,
    )


@pytest.fixture
async def releaser(settings: ReleaseSettings) -> AsyncIterator[AsyncEngine]:
    engine = engine_for(Role.RELEASER, settings)
    yield engine
    await engine.dispose()


@pytest.fixture
async def reporter(settings: ReleaseSettings) -> AsyncIterator[AsyncEngine]:
    engine = engine_for(Role.REPORTER, settings)
    yield engine
    await engine.dispose()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[AsyncConnection]:
    """A superuser's connection that commits every statement: it arranges and looks."""
    engine = superuser_engine(database_url)
    async with engine.connect() as connection:
        yield await connection.execution_options(isolation_level="AUTOCOMMIT")
    await engine.dispose()
