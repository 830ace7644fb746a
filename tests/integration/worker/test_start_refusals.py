"""What the worker refuses to start with, said in one line and without a key made."""

import asyncio
import os
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings


async def started(settings: ReleaseSettings, *, nats_url: str) -> tuple[int, str]:
    """Run the worker until it gives up; (exit code, everything it said)."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scoring_worker", "run"),
        env=os.environ | settings.environment() | {"NATS_URL": nats_url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, out.decode()


@pytest.mark.parametrize("which", ["opener_dir", "kek_dir"])
async def test_key_directories_that_others_reach(
    settings: ReleaseSettings, keys: KeyStore, nats_url: str, which: str
) -> None:
    directory = getattr(keys, which)
    directory.mkdir()
    directory.chmod(0o755)

    code, said = await started(settings, nats_url=nats_url)

    assert code == 1
    assert "mode 755: other accounts may read it" in said
    assert list(directory.iterdir()) == []
    assert "Traceback" not in said


@pytest.mark.parametrize("login", ["throughline_releaser", "throughline_reporter"])
async def test_a_server_that_writes_statements_down_for_either_login(
    settings: ReleaseSettings, database: AsyncConnection, nats_url: str, login: str
) -> None:
    name = await database.scalar(text("SELECT current_database()"))
    await database.execute(
        text(f'ALTER ROLE {login} IN DATABASE "{name}" SET log_min_duration_statement = 0')
    )

    code, said = await started(settings, nats_url=nats_url)

    assert code == 1
    assert "log_min_duration_statement = 0" in said
    assert "Traceback" not in said
