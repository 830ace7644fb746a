"""Access `open`: a word instead of a code, and a cap instead of one pass a code."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from survey_core.encoding import b64url
from survey_core.passes.client import blind, prepare
from survey_core.passes.signer import IssuerKey
from tests.fixtures.respondent_api import client_of
from tests.fixtures.surveys import Survey, add_survey

ELIGIBLE = 31
CAP = 35  # ⌈1.1 · 31⌉ = ⌈34.1⌉


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(
        database_url, key_dir=key_dir, access="open", eligible=ELIGIBLE, word="Großer Bär", n_codes=0
    )


def request_for(survey: Survey, **changes: str | None) -> dict[str, Any]:
    _, input_msg = prepare(str(survey.participation))
    blinded, _ = blind(input_msg, IssuerKey.from_pem(survey.issuer_pem).public_modulus())
    body = {"participation": str(survey.participation), "word": survey.word, "blinded": b64url(blinded)}
    return {name: value for name, value in (body | changes).items() if value is not None}


async def issued(superuser: "asyncpg.Connection[asyncpg.Record]") -> int:
    count: int = await superuser.fetchval("SELECT count(*) FROM open_passes")
    return count


async def test_a_wrong_word_is_refused(
    client: httpx.AsyncClient, survey: Survey, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    answer = await client.post("/v1/passes", json=request_for(survey, word="kleiner Bär"))

    assert answer.status_code == 404
    assert await issued(superuser) == 0


async def test_a_code_is_no_word(client: httpx.AsyncClient, survey: Survey) -> None:
    answer = await client.post("/v1/passes", json=request_for(survey, word=None, code="0" * 20))

    assert answer.status_code == 422


async def test_the_word_is_taken_in_any_case(client: httpx.AsyncClient, survey: Survey) -> None:
    answer = await client.post("/v1/passes", json=request_for(survey, word="  GROSSER  bär "))

    assert answer.status_code == 200


async def test_no_more_passes_than_the_cap_however_many_ask_at_once(
    new_api: Any, survey: Survey, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    clients = [client_of(await new_api()) for _ in range(2)]
    bodies = [request_for(survey) for _ in range(CAP + 8)]

    answers = await asyncio.gather(
        *(clients[n % 2].post("/v1/passes", json=body) for n, body in enumerate(bodies))
    )

    refused = [answer for answer in answers if answer.status_code != 200]
    assert await issued(superuser) == CAP
    assert len(refused) == 8
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(409, "passes-exhausted")}


async def test_who_asks_again_gets_the_same_pass_even_when_none_is_left(
    client: httpx.AsyncClient, survey: Survey, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    bodies = [request_for(survey) for _ in range(CAP)]
    first = [await client.post("/v1/passes", json=body) for body in bodies]

    again = await client.post("/v1/passes", json=bodies[0])

    assert (again.status_code, again.content) == (200, first[0].content)
    assert await issued(superuser) == CAP


async def test_a_number_corrected_upwards_makes_no_room(
    client: httpx.AsyncClient, survey: Survey, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await superuser.execute("UPDATE participations SET eligible = 1000")

    answers = [await client.post("/v1/passes", json=request_for(survey)) for _ in range(CAP + 1)]

    assert [answer.status_code for answer in answers] == [200] * CAP + [409]
    assert await issued(superuser) == CAP
