"""One attempt to sign in at a provider: kept by the browser alone, sealed, for ten minutes."""

import secrets
import time
from dataclasses import asdict, dataclass, field
from typing import Final
from uuid import UUID

import orjson

from survey_api.secret_store import SecretStore, SecretUnreadable
from survey_core.encoding import b64url, unb64url

LIFETIME_S: Final = 600
_PLACE: Final = "ics-sign-in-attempt-v1"
_BYTES: Final = 32
_LONGEST: Final = 2000


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What must come back, and what only this browser's attempt can be finished with.

    Attributes:
        district: whose provider.
        state: comes back in the address; ties the answer to this browser.
        nonce: comes back in the token; ties the token to this attempt.
        verifier: of the code challenge (RFC 7636); ties the code to this attempt.
        until: seconds since 1970.
    """

    district: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    until: int


def new_attempt(district_id: UUID) -> Attempt:
    """Begin one."""
    state, nonce, verifier = (b64url(secrets.token_bytes(_BYTES)) for _ in range(3))
    until = int(time.time()) + LIFETIME_S
    return Attempt(district=str(district_id), state=state, nonce=nonce, verifier=verifier, until=until)


async def seal(attempt: Attempt, store: SecretStore) -> str:
    """Put one into the text of a cookie."""
    return b64url(await store.seal_for(_PLACE, orjson.dumps(asdict(attempt))))


async def unseal(text: str, store: SecretStore, *, now: float | None = None) -> Attempt | None:
    """Read a cookie; None when it is not ours, or its time is over."""
    try:
        opened = await store.open_at(_PLACE, unb64url(text[:_LONGEST]))
    except (SecretUnreadable, ValueError):
        return None
    attempt = Attempt(**orjson.loads(opened))
    return attempt if (time.time() if now is None else now) < attempt.until else None
