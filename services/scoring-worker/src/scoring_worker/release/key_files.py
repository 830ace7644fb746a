"""Small secret files: written so that a crash leaves all or nothing, destroyed as well as a file can be."""

import contextlib
import os
import secrets
from pathlib import Path

_OWNER_ONLY_DIR = 0o700
_OWNER_ONLY_FILE = 0o600


def make_private_directory(directory: Path) -> None:
    """Create the directory with mode 0700, or take everybody else's rights to it away."""
    directory.mkdir(mode=_OWNER_ONLY_DIR, parents=True, exist_ok=True)
    directory.chmod(_OWNER_ONLY_DIR)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that did not exist, mode 0600, and return only when it survives a power cut.

    Raises:
        FileExistsError: the file exists; it is never replaced.
    """
    make_private_directory(path.parent)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)  # unlike a rename it refuses to replace
    except FileExistsError:
        destroy(unfinished)
        raise
    unfinished.unlink()
    _sync_directory(path.parent)


def destroy(path: Path) -> None:
    """Overwrite with random bytes, sync, unlink, sync the directory; a file that is gone is fine.

    What an interrupted `write_new` of the same file left goes with it. Best effort by nature: copy-on-write
    file systems and flash keep old blocks, which the worker warns about when it starts.
    """
    if not path.parent.is_dir():
        return
    for file in (path, *path.parent.glob(f".{path.name}.*")):
        _overwrite_and_unlink(file)
    _sync_directory(path.parent)


def _overwrite_and_unlink(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        with path.open("r+b", buffering=0) as file:
            file.write(os.urandom(os.fstat(file.fileno()).st_size))
            os.fsync(file.fileno())
        path.unlink()


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
