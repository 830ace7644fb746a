"""API keys: `tl_live_<id>_<secret>`; ids and secrets of clients. Only hashes are stored, texts shown once."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

#: How an API key begins; an access token never does.
KEY_PREFIX: Final = "tl_live_"
_CLIENT_PREFIX: Final = "tlc_"
KEY_ID: Final = "^[0-9a-f]{12}$"
CLIENT_ID: Final = f"^{_CLIENT_PREFIX}[0-9a-f]{{12}}$"
_ID_BYTES: Final = 6
_SECRET_BYTES: Final = 32
_FORM: Final = re.compile(KEY_PREFIX + r"([0-9a-f]{12})_([0-9a-f]{64})")
# Compared with when there is no such key or client, so that both cases take the same steps.
_NO_HASH: Final = bytes(32)


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """A key as its holder has it.

    Attributes:
        id: public part, 12 hex digits; appears in logs and the audit log.
        secret: 64 hex digits from the CSPRNG; never stored, never logged.
    """

    id: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """What goes into `Authorization: Bearer …`."""
        return f"{KEY_PREFIX}{self.id}_{self.secret}"

    @property
    def secret_hash(self) -> bytes:
        """What is stored."""
        return hash_secret(self.secret)

    def matches(self, stored_hash: bytes | None) -> bool:
        """Compare in constant time; None, where there is no such key, never matches."""
        return matches(self.secret, stored_hash)


def new_key() -> ApiKey:
    """Make a key."""
    return ApiKey(id=secrets.token_hex(_ID_BYTES), secret=new_secret())


def parse_key(text: str) -> ApiKey | None:
    """Read a key's text; None when it does not have the form of one."""
    match = _FORM.fullmatch(text)
    return ApiKey(id=match[1], secret=match[2]) if match else None


def key_id(text: str) -> str:
    """The public id of a key, as it is.

    Raises:
        ValueError: it has not the form of one.
    """
    if not re.fullmatch(KEY_ID, text):
        raise ValueError("no id of a key")
    return text


def client_id(text: str) -> str:
    """The public id of a client, as it is.

    Raises:
        ValueError: it has not the form of one.
    """
    if not re.fullmatch(CLIENT_ID, text):
        raise ValueError("no id of a client")
    return text


def new_client_id() -> str:
    """Make the public id of a client."""
    return _CLIENT_PREFIX + secrets.token_hex(_ID_BYTES)


def new_secret() -> str:
    """Make the secret of a key or a client: 256 random bits as 64 hex digits."""
    return secrets.token_hex(_SECRET_BYTES)


def hash_secret(secret: str) -> bytes:
    """What is stored of a secret. It has 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def matches(secret: str, stored_hash: bytes | None) -> bool:
    """Compare in constant time; None, where there is nothing to compare with, never matches."""
    same = hmac.compare_digest(hash_secret(secret), _NO_HASH if stored_hash is None else stored_hash)
    return same and stored_hash is not None
