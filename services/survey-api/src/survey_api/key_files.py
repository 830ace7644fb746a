"""Files that hold a key: written whole or not at all, private to this account, overwritten before they go.

On copy-on-write file systems and flash, overwriting is the best a program can do (custody `file`).
"""

import os
import secrets
import stat
from pathlib import Path


def make_private(directory: Path) -> None:
    """Make a key directory if it is missing, private to this account.

    Raises:
        OSError: it cannot be made or written to.
        PermissionError: others may read it.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if stat.S_IMODE(directory.stat().st_mode) & 0o077:
        raise PermissionError(f"{directory} must be private: chmod 700")
    if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(f"{directory} cannot be read and written")


def put(path: Path, data: bytes, *, draft: str) -> None:
    """Write a key unless there is one; of two processes that both made one, the first wins.

    Written under another name and linked: a crash leaves a whole key or none.

    Args:
        path: where the key belongs.
        data: the key.
        draft: beginning of the other name, so that `destroy` finds what a crash left.
    """
    other = path.with_name(f"{draft}{secrets.token_hex(8)}")
    _write_private(other, data)
    try:
        os.link(other, path)
        other.unlink()
    except FileExistsError:
        shred(other)
    sync_directory(path.parent)


def shred(path: Path) -> None:
    """Overwrite, fsync, unlink; the directory is the caller's to sync."""
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def sync_directory(directory: Path) -> None:
    """Make names that came and went durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_or_make(directory: Path, name: str, *, size: int) -> bytes:
    """Read a file of random bytes, made now unless there is one.

    Raises:
        OSError: the directory cannot be used, or others may read it.
    """
    make_private(directory)
    path = directory / name
    if not path.exists():
        put(path, secrets.token_bytes(size), draft=f".{name}.")
    return path.read_bytes()
