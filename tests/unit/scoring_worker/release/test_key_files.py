import os
import stat
from pathlib import Path

import pytest

from scoring_worker.release.key_files import destroy, write_new


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_existing_file_is_never_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "a.kek"
    write_new(path, b"first")

    with pytest.raises(FileExistsError):
        write_new(path, b"second")

    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]


def test_files_and_their_directory_belong_to_the_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "keys"
    directory.mkdir(mode=0o755)

    write_new(directory / "a.kek", b"secret")

    assert mode(directory) == 0o700
    assert mode(directory / "a.kek") == 0o600


def test_the_content_is_overwritten_before_the_name_goes(tmp_path: Path) -> None:
    """A second hard link keeps the inode alive: it must not keep the secret alive."""
    path = tmp_path / "a.kek"
    write_new(path, b"secret" * 5)
    os.link(path, tmp_path / "other-name")

    destroy(path)

    assert not path.exists()
    left = (tmp_path / "other-name").read_bytes()
    assert len(left) == 30
    assert b"secret" not in left


def test_what_an_interrupted_write_left_is_destroyed_too(tmp_path: Path) -> None:
    unfinished = tmp_path / ".a.kek.0123456789abcdef"
    unfinished.write_bytes(b"secret")
    (tmp_path / "b.kek").write_bytes(b"another's")

    destroy(tmp_path / "a.kek")

    assert [path.name for path in tmp_path.iterdir()] == ["b.kek"]


def test_a_missing_file_or_directory_is_fine(tmp_path: Path) -> None:
    destroy(tmp_path / "a.kek")
    destroy(tmp_path / "nowhere" / "a.kek")
