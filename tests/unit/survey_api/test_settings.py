"""Settings: what is refused, and that no value of a secret is repeated."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from survey_api.settings import MigrationSettings, Settings, SettingsError, load, read_role_secret
from survey_api.startup import refuse_keys_in_data
from survey_core.tables.roles import Role, role_password

SECRET = "ab" * 32


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    secret = tmp_path / "role-secret"
    secret.write_text(SECRET + "\n")
    for name, value in {
        "DATABASE_URL": "postgresql://postgres:top-secret@/db?host=/run/pg",
        "ROLE_SECRET_FILE": str(secret),
        "NATS_URL": "nats://127.0.0.1:4222",
        "ISSUER_KEY_DIR": str(tmp_path / "keys" / "issuer"),
        "DATA_DIR": str(tmp_path / "data"),
    }.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.mark.parametrize("name", ["DATABASE_URL", "ROLE_SECRET_FILE", "NATS_URL", "ISSUER_KEY_DIR"])
def test_what_is_missing_is_named(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.setenv(name, "")

    with pytest.raises(SettingsError, match=f"{name}: Field required"):
        load(Settings)


def test_several_faults_come_at_once_and_without_values(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATABASE_URL", "mysql://top-secret@x/y")
    environment.setenv("PORT", "70000")

    with pytest.raises(SettingsError) as refusal:
        load(Settings)

    assert "DATABASE_URL" in str(refusal.value)
    assert "PORT" in str(refusal.value)
    assert "top-secret" not in str(refusal.value)


def test_printing_the_settings_shows_no_password(environment: pytest.MonkeyPatch) -> None:
    del environment

    assert "top-secret" not in repr(load(Settings)) + str(load(Settings))


def test_logins_are_derived_or_given(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("COLLECTOR_DATABASE_URL", "postgresql://other:x@db.example/y")
    settings = load(Settings)

    issuer = make_url(settings.login_url(Role.ISSUER))

    assert issuer.username == Role.ISSUER
    assert issuer.password == role_password(Role.ISSUER, bytes.fromhex(SECRET))
    assert (issuer.database, issuer.query["host"]) == ("db", "/run/pg")
    assert settings.login_url(Role.COLLECTOR) == "postgresql+asyncpg://other:x@db.example/y"


def test_the_api_cannot_be_told_where_the_openers_keys_are() -> None:
    names = set(Settings.model_fields) | set(MigrationSettings.model_fields)

    assert not {name for name in names if "opener" in name or "kek" in name or "releaser" in name}


@pytest.mark.parametrize(
    ("text", "said"), [("", "at least 64"), ("zz" * 32, "hexadecimal"), ("ab" * 31, "at least 64")]
)
def test_a_weak_role_secret_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "role-secret"
    path.write_text(text)

    with pytest.raises(SettingsError, match=said):
        read_role_secret(path)


@pytest.mark.parametrize("below", ["", "keys", "a/../keys"])
def test_keys_in_the_data_directory_are_refused(
    environment: pytest.MonkeyPatch, tmp_path: Path, below: str
) -> None:
    environment.setenv("ISSUER_KEY_DIR", str(tmp_path / "data" / below))

    with pytest.raises(SettingsError, match="must not lie inside DATA_DIR"):
        refuse_keys_in_data(load(Settings))


def test_a_link_into_the_data_directory_is_seen_through(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "outside").symlink_to(tmp_path / "data")
    environment.setenv("ISSUER_KEY_DIR", str(tmp_path / "outside" / "issuer"))

    with pytest.raises(SettingsError):
        refuse_keys_in_data(load(Settings))


def test_keys_beside_the_data_are_accepted(environment: pytest.MonkeyPatch) -> None:
    del environment

    refuse_keys_in_data(load(Settings))


@pytest.mark.parametrize(
    "given", ["*", "https://pages.example/", "https://a.example, *", "http://pages.example"]
)
def test_anything_but_exact_origins_is_refused_without_repeating_it(
    environment: pytest.MonkeyPatch, given: str
) -> None:
    environment.setenv("CORS_ORIGINS", given)

    with pytest.raises(SettingsError, match="CORS_ORIGINS: Value error, must") as refusal:
        load(Settings)

    assert given not in str(refusal.value).replace("No `*`", "")


def test_origins_are_separated_by_spaces_or_commas(environment: pytest.MonkeyPatch) -> None:
    assert load(Settings).cors_origins == ()
    environment.setenv("CORS_ORIGINS", " https://a.example, https://b.example:8443\thttp://localhost:5173 ")

    assert load(Settings).cors_origins == (
        "https://a.example",
        "https://b.example:8443",
        "http://localhost:5173",
    )


@pytest.mark.parametrize("name", ["PUBLIC_URL", "PAGES_URL"])
@pytest.mark.parametrize(
    "given", ["survey.example", "https://survey.example/?a=1", "https://me@survey.example"]
)
def test_links_cannot_be_made_of_anything(environment: pytest.MonkeyPatch, name: str, given: str) -> None:
    environment.setenv(name, given)

    with pytest.raises(SettingsError, match=f"{name}: Value error, must"):
        load(Settings)


def test_pages_that_could_not_call_the_api_are_refused(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PUBLIC_URL", "https://api.example/")
    environment.setenv("PAGES_URL", "https://pages.example/district/")
    with pytest.raises(SettingsError, match="PAGES_URL: Value error, its origin must be among CORS_ORIGINS"):
        load(Settings)

    environment.setenv("CORS_ORIGINS", "https://pages.example")
    settings = load(Settings)

    assert (settings.public_url, settings.respondents_url) == (
        "https://api.example",
        "https://pages.example/district",
    )
    environment.setenv("PAGES_URL", "")
    assert load(Settings).respondents_url == "https://api.example"
