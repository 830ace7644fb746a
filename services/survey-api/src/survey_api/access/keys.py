"""API keys: `tl_live_<id>_<secret>`. Only a hash is stored; the text is shown once."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

#: What a key may be allowed to do.
SCOPES: Final = (
    "profiles.read",
    "surveys.read",
    "surveys.write",
    "roster.write",
    "exports.read",
    "evidence.write",
    "webhooks.manage",
)

_ID_BYTES: Final = 6
_SECRET_BYTES: Final = 32
_FORM: Final = re.compile(r"tl_live_([0-9a-f]{12})_([0-9a-f]{64})")


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """A key as its holder has it.

    Attributes:
        id: public part, 12 hex digits; appears in logs and the audit trail.
        secret: 64 hex digits from the CSPRNG; never stored, never logged.
    """

    id: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """What goes into `Authorization: Bearer …`."""
        return f"tl_live_{self.id}_{self.secret}"

    @property
    def secret_hash(self) -> bytes:
        """What is stored. The secret has 256 random bits, so a slow hash would add nothing."""
        return hashlib.sha256(self.secret.encode("ascii")).digest()

    def matches(self, stored_hash: bytes) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(self.secret_hash, stored_hash)


def new_key() -> ApiKey:
    """Make a key."""
    return ApiKey(id=secrets.token_hex(_ID_BYTES), secret=secrets.token_hex(_SECRET_BYTES))


def parse_key(text: str) -> ApiKey | None:
    """Read a key's text; None when it does not have the form of one."""
    match = _FORM.fullmatch(text)
    return ApiKey(id=match[1], secret=match[2]) if match else None
