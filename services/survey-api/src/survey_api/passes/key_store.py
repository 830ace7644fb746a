"""The issuer keys: one file per participation, outside the database and outside the data directory.

A key exists from `/ready` to the close of its window. Destroying one overwrites its bytes before the name
goes; on copy-on-write file systems and flash that is the best a program can do (custody `file`).
"""

import asyncio
import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from survey_core.passes.signer import IssuerKey, generate_issuer_key

_SUFFIX = ".pem"


class IssuerKeyMissing(Exception):
    """The issuer key of a participation is not in ISSUER_KEY_DIR; no pass can be signed."""


class IssuerKeyStore:
    """Makes, reads and destroys issuer keys; keeps those in use in memory until `forget`.

    Several API processes share one directory. Only `create` and `destroy` change it.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._cached: dict[UUID, IssuerKey] = {}
        self._loading = asyncio.Lock()

    async def create(self, participation_id: UUID) -> bytes:
        """Make a participation's key unless there is one; returns its modulus, 384 bytes."""
        return await asyncio.to_thread(self._create, participation_id)

    async def load(self, participation_id: UUID) -> IssuerKey:
        """Return a participation's key, from memory after the first time.

        Raises:
            IssuerKeyMissing: there is no such file (never made, or destroyed).
        """
        if (key := self._cached.get(participation_id)) is not None:
            return key
        async with self._loading:
            if (key := self._cached.get(participation_id)) is None:
                key = await asyncio.to_thread(self._read, participation_id)
                self._cached[participation_id] = key
        return key

    async def destroy(self, participation_id: UUID) -> None:
        """Destroy a key for good: overwrite, fsync, unlink, fsync the directory. Safe to repeat."""
        self.forget(participation_id)
        await asyncio.to_thread(self._destroy, participation_id)

    def forget(self, participation_id: UUID) -> None:
        """Drop a key from this process's memory."""
        self._cached.pop(participation_id, None)

    @property
    def remembered(self) -> frozenset[UUID]:
        """The participations whose keys this process holds in memory."""
        return frozenset(self._cached)

    def check(self) -> None:
        """Make the directory if it is missing, private to this account.

        Raises:
            OSError: it cannot be made or written to.
            PermissionError: others may read it.
        """
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(self._directory.stat().st_mode) & 0o077:
            raise PermissionError(f"{self._directory} must be private: chmod 700")
        if not os.access(self._directory, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(f"{self._directory} cannot be read and written")

    def _path(self, participation_id: UUID) -> Path:
        return self._directory / f"{participation_id}{_SUFFIX}"

    def _create(self, participation_id: UUID) -> bytes:
        self.check()
        path = self._path(participation_id)
        if not path.exists():
            pem = generate_issuer_key()
            # Written under another name and linked: a crash leaves a whole key or none, and of two
            # processes that both made one, the first to link wins and the other's is destroyed.
            draft = path.with_name(f".{participation_id}.{secrets.token_hex(8)}")
            _write_private(draft, pem)
            try:
                os.link(draft, path)
                draft.unlink()
            except FileExistsError:
                _shred(draft)
            _sync_directory(self._directory)
        return self._read(participation_id).public_modulus()

    def _read(self, participation_id: UUID) -> IssuerKey:
        try:
            return IssuerKey.from_pem(self._path(participation_id).read_bytes())
        except FileNotFoundError:
            raise IssuerKeyMissing from None

    def _destroy(self, participation_id: UUID) -> None:
        for path in (self._path(participation_id), *self._drafts(participation_id)):
            with contextlib.suppress(FileNotFoundError):
                _shred(path)
        if self._directory.is_dir():
            _sync_directory(self._directory)

    def _drafts(self, participation_id: UUID) -> Iterator[Path]:
        """What a crash in the middle of `_create` may have left behind."""
        return self._directory.glob(f".{participation_id}.*")


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _shred(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
