"""What answers of the administration carry, and no respondent's: limits, request ids, signed cursors."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import nats
import pytest
from fastapi import FastAPI

from survey_api.app import create_app
from survey_api.settings import Settings
from tests.fixtures.office import Office, make_sealing_keys
from tests.fixtures.respondent_api import client_of
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_access import administrators_operations, filled

MINE = {"X-Request-Id": "district-42.night~run"}
SOME_ID = "00000000-0000-4000-8000-000000000000"
RESPONDENTS = [
    ("POST", "/v1/passes"),
    ("POST", "/v1/responses"),
    ("GET", "/v1/passes"),
    *(
        ("GET", f"/v1/participations/{SOME_ID}/{what}")
        for what in ("manifest", "questionnaire", "record", "report")
    ),
    ("GET", "/survey/"),
    ("GET", "/nonsense"),
]
OURS = ("x-request-id", "ratelimit", "ratelimit-policy", "etag", "idempotent-replayed")


async def test_every_answer_of_the_administration_says_its_request_and_its_limit(
    api: FastAPI, tenant: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    for method, path in administrators_operations(api):
        answer = await tenant.office.http.request(method, filled(path), headers=MINE)
        assert answer.headers["x-request-id"] == MINE["X-Request-Id"]
        assert answer.headers["ratelimit-policy"] == '"caller";q=6000;w=60'
        assert answer.headers["ratelimit"].startswith('"caller";r=5')
        if answer.headers["content-type"] == "application/problem+json":
            assert answer.json()["request_id"] == MINE["X-Request-Id"]
    assert f'"request_id":"{MINE["X-Request-Id"]}"' in capsys.readouterr().out
    for strange in ("", "a b", 'a"b', "ä", "x" * 129, "a\x00b"):
        answer = await tenant.office.http.get("/v1/schools", headers={b"X-Request-Id": strange.encode()})
        assert len(answer.headers["x-request-id"]) == 32
        assert answer.headers["x-request-id"].isalnum()
    unknown = await tenant.office.http.get("/v1/nonsense", headers=MINE)
    # It may be a respondent's, mistyped: an id, but not the one that was sent.
    assert len(unknown.json()["request_id"]) == 32
    assert MINE["X-Request-Id"] not in unknown.text


async def test_respondents_get_no_id_and_no_limit_whatever_they_send(
    client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    for method, path in RESPONDENTS:
        answer = await client.request(method, path, headers=MINE | {"Idempotency-Key": "CANARY7K"})
        assert [name for name in OURS if name in answer.headers] == [], path
        assert "request_id" not in answer.text
        assert MINE["X-Request-Id"] not in answer.text
    assert MINE["X-Request-Id"] not in capsys.readouterr().out


async def test_one_request_too_many_is_429_for_that_caller_only(
    api_settings: Settings, admin_key: str
) -> None:
    app = create_app(api_settings.model_copy(update={"rate_limit_per_minute": 5}))
    async with app.router.lifespan_context(app), client_of(app) as http:
        operator = {"Authorization": f"Bearer {admin_key}"}
        office = Office.with_key(http, admin_key)
        other = Office.with_key(http, await office.key(await office.district(), "surveys.read"))
        for _ in range(3):
            assert (await http.get("/v1/token_info", headers=operator)).status_code == 200
        refused = await http.get("/v1/token_info", headers=operator)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-requests")
        assert 1 <= int(refused.headers["retry-after"]) <= 12
        assert refused.headers["ratelimit"].startswith('"caller";r=0;t=')
        assert (await http.get("/v1/token_info")).status_code == 401
        assert (await other.http.get("/v1/token_info")).status_code == 200
        many = [await http.get(f"/v1/participations/{SOME_ID}/manifest") for _ in range(40)]
        assert {answer.status_code for answer in many} == {404}


async def test_guessing_the_secrets_of_clients_ends(api: FastAPI, operator: Office) -> None:
    district = await operator.district()
    made = await operator.made(
        "/v1/clients", {"name": "x", "district": district, "scopes": ["profiles.read"]}
    )
    form = {"grant_type": "client_credentials"}
    async with client_of(api, address="192.0.2.99") as guesser, client_of(api) as owner:
        for _ in range(50):
            answer = await guesser.post("/oauth/token", data=form, auth=(made["id"], "wrong"))
            assert answer.status_code == 401
        refused = await guesser.post("/oauth/token", data=form, auth=(made["id"], made["secret"]))
        elsewhere = await owner.post("/oauth/token", data=form, auth=(made["id"], made["secret"]))
        respondent = await guesser.post("/v1/passes", json={})

    assert (refused.status_code, refused.json()["error"]) == (429, "temporarily_unavailable")
    assert int(refused.headers["retry-after"]) > 0
    assert elsewhere.status_code == 200
    assert respondent.status_code == 422, "a client's failures shut no phone out"


async def test_cursors_are_good_for_their_own_list_only_and_over_all_processes(
    tenant: Tenant, new_api: Callable[..., Any]
) -> None:
    for name in ("B", "C", "D"):
        await tenant.office.school(tenant.district, name)
    page = await tenant.office.http.get("/v1/schools?limit=2")
    cursor = page.json()["next_cursor"]
    other = Office.with_key(client_of(await new_api()), str(tenant.office.http.headers["authorization"])[7:])

    there = await other.http.get(f"/v1/schools?limit=2&cursor={cursor}")
    by_link = await tenant.office.http.get(page.links["next"]["url"])
    changed = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BA")
    refused = [
        await tenant.office.http.get(f"/v1/schools?cursor={changed}"),
        await tenant.office.http.get(f"/v1/districts?cursor={cursor}"),
        await tenant.office.http.get(f"/v1/changes?since={cursor}"),
    ]

    assert there.json()["data"] == by_link.json()["data"]
    assert len(there.json()["data"]) == 2
    for answer in refused:
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")
        assert answer.json()["errors"][0]["pointer"] in {"query/cursor", "query/since"}
        assert "begins again" in answer.json()["errors"][0]["detail"]


async def test_an_event_carries_the_request_that_caused_it(
    tenant: Tenant, superuser: Any, nats_url: str
) -> None:
    broker = await nats.connect(nats_url)
    heard = await broker.subscribe("events.administration.opened")
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, wave["id"])
    await tenant.office.made(f"/v1/administrations/{wave['id']}/ready")
    try:
        await tenant.office.http.post(f"/v1/administrations/{wave['id']}/open", headers=MINE)
        async with asyncio.timeout(10):
            while wave["id"].encode() not in (message := await heard.next_msg(timeout=10)).data:
                pass
    finally:
        await broker.close()

    assert message.headers is not None
    assert message.headers["X-Request-Id"] == MINE["X-Request-Id"]
