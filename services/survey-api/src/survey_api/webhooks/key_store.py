"""The key that seals webhooks' secrets: one file beside the issuer keys."""

from pathlib import Path
from typing import Final
from uuid import UUID

from survey_api.secret_store import SecretStore, SecretUnreadable

__all__ = ["FILE_NAME", "SecretUnreadable", "WebhookKeyStore"]

FILE_NAME: Final = "webhooks.key"


class WebhookKeyStore:
    """Seals and opens secrets of webhooks."""

    def __init__(self, directory: Path) -> None:
        self._store = SecretStore(directory, file_name=FILE_NAME)

    async def seal(self, secret: bytes, *, webhook_id: UUID) -> bytes:
        """Seal a secret for one webhook.

        Raises:
            OSError: the key directory cannot be used.
        """
        return await self._store.seal_for(_place(webhook_id), secret)

    async def open(self, sealed: bytes, *, webhook_id: UUID) -> bytes:
        """Open a secret.

        Raises:
            SecretUnreadable: it was not sealed by this key, for this webhook.
        """
        return await self._store.open_at(_place(webhook_id), sealed)


def _place(webhook_id: UUID) -> str:
    return f"ics-webhook-v1|{webhook_id}"
