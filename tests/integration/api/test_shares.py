"""Shares: what is refused, that a link shows one profile and nothing else, and that it ends at once."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from survey_api.openapi_examples import PROFILE
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from tests.fixtures.office import Json, Office, at
from tests.fixtures.respondent_api import client_of
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_profiles import publish
from tests.integration.api.test_schools_only import bound, two_schools

SHARED = "/v1/shared-profile"
REPORT = "/v1/shared-profile/report"
NEVER = "tl_share_" + "0" * 64


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs a broker or a background."""
    return quiet_api


def for_days(days: float, **fields: Any) -> Json:
    return {"expires_at": at(datetime.now(UTC) + timedelta(days=days))} | fields


async def shares_of(tenant: Tenant, superuser: Any) -> str:
    """Publish a profile; returns where its shares are."""
    await publish(superuser, tenant, profile=uuid4())
    row = await superuser.fetchval("SELECT id FROM participations WHERE school_id = $1", UUID(tenant.school))
    return f"/v1/participations/{row}/shares"


def token_of(share: Json) -> str:
    url, _, token = share["url"].partition("#share=")
    assert url == "http://127.0.0.1:8000/results/"
    return str(token)


async def read(
    client: httpx.AsyncClient, token: str, *, path: str = SHARED, **headers: str
) -> httpx.Response:
    return await client.get(path, headers={"authorization": f"Bearer {token}"} | headers)


