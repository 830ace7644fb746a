"""What the API refuses to start with, as far as its environment and its key directory go."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from survey_api.settings import Settings, SettingsError
from survey_api.startup import check_key_directory, check_mail_files, refuse_the_openers_keys


def settings(directory: Path) -> Settings:
    return Settings(
        database_url=SecretStr("postgresql://x@/y"),
        role_secret_file=directory / "secret",
        nats_url="nats://127.0.0.1",
        issuer_key_dir=directory / "issuer",
    )


@pytest.mark.parametrize("name", ["OPENER_KEY_DIR", "KEK_DIR"])
def test_an_api_that_is_told_where_the_openers_keys_are_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} must not be set for the API"):
        refuse_the_openers_keys({name: "/keys/there"})


def test_an_environment_of_its_own_is_fine() -> None:
    refuse_the_openers_keys({"ISSUER_KEY_DIR": "/keys/issuer", "KEK_DIR": ""})


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o777])
def test_a_key_directory_that_others_reach_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "issuer").mkdir()
    (tmp_path / "issuer").chmod(mode)

    with pytest.raises(SettingsError, match="chmod 700"):
        check_key_directory(settings(tmp_path))


def test_a_private_one_and_one_that_is_not_there_yet_are_fine(tmp_path: Path) -> None:
    check_key_directory(settings(tmp_path))
    (tmp_path / "issuer").mkdir(mode=0o700)
    check_key_directory(settings(tmp_path))


@pytest.mark.parametrize("name", ["smtp_password_file", "smtp_ca_file"])
@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_for_the_mail_server_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    file = tmp_path / "given"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingsError, match=f"{name.upper()} cannot be read .*{file}"):
        check_mail_files(settings(tmp_path).model_copy(update={name: file}))


def test_files_that_can_be_read_and_none_at_all_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "given"
    file.write_text("secret-word")
    both = {"smtp_password_file": file, "smtp_ca_file": file}

    check_mail_files(settings(tmp_path))
    check_mail_files(settings(tmp_path).model_copy(update=both))
