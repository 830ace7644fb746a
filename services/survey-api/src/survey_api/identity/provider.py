"""What OpenID Connect says on the wire: discovery, the code for a token, the token's keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote_plus, urlsplit

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url

from survey_api.identity.attempts import Attempt
from survey_api.identity.guarded import ProviderClient, ProviderFailed

_SCOPE: Final = "openid email profile"
#: Signed with a key pair. Never `none`, and never HMAC, for which our own secret would be the key.
_ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What a district and its provider agreed on.

    Attributes:
        issuer: the provider, by the name it signs with.
        client_id: what it calls us.
        client_secret: how it knows us.
        redirect_uri: where it sends people back to.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, kw_only=True)
class Provider:
    """What a provider says of itself."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    algorithms: tuple[str, ...]
    takes_form: bool


async def discover(client: ProviderClient, issuer: str) -> Provider:
    """Read what a provider says of itself (OpenID Connect Discovery section 4).

    Raises:
        ProviderFailed: it cannot be read, is of another issuer, or leaves out what is needed.
    """
    found = await client.get(get_well_known_url(issuer, external=True))
    metadata = OpenIDProviderMetadata(found)
    try:
        for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"):
            getattr(metadata, f"validate_{name}")()
    except (ValueError, TypeError, AttributeError):
        raise ProviderFailed(f"its configuration has no usable {name}") from None
    if metadata["issuer"] != issuer:
        raise ProviderFailed("it calls itself by another name: the issuer must be exactly the same")
    algorithms = tuple(
        one for one in _ALGORITHMS if one in found.get("id_token_signing_alg_values_supported", ())
    )
    if not algorithms:
        raise ProviderFailed("it signs with no algorithm that is accepted here")
    methods = found.get("token_endpoint_auth_methods_supported") or ("client_secret_basic",)
    return Provider(
        authorization_endpoint=str(metadata["authorization_endpoint"]),
        token_endpoint=str(metadata["token_endpoint"]),
        jwks_uri=str(metadata["jwks_uri"]),
        algorithms=algorithms,
        takes_form="client_secret_post" in methods,
    )


def authorization_url(provider: Provider, relation: Relation, attempt: Attempt) -> str:
    """Where a browser is sent to sign in: code, state, nonce, PKCE."""
    url: str = prepare_grant_uri(
        provider.authorization_endpoint,
        client_id=relation.client_id,
        response_type="code",
        redirect_uri=relation.redirect_uri,
        scope=_SCOPE,
        state=attempt.state,
        nonce=attempt.nonce,
        code_challenge=create_s256_code_challenge(attempt.verifier),  # type: ignore[no-untyped-call]
        code_challenge_method="S256",
    )
    return url


async def exchange_code(
    client: ProviderClient, provider: Provider, relation: Relation, *, code: str, verifier: str
) -> str:
    """Exchange a code for the ID token.

    Raises:
        ProviderFailed: it was used, is another's, or there is no token.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": relation.redirect_uri,
        "code_verifier": verifier,
    }
    own = (relation.client_id, relation.client_secret)
    if provider.takes_form:
        form |= {"client_id": own[0], "client_secret": own[1]}
    # RFC 6749 section 2.3.1 encodes both parts first; not all do, so the form comes first if offered.
    basic = None if provider.takes_form else (quote_plus(own[0]), quote_plus(own[1]))
    answer = await client.post(provider.token_endpoint, form, auth=basic)
    if not isinstance(answer.get("id_token"), str):
        raise ProviderFailed("it gave no ID token")
    return str(answer["id_token"])


async def read_keys(client: ProviderClient, provider: Provider) -> Mapping[str, Any]:
    """Read the keys that a provider signs with now.

    Raises:
        ProviderFailed: they cannot be read.
    """
    return await client.get(provider.jwks_uri)


def is_issuer(text: str) -> bool:
    """Whether a text can be the name of an issuer."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        parts.scheme == "https"
        and bool(parts.hostname)
        and not (parts.query or parts.fragment or parts.username)
    )
