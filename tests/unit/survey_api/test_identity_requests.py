"""Requests to identity providers: where they never go, what of an answer is not read, and what they carry."""

import base64
import hashlib
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from survey_api.identity.attempts import new_attempt
from survey_api.identity.guarded import ProviderClient, ProviderFailed
from survey_api.identity.provider import Provider, Relation, authorization_url, discover, exchange_code
from survey_api.webhooks.addresses import Guard
from tests.fixtures.mail_server import certificate_for
from tests.fixtures.receiver import Answer, Receiver, receiving

NAME = "login.lakeview.example"


class Names:
    """Answers look-ups, and counts them."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked = 0

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        assert host == NAME
        self.asked += 1
        return self.addresses if self.asked == 1 else ("10.0.0.7",)


@asynccontextmanager
async def provider(tmp_path: Path, names: Names) -> AsyncIterator[tuple[Receiver, ProviderClient, str]]:
    """A server that answers as told under the name, a client that may reach this machine, and its address."""
    certificate, key = certificate_for(NAME, tmp_path)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    trusted = ssl.create_default_context(cafile=certificate)
    guard = Guard((ip_network("127.0.0.0/8"),))
    async with receiving(tls=server) as receiver:
        client = ProviderClient(guard=guard, tls=trusted, resolve=names)
        yield receiver, client, f"https://{NAME}:{receiver.port}"


@pytest.mark.parametrize("addresses", [("10.0.0.7",), ("127.0.0.1", "169.254.169.254"), ("::1",)])
async def test_an_address_that_is_not_allowed_is_never_connected_to(
    tmp_path: Path, addresses: tuple[str, ...]
) -> None:
    async with provider(tmp_path, Names(*addresses)) as (receiver, client, issuer):
        with pytest.raises(ProviderFailed, match="may not be reached"):
            await discover(client, issuer)

        assert receiver.connections == 0


async def test_a_name_is_looked_up_once_for_each_request_and_its_certificate_is_checked(
    tmp_path: Path,
) -> None:
    async with provider(tmp_path, names := Names("127.0.0.1")) as (receiver, client, issuer):
        with pytest.raises(ProviderFailed, match="no JSON object"):
            await client.get(issuer)
        assert (names.asked, receiver.connections, len(receiver.got)) == (1, 1, 1)
        assert receiver.got[0].headers["host"] == urlsplit(issuer).netloc
    (tmp_path / "other").mkdir()
    stranger, _ = certificate_for(NAME, tmp_path / "other")
    async with provider(tmp_path, Names("127.0.0.1")) as (receiver, client, issuer):
        other = ssl.create_default_context(cafile=stranger)
        wary = ProviderClient(guard=client.guard, tls=other, resolve=client.resolve)
        with pytest.raises(ProviderFailed, match="cannot be reached"):
            await wary.get(issuer)
        assert receiver.got == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(302, headers=("Location: https://169.254.169.254/",)), r"it refused \(302\)"),
        (Answer(500), r"it refused \(500\)"),
        (Answer(200, endless=True), "too long"),
        (Answer(hang_up=True), "cannot be reached"),
        (Answer(200), "no JSON object"),
    ],
)
async def test_whatever_else_is_answered_is_a_failure_and_nothing_is_followed(
    tmp_path: Path, answer: Answer, said: str
) -> None:
    async with provider(tmp_path, names := Names("127.0.0.1")) as (receiver, client, issuer):
        receiver.always = answer
        with pytest.raises(ProviderFailed, match=said):
            await client.get(issuer)

        assert (names.asked, len(receiver.got)) == (1, 1)


async def test_plain_http_is_never_spoken() -> None:
    client = ProviderClient(guard=Guard((ip_network("127.0.0.0/8"),)), tls=ssl.create_default_context())

    with pytest.raises(ProviderFailed, match="https"):
        await client.get("http://127.0.0.1:1/")


@pytest.mark.parametrize("takes_form", [True, False])
async def test_a_code_goes_with_the_verifier_of_its_own_challenge(
    tmp_path: Path, *, takes_form: bool
) -> None:
    attempt = new_attempt(uuid4())
    async with provider(tmp_path, Names("127.0.0.1")) as (receiver, client, issuer):
        known = Provider(
            authorization_endpoint=f"{issuer}/authorize?tenant=1",
            token_endpoint=f"{issuer}/token",
            jwks_uri=f"{issuer}/keys",
            algorithms=("RS256",),
            takes_form=takes_form,
        )
        relation = Relation(
            issuer=issuer,
            client_id="us",
            client_secret="made:up secret",
            redirect_uri="https://survey.example/c",
        )
        asked = parse_qs(urlsplit(authorization_url(known, relation, attempt)).query)
        with pytest.raises(ProviderFailed):
            await exchange_code(client, known, relation, code="abc", verifier=attempt.verifier)
        (request,) = receiver.got
    form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
    assert asked["tenant"] == ["1"]
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (
        [challenge.decode().rstrip("=")],
        ["S256"],
    )
    assert (form["code"], form["redirect_uri"]) == ("abc", asked["redirect_uri"][0])
    assert form["grant_type"] == "authorization_code"
    assert (asked["state"], asked["nonce"]) == ([attempt.state], [attempt.nonce])
    assert len({attempt.state, attempt.nonce, attempt.verifier}) == 3
    encoded = base64.b64encode(b"us:made%3Aup+secret").decode()
    assert request.headers.get("authorization") == (None if takes_form else f"Basic {encoded}")
    assert form.get("client_secret") == ("made:up secret" if takes_form else None)
