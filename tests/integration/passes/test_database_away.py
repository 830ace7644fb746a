"""While PostgreSQL is away, a phone hears "try again" and never that something of ours broke."""

import asyncio
from collections.abc import Callable
from typing import Any

import asyncpg
import httpx

from infra.local.stack import Stack
from survey_core.encoding import b64url
from survey_core.passes.client import blind, prepare
from survey_core.passes.signer import IssuerKey
from tests.fixtures.surveys import Survey, add_survey

ATTEMPTS = 30


def pass_request(survey: Survey, *, code: str) -> dict[str, Any]:
    _, input_msg = prepare(str(survey.participation))
    blinded, _ = blind(input_msg, IssuerKey.from_pem(survey.issuer_pem).public_modulus())
    return {"participation": str(survey.participation), "code": code, "blinded": b64url(blinded)}


async def statuses(client: httpx.AsyncClient, body: dict[str, Any], *, attempts: int) -> set[int]:
    """What the answers to one request, sent again and again, were; each waits for the one before."""
    found = set()
    for _ in range(attempts):
        answer = await client.post("/v1/passes", json=body)
        found.add(answer.status_code)
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
    return found


async def test_a_database_that_takes_no_connection_is_away_too(new_stack: Callable[..., Stack]) -> None:
    """Refused while connecting, PostgreSQL's own error arrives without SQLAlchemy's wrapping."""
    stack = await asyncio.to_thread(new_stack, worker=False)
    survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)
    superuser = await asyncpg.connect(stack.database_url)
    await superuser.execute("ALTER ROLE throughline_issuer CONNECTION LIMIT 0")
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'throughline_issuer'"
    )
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=60) as client:
        refused = await statuses(client, pass_request(survey, code=survey.codes[0]), attempts=3)
        await superuser.execute("ALTER ROLE throughline_issuer CONNECTION LIMIT -1")
        again = await statuses(client, pass_request(survey, code=survey.codes[0]), attempts=1)
    await superuser.close()

    assert (refused, again) == ({503}, {200})


async def test_a_check_in_is_told_to_try_again_until_the_database_is_back(
    new_stack: Callable[..., Stack],
) -> None:
    stack = await asyncio.to_thread(new_stack, worker=False)
    survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)
    assert stack.postgres is not None
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=60) as client:
        early = await client.post("/v1/passes", json=pass_request(survey, code=survey.codes[0]))
        body = pass_request(survey, code=survey.codes[1])

        stack.postgres.child.kill()  # in the middle of everything, as in a power cut
        away = await statuses(client, body, attempts=ATTEMPTS)
        restart = asyncio.create_task(asyncio.to_thread(stack.postgres.start))
        coming = set()
        while not restart.done():
            coming |= await statuses(client, body, attempts=3)
        back = await statuses(client, body, attempts=ATTEMPTS)

    assert early.status_code == 200
    assert away == {503}
    assert coming <= {200, 503}
    assert back <= {200, 503}
    assert 200 in back
    # A line for each attempt would tell when somebody tried.
    assert "unexpected error" not in (stack.home.logs / "api.log").read_text()
