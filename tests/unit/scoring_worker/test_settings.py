from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from scoring_worker.settings import ReleaseSettings, WorkerSettings
from survey_core.tables.roles import Role

SECRET = "ab" * 32


def build(tmp_path: Path, **changes: Any) -> ReleaseSettings:
    secret = tmp_path / "role-secret"
    secret.write_text(SECRET + "\n")
    values: dict[str, Any] = {
        "database_url": "postgresql://boss:hunter2@db/throughline",
        "role_secret_file": secret,
        "opener_key_dir": tmp_path / "keys" / "opener",
        "kek_dir": tmp_path / "keys" / "kek",
    }
    return ReleaseSettings(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"release_durability": "archive"}, "not available in this version"),
        ({"release_durability": "hope"}, "release_durability"),
        ({"database_url": None}, "DATABASE_URL and ROLE_SECRET_FILE"),
        ({"data_dir": "."}, "a copy of the data would hold the keys"),
        ({"kek_dir": "keys/opener/kek"}, "neither inside the other"),
    ],
)
def test_refusals(
    changes: dict[str, Any], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValidationError, match=told) as caught:
        build(tmp_path, **{name: value if value != "." else tmp_path for name, value in changes.items()})
    assert "hunter2" not in str(caught.value)


def test_a_short_role_secret_is_refused(tmp_path: Path) -> None:
    settings = build(tmp_path)
    (tmp_path / "role-secret").write_text("abcd")
    with pytest.raises(ValueError, match="at least 64 hex digits"):
        settings.url_of(Role.RELEASER)


def test_only_the_workers_own_logins_can_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no login"):
        build(tmp_path).url_of(Role.ISSUER)


def test_addresses_are_derived_or_given(tmp_path: Path) -> None:
    settings = build(tmp_path, reporter_database_url="postgresql://r:p@elsewhere/x")

    assert settings.url_of(Role.RELEASER).startswith("postgresql+asyncpg://throughline_releaser:")
    assert settings.url_of(Role.REPORTER) == "postgresql+asyncpg://r:p@elsewhere/x"


def test_no_secret_shows_in_the_text_form(tmp_path: Path) -> None:
    assert "hunter2" not in repr(build(tmp_path))


def test_the_opener_process_gets_the_same_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = build(tmp_path, data_dir=tmp_path / "data", log_level="debug")
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)

    assert ReleaseSettings() == settings


def test_the_worker_needs_the_broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NATS_URL", raising=False)
    for name, value in build(tmp_path).environment().items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match="nats_url"):
        WorkerSettings()


def test_every_setting_is_documented_with_its_default() -> None:
    page = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")
    section = page.partition("## Scoring worker")[2]
    rows = [
        [cell.strip(" `") for cell in line.split("|")[1:4]] for line in section.splitlines() if "|" in line
    ]
    documented = {name: default for name, default, _ in rows if name.isupper()}

    fields = WorkerSettings.model_fields
    assert documented.keys() == {name.upper() for name in fields}
    for name, field in fields.items():
        expected = "required" if field.is_required() else str(field.default or "")
        assert documented[name.upper()] == expected, name
