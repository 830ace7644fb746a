"""Where one machine keeps its state, and what it refuses."""

from pathlib import Path

import pytest

from infra.local.errors import LocalError
from infra.local.home import Home


@pytest.mark.parametrize("keys", ["data", "data/keys", "data/deep/keys"])
def test_keys_under_the_data_directory_are_refused_and_none_is_made(tmp_path: Path, keys: str) -> None:
    home = Home(tmp_path, data_dir=tmp_path / "data", key_dir=tmp_path / keys)

    with pytest.raises(LocalError, match="must not lie under the data directory"):
        home.prepare()

    assert not (tmp_path / keys).exists()


def test_keys_behind_a_link_into_the_data_directory_are_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "keys").symlink_to(tmp_path / "data")

    with pytest.raises(LocalError, match="must not lie under"):
        Home(tmp_path, data_dir=tmp_path / "data", key_dir=tmp_path / "keys").prepare()


def test_a_second_supervisor_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()

    with home.lock(), pytest.raises(LocalError, match=r"another Throughline \(process \d+\)"), home.lock():
        pass
    with home.lock():  # and it is free again
        pass


def test_key_directories_are_private_even_when_they_were_not(tmp_path: Path) -> None:
    (tmp_path / ".keys").mkdir(mode=0o755)
    home = Home(tmp_path)

    home.prepare()

    directories = (home.keys, home.issuer_keys, home.opener_keys, home.keks)
    assert {path.stat().st_mode & 0o777 for path in directories} == {0o700}
    assert home.role_secret_file.stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(home.role_secret_file.read_text())) == 32


def test_a_second_start_keeps_the_secret(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    secret = home.role_secret_file.read_text()

    home.prepare()

    assert home.role_secret_file.read_text() == secret
