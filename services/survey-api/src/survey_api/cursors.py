"""Cursors of lists: a sort key, signed for the one address that it was made for.

Whoever changes one, or brings it to another list, is refused: a list goes on from places only that it named
itself. The key is a file beside the others of the API, shared by its processes. Losing it costs callers who
are in the middle of a list, or follow the changes, to begin again.
"""

import hashlib
import hmac
from pathlib import Path
from typing import Final

from survey_api.key_files import read_or_make
from survey_core.encoding import b64url, unb64url

_NAME: Final = "cursors.key"
_KEY_BYTES: Final = 32
_MAC_BYTES: Final = 16
_PURPOSE: Final = b"cursor-v1\0"


class Cursors:
    """Makes and reads cursors; kept in `app.state.cursors`."""

    def __init__(self, directory: Path) -> None:
        """Say where the key is.

        Args:
            directory: ISSUER_KEY_DIR.
        """
        self._directory = directory
        self._key: bytes | None = None

    def make(self, sort_key: str, *, path: str) -> str:
        """The cursor behind a row of the list at `path`."""
        content = sort_key.encode()
        return b64url(self._mac(content, path=path) + content)

    def read(self, cursor: str, *, path: str) -> str:
        """The sort key in a cursor.

        Raises:
            ValueError: it was not made for this list, or changed since.
        """
        raw = unb64url(cursor)
        mac, content = raw[:_MAC_BYTES], raw[_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(content, path=path)):
            raise ValueError("not a cursor of this list")
        return content.decode()

    def _mac(self, content: bytes, *, path: str) -> bytes:
        self._key = self._key or read_or_make(self._directory, _NAME, size=_KEY_BYTES)
        message = _PURPOSE + path.encode() + b"\0" + content
        return hmac.digest(self._key, message, hashlib.sha256)[:_MAC_BYTES]
