"""Keys of what access by e-mail stores: two for each participation, beside the issuer keys.

`codes` seals messages that carry a code. It goes as soon as none is left to send, so that what a backup or
the write-ahead log keeps of them cannot be opened even while the survey is open. `addresses` seals the list
of addresses and reminders; it goes at the close. Nothing is kept in memory: another process may have replaced
a key since.
"""

import asyncio
import contextlib
import secrets
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from survey_api.key_files import make_private, put, shred, sync_directory

KEY_BYTES: Final = 32
Purpose = Literal["codes", "addresses"]
PURPOSES: Final[tuple[Purpose, ...]] = ("codes", "addresses")


class MailKeyMissing(Exception):
    """A mail key is not in ISSUER_KEY_DIR: what it sealed cannot be read."""


class MailKeyStore:
    """Makes, reads and destroys mail keys, 32 bytes each; several processes share the directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def make(self, participation_id: UUID, purpose: Purpose) -> bytes:
        """Return a key, made now unless there is one."""
        return await asyncio.to_thread(self._make, participation_id, purpose)

    async def read(self, participation_id: UUID, purpose: Purpose) -> bytes:
        """Return a key.

        Raises:
            MailKeyMissing: there is no such file (never made, or destroyed).
        """
        return await asyncio.to_thread(self._read, participation_id, purpose)

    async def destroy(self, participation_id: UUID, purpose: Purpose) -> None:
        """Destroy a key for good. Safe to repeat."""
        await asyncio.to_thread(self._destroy, participation_id, purpose)

    async def held(self, purpose: Purpose) -> set[UUID]:
        """The participations that have such a key."""
        return await asyncio.to_thread(self._held, purpose)

    def _path(self, participation_id: UUID, purpose: Purpose) -> Path:
        return self._directory / f"{participation_id}.mail-{purpose}"

    def _make(self, participation_id: UUID, purpose: Purpose) -> bytes:
        make_private(self._directory)
        path = self._path(participation_id, purpose)
        if not path.exists():
            put(path, secrets.token_bytes(KEY_BYTES), draft=f".{path.name}.")
        return self._read(participation_id, purpose)

    def _read(self, participation_id: UUID, purpose: Purpose) -> bytes:
        try:
            return self._path(participation_id, purpose).read_bytes()
        except FileNotFoundError:
            raise MailKeyMissing from None

    def _destroy(self, participation_id: UUID, purpose: Purpose) -> None:
        path = self._path(participation_id, purpose)
        for one in (path, *self._directory.glob(f".{path.name}.*")):
            with contextlib.suppress(FileNotFoundError):
                shred(one)
        if self._directory.is_dir():
            sync_directory(self._directory)

    def _held(self, purpose: Purpose) -> set[UUID]:
        suffix = f".mail-{purpose}"
        return {UUID(path.name.removesuffix(suffix)) for path in self._directory.glob(f"[!.]*{suffix}")}
