"""Signing in with a one-time link: refusals first, then sessions as scripts and browsers hold them."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from survey_api.access.sessions import COOKIE
from survey_api.app import create_app
from survey_api.settings import Settings
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.office import Json, Office
from tests.fixtures.people import OWN_PAGE, invited, link_token, signed_in
from tests.fixtures.respondent_api import client_of
from tests.integration.api.conftest import Tenant

LINKS, SESSIONS, SESSION = "/v1/sign-in/links", "/v1/sign-in/sessions", "/v1/sign-in/session"
NEVER = "tl_link_" + "0" * 64


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs a broker or a background."""
    return quiet_api


@pytest.fixture
async def lead(operator: Office, tenant: Tenant) -> Json:
    """A survey lead of the tenant, invited."""
    return await invited(operator, tenant.district, "survey_lead", email="lead@lakeview.example")


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server on this machine."""
    with mail_server() as running:
        yield running


@pytest.fixture
async def mailing(api_settings: Settings, server: MailServer) -> AsyncIterator[FastAPI]:
    """An application with a mail server, whose desk the test works itself."""
    mail = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
    app = create_app(api_settings.model_copy(update=mail | {"mail_from": "Office <office@lakeview.example>"}))
    yield app
    await app.state.database.close()


async def test_a_link_that_is_not_in_force_is_refused_and_one_in_force_works_once(
    api: FastAPI, client: httpx.AsyncClient, lead: Json, superuser: Any
) -> None:
    old = await link_token(api, lead, lifetime=timedelta(seconds=-1))
    token = await link_token(api, lead)
    stored = await superuser.fetchval("SELECT token_hash FROM sign_in_links WHERE expires_at > now()")
    assert stored == hashlib.sha256(token.encode()).digest()

    first = await client.post(SESSIONS, json={"token": token})
    texts = ["", NEVER, token[:-1], token.upper(), old, token, first.json()["token"]]
    refused = [await client.post(SESSIONS, json={"token": text}) for text in texts]

    assert {(one.status_code, one.json()["code"]) for one in refused} == {(404, "link-not-valid")}
    assert len({re.sub("[0-9a-f]{32}", "", one.text) for one in refused}) == 1, "all alike"
    assert first.status_code == 201
    assert first.headers["cache-control"] == "no-store"
    assert "set-cookie" not in first.headers
    assert await superuser.fetchval("SELECT count(*) FROM sign_in_links") == 0


async def test_of_two_who_use_a_link_at_once_one_is_let_in(
    api: FastAPI, client: httpx.AsyncClient, lead: Json
) -> None:
    token = await link_token(api, lead)

    answers = await asyncio.gather(*(client.post(SESSIONS, json={"token": token}) for _ in range(6)))

    assert sorted(one.status_code for one in answers) == [201, *[404] * 5]


async def test_without_a_mail_server_a_key_or_for_whoever_is_kept_out_there_is_no_session(
    api: FastAPI, client: httpx.AsyncClient, operator: Office, lead: Json
) -> None:
    answer = await client.post(LINKS, json={"email": "lead@lakeview.example"})
    assert (answer.status_code, answer.json()["code"]) == (409, "sign-in-by-mail-not-configured")
    assert "python -m survey_api.people link" in answer.json()["detail"]
    assert (await operator.http.delete(SESSION)).status_code == 404
    await operator.http.patch(f"/v1/people/{lead['id']}", json={"disabled": True})
    token = await link_token(api, lead)

    assert (await client.post(SESSIONS, json={"token": token})).status_code == 404


async def test_guesses_are_counted_and_shut_out_nobody_who_answers(api: FastAPI, lead: Json) -> None:
    token = await link_token(api, lead)
    async with client_of(api, address="198.51.100.9") as guesser, client_of(api) as other:
        for _ in range(50):
            assert (await guesser.post(SESSIONS, json={"token": NEVER})).status_code == 404
        shut = await guesser.post(SESSIONS, json={"token": token})
        respondent = await guesser.post("/v1/passes", json={})

        assert (shut.status_code, shut.json()["code"]) == (429, "too-many-failures")
        assert int(shut.headers["retry-after"]) > 0
        assert respondent.status_code == 422
        assert (await other.post(SESSIONS, json={"token": token})).status_code == 201


async def test_a_session_ends_when_it_is_idle_over_or_signed_out(
    api: FastAPI, client: httpx.AsyncClient, lead: Json, superuser: Any
) -> None:
    idle, over, left = [await signed_in(api, client, lead) for _ in range(3)]
    tokens = [one.http.headers["authorization"].partition(" ")[2] for one in (idle, over)]
    hashes = [hashlib.sha256(text.encode()).digest() for text in tokens]
    long_ago = "UPDATE sessions SET last_used_at = now() - interval '{}' WHERE token_hash = $1"

    await superuser.execute(long_ago.format("29 min"), hashes[0])
    assert (await idle.http.get("/v1/token_info")).status_code == 200, "and it is used by that"
    assert await superuser.fetchval(
        "SELECT last_used_at > now() - interval '1 min' FROM sessions WHERE token_hash = $1", hashes[0]
    )
    await superuser.execute(long_ago.format("31 min"), hashes[0])
    await superuser.execute("UPDATE sessions SET expires_at = now() WHERE token_hash = $1", hashes[1])
    gone = await left.http.delete(SESSION)

    assert (gone.status_code, gone.content) == (204, b"")
    for office in (idle, over, left):
        assert (await office.http.get("/v1/token_info")).status_code == 401
    assert await superuser.fetchval("SELECT count(*) FROM sessions WHERE token_hash <> ALL ($1)", hashes) == 0


async def cookie_of(api: FastAPI, client: httpx.AsyncClient, person: Json) -> str:
    body = {"token": await link_token(api, person), "hold": "cookie"}
    answer = await client.post(SESSIONS, json=body, headers=OWN_PAGE)
    assert (answer.status_code, answer.json()["token"]) == (201, None)
    name, _, rest = answer.headers["set-cookie"].partition("=")
    text, *attributes = rest.split("; ")
    assert name == "__Host-throughline-session"
    assert {one.lower() for one in attributes} == {
        *("httponly", "secure", "samesite=strict", "path=/", f"max-age={8 * 3600}")
    }
    return text


async def test_a_browser_changes_something_only_from_a_page_of_this_server(
    api: FastAPI, operator: Office, lead: Json
) -> None:
    async with client_of(api) as browser:
        headers = {"cookie": f"{COOKIE}={await cookie_of(api, browser, lead)}"}
        foreign: list[dict[str, str]] = [
            {},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
            {"origin": "https://elsewhere.example"},
            {"origin": "null"},
            {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
        ]
        for one in foreign:
            answer = await browser.post("/v1/schools", json={"name": "x"}, headers=headers | one)
            assert (answer.status_code, answer.json()["code"]) == (403, "cross-site-request"), one
            signing_in = {"token": NEVER, "hold": "cookie"}
            assert (await browser.post(SESSIONS, json=signing_in, headers=one)).status_code == 403
        own = [OWN_PAGE, {"origin": "http://127.0.0.1:8000"}]
        made = [await browser.post("/v1/schools", json={"name": "x"}, headers=headers | one) for one in own]
        read = await browser.get("/v1/schools", headers=headers)
        key = {"authorization": operator.http.headers["authorization"]}
        as_key = await browser.get("/v1/token_info", headers=headers | key)
        wrong = {"authorization": "Bearer nobody"}
        out = await browser.delete(SESSION, headers=headers | OWN_PAGE)

        assert [one.status_code for one in made] == [201, 201]
        assert len(read.json()["data"]) == 3
        assert as_key.json()["kind"] == "api_key", "what the header says comes first"
        assert (await browser.get("/v1/token_info", headers=headers | wrong)).status_code == 401
        assert out.status_code == 204
        assert "max-age=0" in out.headers["set-cookie"].lower()
        assert (await browser.get("/v1/schools", headers=headers)).status_code == 401


async def test_respondents_routes_never_look_at_the_cookie(api: FastAPI, lead: Json, superuser: Any) -> None:
    """The same answers with it and without, no log line, and the session is not even looked up."""
    async with client_of(api) as browser:
        headers = {"cookie": f"{COOKIE}={await cookie_of(api, browser, lead)}"}
        await superuser.execute("UPDATE sessions SET last_used_at = now() - interval '5 min'")
        nobody = "/v1/participations/00000000-0000-4000-8000-000000000000"
        requests: list[tuple[str, str, dict[str, Any]]] = [
            *(("POST", path, {"json": {}}) for path in ("/v1/passes", "/v1/responses")),
            *(("GET", f"{nobody}/{what}", {}) for what in ("manifest", "questionnaire", "record", "report")),
        ]
        for method, path, body in requests:
            with_it = await browser.request(method, path, headers=headers, **body)
            without = await browser.request(method, path, **body)
            assert with_it.status_code == without.status_code
            alike = [re.sub("[0-9a-f]{32}", "", one.text) for one in (with_it, without)]
            assert alike[0] == alike[1]
            assert "set-cookie" not in with_it.headers
    assert await superuser.fetchval("SELECT last_used_at < now() - interval '4 min' FROM sessions")


def test_no_module_of_theirs_and_one_module_at_all_reads_cookies() -> None:
    api = Path(__file__).parents[3] / "services" / "survey-api" / "src" / "survey_api"

    readers = {
        str(path.relative_to(api))
        for path in api.rglob("*.py")
        if ".cookies" in path.read_text() or "cookie_parser" in path.read_text()
    }

    assert readers <= {"access/sessions.py", "sign_in/oidc_endpoints.py"}
    for room in ("passes", "responses", "respondents"):
        for path in (api / room).glob("*.py"):
            assert "survey_api.access" not in path.read_text(), path


async def test_known_or_not_the_answer_is_the_same_and_only_who_is_known_gets_a_link(
    mailing: FastAPI, server: MailServer, lead: Json
) -> None:
    async with client_of(mailing) as client:
        answers = [
            await client.post(LINKS, json={"email": email})
            for email in ("nobody@lakeview.example", "LEAD@Lakeview.example")
        ]
        assert server.inbox == [], "nobody has looked yet"
        for _ in answers:
            await mailing.state.sign_in_desk.once()

        assert {(one.status_code, one.text) for one in answers} == {(202, '{"accepted":true}')}
        assert server.recipients == ["lead@lakeview.example"]
        text = server.inbox[0][1].get_content()
        links = set(re.findall(r"http://127\.0\.0\.1:8000/sign-in/#t=(\w+)", text))
        assert len(links) == 1, text
        assert "for Lakeview" in text
        assert "para Lakeview" in text
        begun = await client.post(SESSIONS, json={"token": links.pop()})
        assert begun.status_code == 201
        info = await client.get(
            "/v1/token_info", headers={"authorization": f"Bearer {begun.json()['token']}"}
        )
        assert info.json()["id"] == lead["id"]


async def test_links_are_limited_for_an_address_and_from_an_address(mailing: FastAPI) -> None:
    async with client_of(mailing) as client, client_of(mailing, address="198.51.100.9") as other:
        for email in ("nobody@lakeview.example", "NOBODY@lakeview.example"):
            for _ in range(3):
                last = await client.post(LINKS, json={"email": email})
        assert (last.status_code, last.json()["code"]) == (429, "too-many-sign-ins")
        assert int(last.headers["retry-after"]) > 0
        again = {"email": "nobody@lakeview.example"}
        assert (await other.post(LINKS, json=again)).status_code == 429, "whoever asks"
        for number in range(25):
            body = {"email": f"n{number}@lakeview.example"}
            assert (await client.post(LINKS, json=body)).status_code == 202
        assert (await client.post(LINKS, json={"email": "z@lakeview.example"})).status_code == 429
        assert (await other.post(LINKS, json={"email": "z@lakeview.example"})).status_code == 202
