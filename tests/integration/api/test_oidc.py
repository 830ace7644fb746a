"""Signing in at a district's own provider, a real one in its own process: refusals, then who is let in."""

import base64
import hashlib
import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from survey_api.access.scopes import SCOPES
from survey_api.access.sessions import ATTEMPT_COOKIE
from survey_api.app import create_app
from survey_api.identity.attempts import unseal
from survey_api.identity.id_tokens import TokenRefused, read_id_token
from survey_api.identity.provider import discover, exchange_code, read_keys
from survey_api.identity.service import _relation
from survey_api.settings import Settings
from tests.fixtures.identity_provider import IdentityProvider, identity_provider
from tests.fixtures.office import Json, Office
from tests.fixtures.people import invited
from tests.fixtures.respondent_api import client_of
from tests.integration.api.conftest import Tenant

BEGIN, CALLBACK = "/v1/sign-in/oidc", "/v1/sign-in/oidc/callback"
REFUSED = "http://127.0.0.1:8000/sign-in/#refused"
LEAD = {"email": "Lead@Lakeview.example", "email_verified": True}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    """One for all tests; each has clients and people of its own there."""
    with identity_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


@pytest.fixture
async def api(api_settings: Settings, provider: IdentityProvider) -> AsyncIterator[FastAPI]:
    """An application that may reach this machine and trusts the provider's certificate."""
    near = {"webhook_allowed_networks": ("127.0.0.0/8", "::1/128"), "webhook_ca_file": provider.certificate}
    app = create_app(api_settings.model_copy(update=near))
    yield app
    await app.state.database.close()


@dataclass
class District:
    """A district whose people sign in at the provider."""

    tenant: Tenant
    url: str
    browser: httpx.AsyncClient
    provider: IdentityProvider
    lead: Json

    async def begin(self) -> tuple[str, str]:
        """Where the browser is sent, and the cookie it keeps."""
        answer = await self.browser.get(BEGIN, params={"district": self.tenant.district})
        assert answer.status_code == 303
        name, _, rest = answer.headers["set-cookie"].partition("=")
        text, *attributes = rest.split("; ")
        assert name == ATTEMPT_COOKIE == "__Host-throughline-sign-in"
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= {one.lower() for one in attributes}
        return answer.headers["location"], text

    async def back(self, cookie: str | None, given: dict[str, str]) -> str:
        """Where coming back leads."""
        headers = {} if cookie is None else {"cookie": f"{ATTEMPT_COOKIE}={cookie}"}
        answer = await self.browser.get(CALLBACK, params=given, headers=headers)
        assert answer.status_code == 303, answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert f"{ATTEMPT_COOKIE}=" in answer.headers["set-cookie"], "an attempt is over however it ends"
        return answer.headers["location"]

    async def sign_in(self, subject: str, **changed: str) -> str:
        """The whole way; returns where it leads."""
        url, cookie = await self.begin()
        return await self.back(cookie, self.provider.sign_in(url, subject, **changed))


@pytest.fixture
async def district(
    api: FastAPI, operator: Office, tenant: Tenant, provider: IdentityProvider
) -> AsyncIterator[District]:
    client_id, secret = provider.client()
    url = f"/v1/districts/{tenant.district}/identity-provider"
    body = {"issuer": provider.issuer, "client_id": client_id, "client_secret": secret}
    answer = await operator.http.put(url, json=body | {"email_domains": ["Lakeview.example"]})
    assert answer.status_code == 200, answer.text
    lead = await invited(operator, tenant.district, "survey_lead", email="lead@lakeview.example")
    provider.knows(f"lead-{client_id}", **LEAD)
    async with client_of(api) as browser:
        yield District(tenant, url, browser, provider, lead)


def reason(capsys: Any) -> str:
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "sign-in was" in line]
    return str(lines[-1]["reason"]) if lines else ""


async def test_who_is_no_administrator_sets_no_provider_and_one_that_cannot_be_used_is_refused(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, provider: IdentityProvider
) -> None:
    url = f"/v1/districts/{tenant.district}/identity-provider"
    body = {
        "issuer": provider.issuer,
        "client_id": "x",
        "client_secret": "made-up-secret",
        "email_domains": ["lakeview.example"],
    }
    some = Office.with_key(client, await operator.key(tenant.district, "access.manage", "profiles.read"))
    every = Office.with_key(client, await operator.key(tenant.district, *SCOPES))
    assert (await some.http.put(url, json=body)).status_code == 403
    for issuer in ("http://localhost:1", "https://x@localhost", "https://localhost/?a", "nonsense"):
        assert (await every.http.put(url, json=body | {"issuer": issuer})).status_code == 422
    for wrong in ("https://localhost:1", provider.issuer + "/", "https://127.0.0.1:1", "https://10.0.0.1"):
        answer = await every.http.put(url, json=body | {"issuer": wrong})
        assert (answer.status_code, answer.json()["code"]) == (422, "identity-provider-unusable"), wrong
    assert "may not be reached" in answer.json()["detail"]
    assert (await every.http.get(url)).status_code == 404
    gone = await client.get(BEGIN, params={"district": tenant.district})
    assert (gone.status_code, gone.headers["location"]) == (303, REFUSED)

    put = await every.http.put(url, json=body)
    shown = await every.http.get(url)
    assert put.status_code == 200, put.text
    assert shown.json() == put.json()
    assert "made-up-secret" not in put.text
    assert put.json()["redirect_uri"] == "http://127.0.0.1:8000" + CALLBACK
    assert (await some.http.get(url)).status_code == 200
    assert (await every.http.delete(url)).status_code == 204
    assert (await every.http.delete(url)).status_code == 404


