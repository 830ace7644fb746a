"""Access tokens: JWTs of the type `at+jwt` (RFC 9068), signed with ES256, good for 15 minutes.

A token says whose it is and what it may do at most. What its client may still do is asked of the database
at each request, so that ending a client or a token takes effect at once.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from survey_api.access.token_keys import TokenKeys
from survey_api.access.token_schedule import TOKEN_LIFETIME

TYPE: Final = "at+jwt"
ALGORITHM: Final = "ES256"
_TYPES: Final = frozenset({TYPE, f"application/{TYPE}"})
_ID_BYTES: Final = 16
#: Longest text that is looked at; ours have about 700 characters.
_LONGEST: Final = 4096
#: The clocks of two API processes may differ by so much.
_LEEWAY_S: Final = 5


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What a token says.

    Attributes:
        id: the token's own.
        client_id: whose it is.
        scopes: what it may do at most.
        expires_at: when it ends.
    """

    id: str
    client_id: str
    scopes: frozenset[str]
    expires_at: datetime


class AccessTokens:
    """Issues and reads the tokens of one installation; kept in `app.state.access_tokens`."""

    def __init__(self, keys: TokenKeys, *, issuer: str) -> None:
        self.keys = keys
        self.issuer = issuer

    async def issue(self, *, client_id: str, scopes: Collection[str]) -> str:
        """Make a token."""
        signing = await self.keys.signing()
        now = int(datetime.now(UTC).timestamp())
        claims = {
            "iss": self.issuer,
            "aud": self.issuer,
            "sub": client_id,
            "client_id": client_id,
            "iat": now,
            "exp": now + int(TOKEN_LIFETIME.total_seconds()),
            "jti": secrets.token_hex(_ID_BYTES),
            "scope": " ".join(sorted(scopes)),
        }
        header = {"typ": TYPE, "alg": ALGORITHM, "kid": signing.id}
        return jwt.encode(header, claims, signing.key, algorithms=[ALGORITHM])

    async def read(self, text: str) -> Claims | None:
        """Check a token's form, signature, issuer, audience and times; None when anything is wrong."""
        try:
            key = await self._key_of(text)
            if key is None:
                return None
            token = jwt.decode(text, key, algorithms=[ALGORITHM])
            self._check(token.header, token.claims)
            return _claims(token.claims)
        except (JoseError, ValueError, TypeError, KeyError):
            return None

    async def _key_of(self, text: str) -> ECKey | None:
        """The key a token names; nothing else of it is believed yet."""
        if len(text) > _LONGEST:
            return None
        named = jws.extract_compact(text.encode("ascii")).headers().get("kid")
        found = await self.keys.find(named) if isinstance(named, str) else None
        return None if found is None else found.key

    def _check(self, header: dict[str, Any], claims: dict[str, Any]) -> None:
        """Refuse other kinds of tokens, and whatever is not for us or not now (RFC 9068 section 4).

        Raises:
            ValueError, JoseError: something is missing or wrong.
        """
        if str(header.get("typ", "")).lower() not in _TYPES:
            raise ValueError("another kind of token")
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.issuer},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            jti={"essential": True},
        ).validate(claims)


def _claims(claims: dict[str, Any]) -> Claims:
    return Claims(
        id=str(claims["jti"]),
        client_id=str(claims["client_id"]),
        scopes=frozenset(str(claims["scope"]).split()),
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
    )
