"""Reading an ID token: believed only if its signature, issuer, audience, times and nonce are right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_LEEWAY_S: Final = 30
_LONGEST: Final = 2**14


class TokenRefused(Exception):
    """An ID token that is not believed; the message is a word for the log."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a provider says somebody is.

    Attributes:
        subject: its own name for them, which never changes.
        email: their address, in lower case, which it has verified.
    """

    subject: str
    email: str


def read_id_token(
    text: str,
    *,
    keys: Mapping[str, Any],
    algorithms: Sequence[str],
    issuer: str,
    client_id: str,
    nonce: str,
    now: int | None = None,
) -> Identity:
    """Check an ID token (OpenID Connect Core section 3.1.3.7) and say who it names.

    Args:
        text: the token.
        keys: the provider's key set.
        algorithms: that may have signed it.
        issuer: who must have issued it.
        client_id: for whom.
        nonce: of the attempt it belongs to.
        now: seconds since 1970; default: this moment.

    Raises:
        TokenRefused: anything is missing or wrong.
    """
    if len(text) > _LONGEST:
        raise TokenRefused("too-long")
    try:
        token = jwt.decode(
            text, KeySet.import_key_set({"keys": list(keys["keys"])}), algorithms=list(algorithms)
        )
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": issuer},
                "aud": {"essential": True, "value": client_id},
                "nonce": {"essential": True, "value": nonce},
            },
            params={"nonce": nonce, "client_id": client_id},
        )
        claims.validate(now=now, leeway=_LEEWAY_S)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise TokenRefused(getattr(error, "claim", None) or type(error).__name__) from None
    return _identity(claims)


def _identity(claims: Mapping[str, Any]) -> Identity:
    subject, email = claims.get("sub"), claims.get("email")
    if not isinstance(subject, str) or not subject or not isinstance(email, str):
        raise TokenRefused("no-email")
    if claims.get("email_verified") is not True:
        raise TokenRefused("email-not-verified")
    return Identity(subject=subject, email=email.strip().lower())
