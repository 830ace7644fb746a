"""Secrets of others, sealed in the database under a key file of this API: a dump alone opens none of them.

Nothing is kept in memory: another process may have made the key since, or an operator put it back.
"""

import asyncio
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey_api.key_files import read_or_make

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12


class SecretUnreadable(Exception):
    """A secret does not open: no key file, another installation's, or a row that was moved."""


class SecretStore:
    """Seals and opens; several processes share the directory."""

    def __init__(self, directory: Path, *, file_name: str) -> None:
        self._directory = directory
        self._file_name = file_name

    async def seal_for(self, place: str, secret: bytes) -> bytes:
        """Seal a secret for one place, where alone it opens; the key is made unless there is one.

        Raises:
            OSError: the key directory cannot be used.
        """
        key = await asyncio.to_thread(read_or_make, self._directory, self._file_name, size=KEY_BYTES)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, secret, place.encode("ascii"))

    async def open_at(self, place: str, sealed: bytes) -> bytes:
        """Open a secret.

        Raises:
            SecretUnreadable: it was not sealed by this key, for this place.
        """
        try:
            key = await asyncio.to_thread((self._directory / self._file_name).read_bytes)
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode("ascii"))
        except (OSError, ValueError, InvalidTag):
            raise SecretUnreadable from None