async def test_what_is_not_published_or_not_within_a_year_is_not_shared_nor_by_who_may_only_read(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    early = await tenant.office.http.post(
        f"/v1/participations/{wave['participations'][0]}/shares", json=for_days(1)
    )
    shares = await shares_of(tenant, superuser)

    assert (early.status_code, early.json()["code"]) == (409, "not-published-yet")
    for days in (-1, 0, 367):
        answer = await tenant.office.http.post(shares, json=for_days(days))
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/expires_at")
    reader = await operator.key(tenant.district, "profiles.read", "surveys.read")
    office = Office.with_key(client, reader)
    assert (await office.http.post(shares, json=for_days(1))).status_code == 403
    assert (await office.http.get(shares)).status_code == 200


async def test_a_link_shows_the_newest_revision_of_one_profile_and_ends_at_once(
    client: httpx.AsyncClient, tenant: Tenant, superuser: Any
) -> None:
    profile = uuid4()
    await publish(superuser, tenant, profile=profile)
    row = await superuser.fetchval("SELECT participation_id FROM profiles WHERE id = $1", profile)
    shares = f"/v1/participations/{row}/shares"
    made = await tenant.office.made(shares, for_days(365, note="For the board"))
    token = token_of(made)
    newest = await publish(superuser, tenant, profile=profile, revision=2, note="x")

    answer = await read(client, token)
    head = await client.head(SHARED, headers={"authorization": f"Bearer {token}"})
    known = await read(client, token, **{"if-none-match": answer.headers["etag"]})
    own = await tenant.office.http.get(f"/v1/profiles/{profile}")
    assert answer.content == newest == own.content
    assert answer.headers["etag"] == own.headers["etag"] == head.headers["etag"]
    assert (known.status_code, known.content) == (304, b"")
    assert "set-cookie" not in answer.headers
    for path in ("/v1/profiles", f"/v1/profiles/{profile}", "/v1/token_info", shares):
        assert (await client.get(path, headers={"authorization": f"Bearer {token}"})).status_code == 401, path

    item = f"{shares}/{made['id']}"
    shown = (await tenant.office.http.get(item)).json()
    listed = (await tenant.office.http.get(shares)).json()["data"]
    assert listed == [shown] == [{name: made[name] for name in made if name != "url"}]
    assert (await tenant.office.http.delete(item)).status_code == 204
    assert (await tenant.office.http.delete(item)).status_code == 404
    assert (await read(client, token)).status_code == 404
    rows = await superuser.fetch("SELECT action, subject FROM audit_log WHERE action LIKE 'share.%'")
    assert [tuple(row) for row in rows] == [("share.made", made["id"]), ("share.revoked", made["id"])]


async def test_every_link_that_is_not_in_force_gets_the_same_answer(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any, capsys: Any
) -> None:
    shares = await shares_of(tenant, superuser)
    over, ended = [await tenant.office.made(shares, for_days(1)) for _ in range(2)]
    await tenant.office.http.delete(f"{shares}/{ended['id']}")
    hashed = hashlib.sha256(token_of(over).encode()).digest()
    assert await superuser.fetchval("SELECT count(*) FROM shares WHERE token_hash = $1", hashed) == 1
    await superuser.execute("UPDATE shares SET expires_at = now() WHERE token_hash = $1", hashed)
    key = operator.http.headers["authorization"].partition(" ")[2]
    tokens = [token_of(over), token_of(ended), NEVER, "", "x", token_of(over).upper(), key]
    capsys.readouterr()

    answers = [await read(client, token) for token in tokens if token]
    without = await client.get(SHARED)

    told = {(one.status_code, one.json()["code"], one.json()["detail"]) for one in answers}
    assert {status for status, *_ in told} == {404}
    assert len(told) == 1
    assert (without.status_code, without.json()["code"]) == (401, "not-authenticated")
    assert "shared-profile" not in capsys.readouterr().out, "no line tells of a reader"


async def test_a_link_opens_its_profile_with_its_own_instrument_and_no_other(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    wave = await tenant.office.administration(tenant.district, [tenant.school])
    written = PROFILE | {"administration": wave["id"]}
    stored = profile_bytes(ProfileDocument.model_validate(written))
    await publish(superuser, tenant, profile=uuid4(), stored=stored)
    shares = f"/v1/participations/{wave['participations'][0]}/shares"
    in_force, over, ended = [await tenant.office.made(shares, for_days(1)) for _ in range(3)]
    await tenant.office.http.delete(f"{shares}/{ended['id']}")
    hashed = hashlib.sha256(token_of(over).encode()).digest()
    await superuser.execute("UPDATE shares SET expires_at = now() WHERE token_hash = $1", hashed)
    key = operator.http.headers["authorization"].partition(" ")[2]
    refused = [
        await read(client, token, path=REPORT) for token in (token_of(over), token_of(ended), NEVER, key)
    ]
    assert {(one.status_code, one.json()["code"]) for one in refused} == {(404, "not-found")}
    assert (await client.get(REPORT)).status_code == 401

    token = token_of(in_force)
    answer = await read(client, token, path=REPORT)
    known = await read(client, token, path=REPORT, **{"if-none-match": answer.headers["etag"]})

    assert answer.content.startswith(b'{"profile":' + stored + b',"instrument":{')
    instrument = await superuser.fetchval(
        "SELECT i.document::text FROM instruments i JOIN administrations a ON a.instrument_id = i.id"
        " WHERE a.id = $1",
        UUID(wave["id"]),
    )
    assert answer.json()["instrument"] == json.loads(instrument)
    assert (known.status_code, known.content) == (304, b"")
    assert (await read(client, token, path="/v1/instruments")).status_code == 401
    other = await tenant.office.administration(tenant.district, [tenant.school])
    assert (
        await read(client, token, path=f"{REPORT}?administration={other['id']}")
    ).content == answer.content


async def test_guesses_are_limited_apart_from_respondents(api: FastAPI) -> None:
    async with client_of(api, address="198.51.100.7") as guesser, client_of(api) as other:
        for _ in range(50):
            assert (await read(guesser, NEVER, path=REPORT)).status_code == 404
        shut = await read(guesser, NEVER)

        assert (shut.status_code, shut.json()["code"]) == (429, "too-many-failures")
        assert (await guesser.post("/v1/passes", json={})).status_code == 422
        assert (await read(other, NEVER)).status_code == 404


async def test_who_is_bound_to_schools_shares_what_is_theirs_alone(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, superuser: Any
) -> None:
    unit = {"reporting_unit": "Hill and Lake"}
    await tenant.office.http.patch(f"/v1/schools/{tenant.school}", json=unit)
    _, participations = await two_schools(tenant, superuser, **unit)
    (other,) = set(participations) - {tenant.school}
    (together,) = set(participations.values())
    await superuser.execute(
        "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
        " released_on, scoring_version, input_digest, etag, document) SELECT gen_random_uuid(), 1,"
        " district_id, id, administration_id, school_id, now(), '', '', 'e', '{}' FROM participations"
    )
    shares = f"/v1/participations/{together}/shares"
    one = await bound(client, operator, tenant, tenant.school)
    both = await bound(client, operator, tenant, tenant.school, other)
    another = await tenant.office.school(tenant.district, "Another")
    stranger = await bound(client, operator, tenant, another)

    made = await both.made(shares, for_days(1))
    refused = await one.http.post(shares, json=for_days(1))
    not_ended = await one.http.delete(f"{shares}/{made['id']}")

    assert (refused.status_code, refused.json()["code"]) == (403, "whole-district-only")
    assert (not_ended.status_code, not_ended.json()["code"]) == (403, "whole-district-only")
    assert [row["id"] for row in (await one.http.get(shares)).json()["data"]] == [made["id"]]
    assert (await stranger.http.get(shares)).status_code == 404
    assert (await stranger.http.get(f"{shares}/{made['id']}")).status_code == 404
    assert (await both.http.delete(f"{shares}/{made['id']}")).status_code == 204
