"""The issuer keys: one file per participation, outside the database and outside the data directory.

A key exists from `/ready` to the close of its window. Destroying one overwrites its bytes before the name
goes; on copy-on-write file systems and flash that is the best a program can do (custody `file`).
"""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from survey_api.key_files import make_private, put, shred, sync_directory
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
        make_private(self._directory)

    def _path(self, participation_id: UUID) -> Path:
        return self._directory / f"{participation_id}{_SUFFIX}"

    def _create(self, participation_id: UUID) -> bytes:
        self.check()
        path = self._path(participation_id)
        if not path.exists():
            put(path, generate_issuer_key(), draft=f".{participation_id}.")
        return self._read(participation_id).public_modulus()

    def _read(self, participation_id: UUID) -> IssuerKey:
        try:
            return IssuerKey.from_pem(self._path(participation_id).read_bytes())
        except FileNotFoundError:
            raise IssuerKeyMissing from None

    def _destroy(self, participation_id: UUID) -> None:
        for path in (self._path(participation_id), *self._drafts(participation_id)):
            with contextlib.suppress(FileNotFoundError):
                shred(path)
        if self._directory.is_dir():
            sync_directory(self._directory)

    def _drafts(self, participation_id: UUID) -> Iterator[Path]:
        """What a crash in the middle of `_create` may have left behind."""
        return self._directory.glob(f".{participation_id}.*")
