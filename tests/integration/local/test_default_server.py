"""A PostgreSQL of one's own, with the settings it is shipped with: refused as it is, taken once migrated."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from infra.local import postgres
from infra.local.postgres import EmbeddedPostgres
from survey_core.safeguards.postgresql import NAMES, QUIET, judge_settings, refusal
from survey_core.tables.roles import Role, role_password

SECRET = "5f" * 32
READ = "SELECT name, setting FROM pg_settings WHERE name = ANY($1)"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedPostgres]:
    """A server of our own that was told nothing."""
    nothing = tmp_path / "postgresql.conf"
    nothing.write_text("")
    monkeypatch.setattr(postgres, "SETTINGS_FILE", nothing)
    made = EmbeddedPostgres(tmp_path / "pg")
    made.start()
    yield made
    made.stop()


def migrated(url: str, directory: Path) -> subprocess.CompletedProcess[str]:
    secret = directory / "role-secret"
    secret.write_text(SECRET)
    return subprocess.run(
        [sys.executable, "-m", "survey_api.migrate"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": url, "ROLE_SECRET_FILE": str(secret)},
        timeout=120,
    )


async def settings(url: str, *, password: str | None = None) -> dict[str, str]:
    connection = await asyncpg.connect(url, password=password)
    try:
        return {row["name"]: row["setting"] for row in await connection.fetch(READ, list(NAMES))}
    finally:
        await connection.close()


async def test_migrating_quietens_a_server_that_nobody_configured(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    told = refusal(judge_settings(await settings(server.url))) or ""
    done = migrated(server.url, tmp_path)

    assert all(name in told for name in ("log_error_verbosity", "log_min_error_statement"))
    assert done.returncode == 0, done.stderr
    for role in Role:
        password = role_password(role, bytes.fromhex(SECRET))
        url = server.url.replace("://postgres@", f"://{role}@")
        found = await settings(url, password=password)
        assert judge_settings(found) == [], role
        assert {name: found[name] for name in QUIET} == dict(QUIET)