async def test_what_does_not_belong_to_this_attempt_is_refused(district: District, capsys: Any) -> None:
    subject = f"lead-{district.provider.client()[0]}"
    district.provider.knows(subject, **LEAD)
    url, cookie = await district.begin()
    given = district.provider.sign_in(url, subject)
    _, others = await district.begin()
    no = {"none": (None, given), "other": (others, given), "damaged": (cookie[:-2] + "xx", given)}
    assert {await district.back(kept, sent) for kept, sent in no.values()} == {REFUSED}
    for state in ("", given["state"][:-1], "x" * 43):
        assert await district.back(cookie, given | {"state": state}) == REFUSED
        assert reason(capsys) == "state"
    assert await district.back(cookie, given | {"code": "made-up"}) == REFUSED
    assert reason(capsys) == "provider-failed"
    assert await district.sign_in(subject, nonce="x" * 43) == REFUSED
    assert reason(capsys) == "token: nonce"

    assert "#t=tl_link_" in await district.back(cookie, given), "and the right one works"
    assert await district.back(cookie, given) == REFUSED, "a code works once"
    assert reason(capsys) == "provider-failed"


async def test_whom_the_district_does_not_know_or_the_provider_has_not_verified_is_refused(
    district: District, operator: Office, capsys: Any
) -> None:
    people: dict[str, tuple[dict[str, Any], str]] = {
        "unverified": (LEAD | {"email_verified": False}, "token: email-not-verified"),
        "says-so": (LEAD | {"email_verified": "true"}, "token: email-not-verified"),
        "silent": ({"email": LEAD["email"]}, "token: email-not-verified"),
        "nameless": ({"email_verified": True}, "token: no-email"),
        "stranger": ({"email": "who@lakeview.example", "email_verified": True}, "not-invited"),
        "elsewhere": ({"email": "lead@elsewhere.example", "email_verified": True}, "email-domain"),
        "below": ({"email": "lead@a.lakeview.example", "email_verified": True}, "email-domain"),
    }
    for subject, (claims, why) in people.items():
        district.provider.knows(subject, **claims)
        assert await district.sign_in(subject) == REFUSED
        assert reason(capsys) == why, subject
    await operator.http.patch(f"/v1/people/{district.lead['id']}", json={"disabled": True})
    district.provider.knows("kept-out", **LEAD)
    assert await district.sign_in("kept-out") == REFUSED
    assert reason(capsys) == "not-invited"


async def test_a_token_for_somebody_else_or_of_another_time_is_refused(
    api: FastAPI, district: District
) -> None:
    room = api.state.identity_room
    relation, _ = await _relation(api.state.database, room, UUID(district.tenant.district))
    district.provider.knows("lead", **LEAD)
    url, cookie = await district.begin()
    attempt = await unseal(cookie, room.secrets)
    assert attempt is not None
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    digest = hashlib.sha256(attempt.verifier.encode()).digest()
    assert query["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert (query["code_challenge_method"], query["response_type"]) == ("S256", "code")
    assert await unseal(cookie, room.secrets, now=time.time() + 601) is None
    found = await discover(room.client, relation.issuer)
    code = district.provider.sign_in(url, "lead")["code"]
    text = await exchange_code(room.client, found, relation, code=code, verifier=attempt.verifier)
    good: dict[str, Any] = {
        "keys": await read_keys(room.client, found),
        "algorithms": found.algorithms,
        "issuer": relation.issuer,
        "client_id": relation.client_id,
        "nonce": attempt.nonce,
    }
    assert read_id_token(text, **good).email == "lead@lakeview.example"
    head, body, signature = text.split(".")
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    other_keys = district.provider.http.get("/jwks").json()
    other_keys["keys"][0]["n"] = other_keys["keys"][0]["n"][:-4] + "AAAA"
    wrong: list[tuple[str, dict[str, Any]]] = [
        (text, {"client_id": "another-client"}),
        (text, {"issuer": "https://another.example"}),
        (text, {"nonce": "x"}),
        (text, {"now": int(time.time()) + 3600 + 31}),
        (text, {"algorithms": ["ES256"]}),
        (text, {"keys": other_keys}),
        (f"{unsigned}.{body}.", {}),
        (f"{head}.{body}.{signature[:-4]}AAAA", {}),
        ("x", {}),
    ]
    for given, changed in wrong:
        with pytest.raises(TokenRefused):
            read_id_token(given, **(good | changed))


async def test_who_was_invited_is_let_in_and_stays_who_they_were(
    district: District, superuser: Any, capsys: Any
) -> None:
    district.provider.knows("lead-1", **LEAD)
    district.provider.knows("lead-2", **LEAD)

    url = await district.sign_in("lead-1")
    page, _, token = url.partition("#t=")
    begun = await district.browser.post("/v1/sign-in/sessions", json={"token": token})
    headers = {"authorization": f"Bearer {begun.json()['token']}"}
    info = (await district.browser.get("/v1/token_info", headers=headers)).json()
    again = await district.sign_in("lead-1")
    other = await district.sign_in("lead-2")

    assert page == "http://127.0.0.1:8000/sign-in/"
    assert (info["id"], info["role"]) == (district.lead["id"], "survey_lead")
    assert "#t=" in again
    assert other == REFUSED, "an address that somebody else was given later"
    assert reason(capsys) == "somebody-else"
    row = await superuser.fetchrow("SELECT issuer, subject FROM people")
    assert row is not None
    assert tuple(row) == (district.provider.issuer, "lead-1")
