"""The key that seals webhooks' secrets: one file beside the issuer keys, so that a dump opens none of them.

Nothing is kept in memory: another process may have made the key since, or an operator put it back.
"""

import asyncio
import secrets
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey_api.key_files import make_private, put

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
FILE_NAME: Final = "webhooks.key"


class SecretUnreadable(Exception):
    """A secret does not open: no key file, another installation's, or a row that was moved."""


class WebhookKeyStore:
    """Seals and opens secrets; several processes share the directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def seal(self, secret: bytes, *, webhook_id: UUID) -> bytes:
        """Seal a secret for one webhook; the key is made unless there is one.

        Raises:
            OSError: the key directory cannot be used.
        """
        key = await asyncio.to_thread(self._make)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, secret, _place(webhook_id))

    async def open(self, sealed: bytes, *, webhook_id: UUID) -> bytes:
        """Open a secret.

        Raises:
            SecretUnreadable: it was not sealed by this key, for this webhook.
        """
        try:
            key = await asyncio.to_thread((self._directory / FILE_NAME).read_bytes)
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(webhook_id))
        except (OSError, ValueError, InvalidTag):
            raise SecretUnreadable from None

    def _make(self) -> bytes:
        make_private(self._directory)
        path = self._directory / FILE_NAME
        if not path.exists():
            put(path, secrets.token_bytes(KEY_BYTES), draft=f".{FILE_NAME}.")
        return path.read_bytes()


def _place(webhook_id: UUID) -> bytes:
    return f"ics-webhook-v1|{webhook_id}".encode("ascii")
