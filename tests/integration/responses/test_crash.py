"""The API killed, or stopped, during a burst of 500 submissions: what was acknowledged is stored, once."""

import asyncio
import signal
from collections.abc import Callable
from typing import Any

import asyncpg
import httpx
import orjson
import pytest

from infra.local.stack import Stack
from survey_core.encoding import unb64url
from survey_core.passes.spent import pass_hash
from tests.fixtures.surveys import Survey, add_survey

N = 500
CLIENTS = 32
KILL_AFTER = 150  # acknowledgements
ENOUGH_WITHIN_S = 120


class Burst:
    """500 phones, 32 at a time; remembers who was told "recorded"."""

    def __init__(self, survey: Survey) -> None:
        bodies = [survey.submission(value=1 + n % 6) for n in range(N)]
        self.bodies = {pass_hash(unb64url(body["message"])): body for body in bodies}
        self.acknowledged: set[bytes] = set()
        self.enough = asyncio.Event()

    async def send(self, base_url: str) -> None:
        """One attempt for everyone who has not heard "recorded" yet."""
        waiting = [name for name in self.bodies if name not in self.acknowledged]
        async with httpx.AsyncClient(base_url=base_url, timeout=30) as client:
            await asyncio.gather(*(self._client(client, waiting) for _ in range(CLIENTS)))

    async def until_enough(self, sending: "asyncio.Task[None]") -> None:
        """Wait for the middle of a burst; one that ends before it would be waited for in vain."""
        middle = asyncio.create_task(self.enough.wait())
        await asyncio.wait({middle, sending}, timeout=ENOUGH_WITHIN_S, return_when=asyncio.FIRST_COMPLETED)
        assert middle.done(), f"only {len(self.acknowledged)} of {KILL_AFTER} acknowledged"

    async def _client(self, client: httpx.AsyncClient, waiting: list[bytes]) -> None:
        while waiting:
            name = waiting.pop()
            try:
                answer = await client.post("/v1/responses", content=orjson.dumps(self.bodies[name]))
            except httpx.TransportError:
                continue
            if answer.status_code in {200, 201}:
                assert answer.json() == {"recorded": True}
                self.acknowledged.add(name)
            if len(self.acknowledged) >= KILL_AFTER:
                self.enough.set()

    async def rows(self, database_url: str) -> dict[bytes, bytes]:
        """What is stored: pass hash to ciphertext."""
        connection = await asyncpg.connect(database_url)
        try:
            rows = await connection.fetch("SELECT pass_hash, sealed FROM sealed_responses")
        finally:
            await connection.close()
        return {row["pass_hash"]: row["sealed"] for row in rows}

    def ciphertexts(self, names: set[bytes]) -> dict[bytes, bytes]:
        """What those phones sent."""
        return {name: unb64url(self.bodies[name]["sealed"]) for name in names}


# So that a kill finds batches under way: an answer given before the commit would be lost with them.
SLOW_STORE = """
    CREATE FUNCTION take_your_time() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END $$;
    CREATE TRIGGER take_your_time AFTER INSERT ON sealed_responses EXECUTE FUNCTION take_your_time();
"""


async def start(new_stack: Callable[..., Stack], **options: Any) -> tuple[Stack, Burst]:
    stack = await asyncio.to_thread(new_stack, worker=False, **options)
    survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)
    connection = await asyncpg.connect(stack.database_url)
    await connection.execute(SLOW_STORE)
    await connection.close()
    return stack, Burst(survey)


@pytest.mark.parametrize("api_processes", [1, 2])
async def test_killed_in_the_middle_every_acknowledged_response_is_stored_once(
    new_stack: Callable[..., Stack], api_processes: int
) -> None:
    stack, burst = await start(new_stack, api_processes=api_processes)
    sending = asyncio.create_task(burst.send(stack.base_url))
    await burst.until_enough(sending)
    await asyncio.to_thread(stack.stop_api, signal.SIGKILL)
    await sending

    told = set(burst.acknowledged)
    assert KILL_AFTER <= len(told) < N  # it was in the middle
    rows = await burst.rows(stack.database_url)
    assert told <= rows.keys()
    assert burst.ciphertexts(told).items() <= rows.items()

    await asyncio.to_thread(stack.start_api)
    await burst.send(stack.base_url)

    assert burst.acknowledged == burst.bodies.keys()
    assert await burst.rows(stack.database_url) == burst.ciphertexts(set(burst.bodies))


async def test_stopped_in_the_middle_whatever_was_stored_was_also_acknowledged(
    new_stack: Callable[..., Stack],
) -> None:
    stack, burst = await start(new_stack)
    sending = asyncio.create_task(burst.send(stack.base_url))
    await burst.until_enough(sending)
    await asyncio.to_thread(stack.stop_api, signal.SIGTERM)
    await sending

    assert KILL_AFTER <= len(burst.acknowledged) < N
    assert (await burst.rows(stack.database_url)).keys() == burst.acknowledged


async def test_without_its_database_intake_asks_to_come_back_and_then_goes_on(
    new_stack: Callable[..., Stack],
) -> None:
    stack, burst = await start(new_stack)
    assert stack.postgres is not None
    body = orjson.dumps(next(iter(burst.bodies.values())))
    elsewhere = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys)
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=30) as client:
        first = await client.post("/v1/responses", content=orjson.dumps(burst.bodies.popitem()[1]))
        await asyncio.to_thread(stack.postgres.stop)
        without = [
            await client.post("/v1/responses", content=sent)
            for sent in (body, orjson.dumps(elsewhere.submission()))  # a school it knows and one it does not
        ]
        await asyncio.to_thread(stack.postgres.start)
        again = await client.post("/v1/responses", content=body)

    assert first.status_code == 201
    assert [(a.status_code, a.json()["code"]) for a in without] == [(503, "not-stored")] * 2
    assert all(int(answer.headers["retry-after"]) > 0 for answer in without)
    assert again.status_code == 201
    assert len(await burst.rows(stack.database_url)) == 2
