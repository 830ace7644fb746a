"""Tokens for programs: who gets one, what it is good for, and that it ends the moment somebody says so."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from survey_api.access import rotate, token_keys
from tests.fixtures.office import Office
from tests.fixtures.respondent_api import BASE_URL, client_of
from tests.integration.api.conftest import Tenant

GRANT = {"grant_type": "client_credentials"}
JSON = "application/json"


async def made(operator: Office, district: str, *scopes: str, **fields: Any) -> dict[str, Any]:
    """A client of a district, as its maker sees it this once."""
    body = {"name": "dashboard", "district": district, "scopes": list(scopes)} | fields
    return await operator.made("/v1/clients", body)


async def ask(http: httpx.AsyncClient, made: Mapping[str, Any], **form: str) -> httpx.Response:
    """Ask for a token as a client does."""
    return await http.post("/oauth/token", data=GRANT | form, auth=(made["id"], made["secret"]))


async def token(http: httpx.AsyncClient, made: Mapping[str, Any], **form: str) -> Office:
    """An office that works with a fresh token."""
    answer = await ask(http, made, **form)
    assert answer.status_code == 200, answer.text
    return Office.with_key(http, answer.json()["access_token"])


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode("latin-1")).decode()


async def test_whoever_is_not_known_gets_no_token_and_does_not_learn_why(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    known = await made(operator, tenant.district, "profiles.read")
    ended = await made(operator, tenant.district, "profiles.read")
    await operator.http.delete(f"/v1/clients/{ended['id']}")
    unknown: list[str | None] = [
        None,
        "Bearer " + known["secret"],
        "Basic",
        "Basic %%%",
        basic(known["id"]),
        basic(f"{known['id']}:{known['secret'][:-1]}"),
        basic(f"{known['id']}:"),
        basic(f"tlc_000000000000:{known['secret']}"),
        basic(f"x\x00:{known['secret']}"),
        basic("\xff\xfe:\xff"),
        basic(f"{ended['id']}:{ended['secret']}"),
    ]

    answers = [
        await client.post(path, data=GRANT | {"token": "x"}, headers={"Authorization": one} if one else {})
        for path in ("/oauth/token", "/oauth/revoke")
        for one in unknown
    ]

    assert {(answer.status_code, answer.json()["error"]) for answer in answers} == {(401, "invalid_client")}
    assert all(answer.headers["www-authenticate"].startswith("Basic ") for answer in answers)
    assert all("no-store" in answer.headers["cache-control"] for answer in answers)


FORM = "application/x-www-form-urlencoded"
WRONG = [
    ("", FORM, "invalid_request"),
    ("grant_type=", FORM, "invalid_request"),
    ("scope=profiles.read", FORM, "invalid_request"),
    ('{"grant_type": "client_credentials"}', JSON, "invalid_request"),
    ("grant_type=client_credentials&grant_type=client_credentials", FORM, "invalid_request"),
    ("grant_type=%ff", FORM, "invalid_request"),
    ("grant_type=password&username=a&password=b", FORM, "unsupported_grant_type"),
    ("grant_type=client_credentials&scope=surveys.read", FORM, "invalid_scope"),
    ("grant_type=client_credentials&scope=profiles.read+nothing", FORM, "invalid_scope"),
    ("grant_type=client_credentials&scope=+", FORM, "invalid_scope"),
]


async def test_what_is_asked_wrongly_is_refused_in_the_words_of_the_standard(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    known = await made(operator, tenant.district, "profiles.read")
    for form, content_type, error in WRONG:
        answer = await client.post(
            "/oauth/token",
            content=form,
            headers={"Content-Type": content_type},
            auth=(known["id"], known["secret"]),
        )

        assert (answer.status_code, answer.json()["error"]) == (400, error), form
        assert set(answer.json()) == {"error", "error_description"}


async def test_the_metadata_leads_to_a_token_that_the_key_set_proves(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    known = await made(operator, tenant.district, "profiles.read", "surveys.read")
    metadata = (await client.get("/.well-known/oauth-authorization-server")).json()
    assert metadata["issuer"] == BASE_URL
    assert metadata["token_endpoint_auth_methods_supported"] == ["client_secret_basic"]

    answer = await client.post(
        metadata["token_endpoint"], data=GRANT | {"unknown": "ignored"}, auth=(known["id"], known["secret"])
    )
    keys = KeySet.import_key_set((await client.get(metadata["jwks_uri"])).json())
    issued = answer.json()
    read = jwt.decode(issued["access_token"], keys, algorithms=["ES256"])

    assert (issued["token_type"], issued["expires_in"]) == ("Bearer", 900)
    assert issued["scope"] == read.claims["scope"] == "profiles.read surveys.read"
    assert (read.claims["iss"], read.claims["client_id"]) == (metadata["issuer"], known["id"])
    assert set(read.claims["scope"].split()) <= set(metadata["scopes_supported"])
    assert {"no-store"} == {answer.headers["cache-control"]}
    office = Office.with_key(client, issued["access_token"])
    info = (await office.http.get("/v1/token_info")).json()
    assert (info["kind"], info["id"], info["district"]) == ("client", known["id"], tenant.district)
    assert info["scopes"] == ["profiles.read", "surveys.read"]
    assert info["expires_at"].endswith("Z")
    assert [one["id"] for one in (await office.http.get("/v1/schools")).json()["data"]] == [tenant.school]
    said = capsys.readouterr().out
    assert known["id"] in said, "who asked is in the log"
    assert known["secret"] not in said
    assert issued["access_token"] not in said
    assert issued["access_token"].rpartition(".")[2] not in said


async def test_a_token_does_only_what_it_was_asked_for_and_its_client_holds(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    known = await made(operator, tenant.district, "profiles.read", "surveys.read")
    narrow, wide = await token(client, known, scope="profiles.read"), await token(client, known)

    refused = await narrow.http.get("/v1/schools")
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient-scope")
    assert (await wide.http.get(f"/v1/schools/{stranger.school}")).status_code == 404
    assert (await wide.http.get("/v1/schools")).status_code == 200
    await superuser.execute("UPDATE api_clients SET scopes = '{profiles.read}' WHERE id = $1", known["id"])
    assert (await wide.http.get("/v1/schools")).status_code == 403, "what the client lost, its tokens lost"
    assert (await wide.http.get("/v1/profiles")).status_code == 200


async def test_a_revoked_token_is_refused_at_once_everywhere(
    client: httpx.AsyncClient, new_api: Callable[..., Any], operator: Office, tenant: Tenant
) -> None:
    known = await made(operator, tenant.district, "surveys.read")
    other = await made(operator, tenant.district, "surveys.read")
    office, second = await token(client, known), await token(client, known)
    text = office.http.headers["authorization"].removeprefix("Bearer ")
    async with client_of(await new_api()) as elsewhere:
        there = Office.with_key(elsewhere, text)
        assert (await there.http.get("/v1/schools")).status_code == 200

        theirs = await client.post("/oauth/revoke", data={"token": text}, auth=(other["id"], other["secret"]))
        assert (theirs.status_code, theirs.json()["error"]) == (400, "invalid_grant")
        assert (await there.http.get("/v1/schools")).status_code == 200
        for body in ({"token": text, "token_type_hint": "access_token"}, {"token": text}, {"token": "x"}):
            done = await client.post("/oauth/revoke", data=body, auth=(known["id"], known["secret"]))
            assert done.status_code == 200, "once more, and nonsense, are no fault"
        for one in (office, there):
            refused = await one.http.get("/v1/schools")
            assert (refused.status_code, refused.json()["code"]) == (401, "not-authenticated")
            assert 'error="invalid_token"' in refused.headers["www-authenticate"]
    assert (await second.http.get("/v1/schools")).status_code == 200, "another token of the client"
    nothing = await client.post("/oauth/revoke", data={}, auth=(known["id"], known["secret"]))
    assert (nothing.status_code, nothing.json()["error"]) == (400, "invalid_request")


async def test_what_is_over_is_forgotten_with_the_next_revocation(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    known = await made(operator, tenant.district, "surveys.read")
    for _ in range(2):
        await superuser.execute("UPDATE revoked_tokens SET expires_at = now() - interval '1 s'")
        text = (await ask(client, known)).json()["access_token"]
        await client.post("/oauth/revoke", data={"token": text}, auth=(known["id"], known["secret"]))

    assert await superuser.fetchval("SELECT count(*) FROM revoked_tokens") == 1


async def test_an_ended_client_ends_its_tokens(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant
) -> None:
    known = await made(operator, tenant.district, "surveys.read")
    office = await token(client, known)

    assert (await operator.http.delete(f"/v1/clients/{known['id']}")).status_code == 204

    assert (await office.http.get("/v1/schools")).status_code == 401
    assert (await ask(client, known)).status_code == 401
    assert (await operator.http.delete(f"/v1/clients/{known['id']}")).status_code == 404
    assert (await operator.http.post(f"/v1/clients/{known['id']}/secret")).status_code == 404
    shown = (await operator.http.get(f"/v1/clients/{known['id']}")).json()
    assert shown["revoked_at"] is not None


async def test_a_secret_is_exchanged_at_once_or_with_time_to_do_it(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    first = await made(operator, tenant.district, "surveys.read")
    office = await token(client, first)
    path = f"/v1/clients/{first['id']}/secret"

    second = await operator.made(path)
    assert (await ask(client, first)).status_code == 401
    third = await operator.made(path, {"overlap_hours": 24})

    assert len({one["secret"] for one in (first, second, third)}) == 3
    assert {(await ask(client, one)).status_code for one in (second, third)} == {200}
    assert (await ask(client, first)).status_code == 401
    await superuser.execute("UPDATE api_clients SET previous_secret_until = now() - interval '1 s'")
    assert [(await ask(client, one)).status_code for one in (second, third)] == [401, 200]
    assert (await office.http.get("/v1/schools")).status_code == 200, "tokens live on: rotating is not ending"


async def test_while_one_key_takes_over_from_another_tokens_of_both_are_good(
    client: httpx.AsyncClient,
    operator: Office,
    tenant: Tenant,
    key_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(token_keys, "_REREAD_S", 0.0)
    now = datetime.now(UTC)
    token_keys.make(key_dir, now=now - timedelta(days=1))
    known = await made(operator, tenant.district, "surveys.read")
    before = await token(client, known)
    token_keys.make(key_dir, now=now - timedelta(minutes=15))

    after = await token(client, known)

    keys = (await client.get("/.well-known/jwks.json")).json()["keys"]
    kids = [part(office)["kid"] for office in (before, after)]
    assert [key["kid"] for key in keys] == kids
    assert len(set(kids)) == 2
    assert all(set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"} for key in keys)
    for office in (before, after):
        assert (await office.http.get("/v1/schools")).status_code == 200
    assert rotate.main(["--revoke", "--key-dir", str(key_dir)]) == 0
    for office in (before, after):
        assert (await office.http.get("/v1/schools")).status_code == 401


def part(office: Office) -> Any:
    """The header of the token an office works with."""
    header = office.http.headers["authorization"].removeprefix("Bearer ").partition(".")[0]
    return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
