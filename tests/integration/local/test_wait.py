"""`survey_api.wait` holds a start back until the schema is there, and not longer."""

from pathlib import Path

import pytest

from survey_api import wait


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, role_secret_file: Path
) -> pytest.MonkeyPatch:
    monkeypatch.setenv("ROLE_SECRET_FILE", str(role_secret_file))
    monkeypatch.setenv("NATS_URL", "nats://127.0.0.1:4222")
    monkeypatch.setenv("ISSUER_KEY_DIR", str(tmp_path))
    return monkeypatch


async def test_an_empty_database_is_waited_for(
    environment: pytest.MonkeyPatch, empty_database_url: str
) -> None:
    environment.setenv("DATABASE_URL", empty_database_url)

    assert await wait.why_not_yet() == "the database does not answer"  # nor may its login ask for the schema


async def test_a_missing_role_secret_is_waited_for(
    environment: pytest.MonkeyPatch, database_url: str, tmp_path: Path
) -> None:
    environment.setenv("DATABASE_URL", database_url)
    environment.setenv("ROLE_SECRET_FILE", str(tmp_path / "not-yet"))

    assert "ROLE_SECRET_FILE cannot be read" in (await wait.why_not_yet() or "")


async def test_a_migrated_database_is_not_waited_for(
    environment: pytest.MonkeyPatch, database_url: str
) -> None:
    environment.setenv("DATABASE_URL", database_url)

    assert await wait.why_not_yet() is None
