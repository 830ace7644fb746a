"""Two hundred phones behind one address check in and submit at once, over real HTTP."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from respondent_client.client import RespondentClient
from respondent_client.steps import seal_answers, start_check_in
from survey_api.settings import Settings
from survey_core.sealing.plaintext import Answers
from tests.fixtures.live_api import serving
from tests.fixtures.surveys import Survey, add_survey

N_PHONES = 200


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(database_url, key_dir=key_dir, eligible=N_PHONES, n_codes=N_PHONES)


@pytest.fixture
async def behind_one_address(api_settings: Settings, survey: Survey) -> AsyncIterator[httpx.AsyncClient]:
    """The way out of all phones: one address, as of a school's router."""
    assert survey.codes
    with serving(api_settings) as base_url:
        async with httpx.AsyncClient(base_url=base_url, timeout=60) as http:
            yield http


async def test_two_hundred_phones_check_in_and_submit_at_once(
    behind_one_address: httpx.AsyncClient, survey: Survey, superuser: Any
) -> None:
    statuses: Counter[tuple[str, int]] = Counter()

    async def count(response: httpx.Response) -> None:
        statuses[response.request.url.path, response.status_code] += 1

    behind_one_address.event_hooks["response"] = [count]
    client = RespondentClient(behind_one_address)

    async def phone(code: str) -> None:
        agreement = await client.fetch_manifest(str(survey.participation), pin=survey.pin)
        held = await client.check_in(start_check_in(agreement, code=code))
        given = {item.id: 4 for item in survey.instrument.items}
        answers = Answers(answers=given, routing={}, background={}, language="en")
        await client.submit(seal_answers(held, answers))

    await asyncio.gather(*(phone(code) for code in survey.codes))

    participation = f"/v1/participations/{survey.participation}/manifest"
    assert statuses == {(participation, 200): 200, ("/v1/passes", 200): 200, ("/v1/responses", 201): 200}
    assert await superuser.fetchval("SELECT count(*) FROM sealed_responses") == N_PHONES
    assert await superuser.fetchval("SELECT count(*) FROM access_codes WHERE blinded_hash IS NULL") == 0
