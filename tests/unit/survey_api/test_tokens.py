"""Access tokens: what they say, checked with another library, and everything that is no token of ours."""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from survey_api.access.token_keys import TokenKeys
from survey_api.access.tokens import AccessTokens

ISSUER = "https://survey.example"
CLIENT = "tlc_0123456789ab"


@pytest.fixture
def tokens(tmp_path: Path) -> AccessTokens:
    """The tokens of one installation."""
    return AccessTokens(TokenKeys(tmp_path / "issuer"), issuer=ISSUER)


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def part(text: str) -> Any:
    return json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))


async def own_key(tokens: AccessTokens) -> ECKey:
    return (await tokens.keys.signing()).key


def claims(**changed: Any) -> dict[str, Any]:
    """Claims that are right but for what is changed; None leaves one out."""
    now = int(time.time())
    right = {
        "iss": ISSUER, "aud": ISSUER, "sub": CLIENT, "client_id": CLIENT, "iat": now, "exp": now + 900,
        "jti": "0" * 32, "scope": "profiles.read",
    }  # fmt: skip
    return {name: value for name, value in (right | changed).items() if value is not None}


async def test_a_token_is_a_jwt_as_rfc_9068_describes_it(tokens: AccessTokens) -> None:
    text = await tokens.issue(client_id=CLIENT, scopes=["surveys.read", "profiles.read"])

    header, body, signature = text.split(".")
    assert part(header) == {"typ": "at+jwt", "alg": "ES256", "kid": (await tokens.keys.signing()).id}
    said = part(body)
    assert {"iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope"} == set(said)
    assert (said["iss"], said["aud"], said["sub"], said["client_id"]) == (ISSUER, ISSUER, CLIENT, CLIENT)
    assert said["exp"] - said["iat"] == 15 * 60
    assert said["scope"] == "profiles.read surveys.read"
    raw = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    r, s = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
    public = (await own_key(tokens)).public_key
    assert isinstance(public, ec.EllipticCurvePublicKey)
    signed = f"{header}.{body}".encode()
    public.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))


async def test_a_token_reads_back_and_no_two_are_alike(tokens: AccessTokens) -> None:
    texts = [await tokens.issue(client_id=CLIENT, scopes=["profiles.read"]) for _ in range(3)]

    read = [await tokens.read(text) for text in texts]

    assert all(one is not None and one.client_id == CLIENT for one in read)
    assert all(one is not None and one.scopes == {"profiles.read"} for one in read)
    assert len({one.id for one in read if one is not None}) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://other.example"},
        {"aud": "https://other.example"},
        {"aud": ["https://other.example"]},
        {"exp": 1_700_000_000},
        {"exp": "tomorrow"},
        {"iat": 9_999_999_999},
        {"scope": 7, "client_id": None},
        *({name: None} for name in ("iss", "aud", "sub", "client_id", "iat", "exp", "jti", "scope")),
    ],
    ids=str,
)
async def test_other_claims_are_refused_though_the_signature_is_right(
    tokens: AccessTokens, changed: dict[str, Any]
) -> None:
    key = await own_key(tokens)
    header = {"typ": "at+jwt", "alg": "ES256", "kid": key.thumbprint()}
    assert await tokens.read(jwt.encode(header, claims(), key, algorithms=["ES256"])) is not None

    text = jwt.encode(header, claims(**changed), key, algorithms=["ES256"])

    assert await tokens.read(text) is None


@pytest.mark.parametrize("typ", ["JWT", "", "at+JWTx", "secevent+jwt", None])
async def test_another_kind_of_jwt_is_refused(tokens: AccessTokens, typ: str | None) -> None:
    key = await own_key(tokens)
    header = {"alg": "ES256", "kid": key.thumbprint()} | ({} if typ is None else {"typ": typ})

    text = jwt.encode(header, claims(), key, algorithms=["ES256"], default_type=None)

    assert await tokens.read(text) is None


async def test_other_keys_and_algorithms_are_refused(tokens: AccessTokens) -> None:
    own = await own_key(tokens)
    kid, stranger = own.thumbprint(), ECKey.generate_key("P-256")
    public = own.as_pem(private=False)
    rsa = RSAKey.generate_key(2048)
    forged = [
        jwt.encode({"typ": "at+jwt", "alg": "ES256", "kid": kid}, claims(), stranger, algorithms=["ES256"]),
        jwt.encode(
            {"typ": "at+jwt", "alg": "ES256", "kid": stranger.thumbprint()},
            claims(),
            stranger,
            algorithms=["ES256"],
        ),
        # The public key as the secret of an HMAC, the oldest trick.
        _with_secret(public, kid=kid),
        jwt.encode({"typ": "at+jwt", "alg": "RS256", "kid": kid}, claims(), rsa, algorithms=["RS256"]),
        _unsigned(kid=kid),
        jwt.encode({"typ": "at+jwt", "alg": "ES256"}, claims(), own, algorithms=["ES256"]),
    ]

    for text in forged:
        assert await tokens.read(text) is None, text


def _with_secret(secret: bytes, *, kid: str) -> str:
    key = OctKey.import_key(b64(secret))
    return jwt.encode({"typ": "at+jwt", "alg": "HS256", "kid": kid}, claims(), key, algorithms=["HS256"])


def _unsigned(*, kid: str) -> str:
    header = {"typ": "at+jwt", "alg": "none", "kid": kid}
    return f"{b64(json.dumps(header).encode())}.{b64(json.dumps(claims()).encode())}."


@pytest.mark.parametrize(
    "text",
    [
        "", ".", "..", "a.b.c", "....", "eyJ.eyJ.x", "ü.ü.ü", "\x00", "a" * 5000,
        b64(b"[" * 2900) + ".e30.x",  # as deep as it may be long
        b64(b'{"alg":"ES256","kid":["a"]}') + ".e30.x",
        b64(b'{"alg":"ES256","kid":null,"crit":["kid"]}') + ".e30.x",
        b64(b'"text"') + ".e30.x",
    ],
)  # fmt: skip
async def test_nonsense_is_refused_and_breaks_nothing(tokens: AccessTokens, text: str) -> None:
    assert await tokens.read(text) is None


async def test_a_changed_letter_anywhere_is_noticed(tokens: AccessTokens) -> None:
    text = await tokens.issue(client_id=CLIENT, scopes=["profiles.read"])

    for place in range(0, len(text) - 1, 3):  # the last letter holds bits that stand for nothing
        other = "A" if text[place] != "A" else "B"
        assert await tokens.read(text[:place] + other + text[place + 1 :]) is None, place
