"""The failure limit at the door: a whole school behind one address passes, a guesser does not."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from survey_core.encoding import b64url
from tests.fixtures.respondent_api import client_of
from tests.fixtures.surveys import Survey, add_survey

SCHOOL, GUESSER = "198.51.100.1", "198.51.100.2"


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(database_url, key_dir=key_dir)


async def test_after_fifty_failures_an_address_waits_and_only_it(api: FastAPI, survey: Survey) -> None:
    forged = survey.submission() | {"signature": b64url(bytes(384))}
    async with client_of(api, address=GUESSER) as guesser, client_of(api, address=SCHOOL) as school:
        failures = [(await guesser.post("/v1/responses", json=forged)).status_code for _ in range(50)]
        refused = [await guesser.post(path, json=forged) for path in ("/v1/responses", "/v1/passes")]
        reading = await guesser.get(f"/v1/participations/{survey.participation}/manifest")
        neighbour = await school.post("/v1/responses", json=survey.submission())

    assert failures == [403] * 50
    assert [(a.status_code, a.json()["code"]) for a in refused] == [(429, "too-many-failures")] * 2
    assert all(0 < int(answer.headers["retry-after"]) <= 600 for answer in refused)
    assert (reading.status_code, neighbour.status_code) == (200, 201)


async def test_two_hundred_phones_behind_one_address_pass(api: FastAPI, survey: Survey) -> None:
    bodies = [survey.submission() for _ in range(200)]
    async with client_of(api, address=SCHOOL) as school:

        async def phone(body: dict[str, Any]) -> list[int]:
            # Every phone sends twice, as after a lost answer.
            return [(await school.post("/v1/responses", json=body)).status_code for _ in range(2)]

        answers = await asyncio.gather(*(phone(body) for body in bodies))

    assert answers == [[201, 200]] * 200


async def test_being_late_is_no_failure(
    api: FastAPI, survey: Survey, database_url: str, key_dir: Path
) -> None:
    over = await add_survey(database_url, key_dir=key_dir, state="published")
    late = over.submission()
    async with client_of(api, address=SCHOOL) as school:
        statuses = {(await school.post("/v1/responses", json=late)).status_code for _ in range(60)}
        in_time = await school.post("/v1/responses", json=survey.submission())

    assert (statuses, in_time.status_code) == ({409}, 201)
