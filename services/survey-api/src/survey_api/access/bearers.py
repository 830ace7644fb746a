"""What people and readers of shares hold: `tl_<what>_<secret>`. Only hashes are stored."""

import re
from typing import Final, Literal, TypeAlias

from survey_api.access.keys import hash_secret, new_secret

Bearer: TypeAlias = Literal["tl_link_", "tl_session_", "tl_share_"]
LINK: Final[Bearer] = "tl_link_"
SESSION: Final[Bearer] = "tl_session_"
SHARE: Final[Bearer] = "tl_share_"
_SECRET: Final = re.compile("[0-9a-f]{64}")


def new_bearer(kind: Bearer) -> tuple[str, bytes]:
    """Make one; returns its text and what is stored of it."""
    text = kind + new_secret()
    return text, hash_secret(text)


def hash_bearer(text: str, kind: Bearer) -> bytes | None:
    """What would be stored of one; None when the text has not the form of this kind."""
    secret = text.removeprefix(kind)
    fits = text.startswith(kind) and _SECRET.fullmatch(secret)
    return hash_secret(text) if fits else None
