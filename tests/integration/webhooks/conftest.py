"""A district whose webhooks lead to real receivers on loopback, over a running system."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from infra.local.stack import Stack
from tests.fixtures.office import Json, Office
from tests.fixtures.places import fresh_home
from tests.fixtures.receiver import Receiver, receiving

Superuser = Any
SCOPES = ("surveys.read", "surveys.write", "roster.write", "webhooks.manage")
EVENTS = ["administration.closed", "administration.opened", "profile.published"]

# A school that takes part, and the first revision of its profile; all three of one id.
_SCHOOL_WITH_A_PROFILE = """
    WITH a AS (SELECT id, district_id FROM administrations WHERE id = $2),
    s AS (INSERT INTO schools (id, district_id, name) SELECT $1, district_id, 'One more' FROM a),
    p AS (
        INSERT INTO participations (id, district_id, administration_id, school_id, eligible)
        SELECT $1, district_id, id, $1, 40 FROM a
    )
    INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,
        released_on, scoring_version, input_digest, etag, document)
    SELECT $1, 1, district_id, $1, id, $1, now(), '1', '', '', '' FROM a
"""


@pytest.fixture(scope="package")
def running() -> Iterator[Stack]:
    """PostgreSQL, NATS and an API for all of these tests; each makes districts of its own."""
    environment = {"WEBHOOK_ALLOWED_NETWORKS": "127.0.0.0/8", "WEBHOOK_TIMEOUT_SECONDS": "1"}
    with (
        fresh_home() as home,
        Stack(home, worker=False, extra_env=environment) as stack,
    ):
        yield stack


@pytest.fixture
async def superuser(running: Stack) -> AsyncIterator[Superuser]:
    """A connection above all logins, to arrange and to look."""
    connection = await asyncpg.connect(running.database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def client(running: Stack) -> AsyncIterator[httpx.AsyncClient]:
    """A client without a key."""
    async with httpx.AsyncClient(base_url=running.base_url, timeout=30) as client:
        yield client


@pytest.fixture
async def operator(client: httpx.AsyncClient, running: Stack) -> Office:
    """Whoever runs the installation."""
    return Office.with_key(client, running.admin_key)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver that answers 204 unless told otherwise."""
    async with receiving() as running:
        yield running


@dataclass(frozen=True)
class District:
    """A district with one school, an administration, and a key for all of it."""

    id: str
    school: str
    administration: str
    office: Office
    superuser: Superuser

    async def webhook(self, receiver: Receiver, *events: str, path: str = "/hook") -> Json:
        """Add a webhook to a receiver; the answer with its secret."""
        url = f"http://127.0.0.1:{receiver.port}{path}"
        return await self.office.made("/v1/webhooks", {"url": url, "events": list(events or EVENTS)})

    async def deliveries(self, webhook: Json) -> list[Json]:
        """The log of a webhook, the oldest first."""
        answer = await self.office.http.get(f"/v1/webhooks/{webhook['id']}/deliveries?limit=200")
        assert answer.is_success, answer.text
        return list(reversed(answer.json()["data"]))

    async def happens(self, kind: str, **data: Any) -> UUID:
        """Write an event into the outbox, as the rooms and the worker do."""
        event = uuid4()
        content = {"administration": self.administration} | data
        await self.superuser.execute(
            "INSERT INTO outbox_events (event_id, type, data) VALUES ($1, $2, $3)",
            event,
            kind,
            json.dumps(content, default=str),
        )
        return event

    async def publishes(self, profile: UUID, revision: int) -> UUID:
        """A revision of a profile is published, as far as webhooks can see."""
        if revision == 1:
            await self.superuser.execute(_SCHOOL_WITH_A_PROFILE, profile, UUID(self.administration))
        return await self.happens(
            "profile.published.v1", participation=profile, profile=profile, revision=revision
        )

    async def hurry(self) -> None:
        """As if every pause were over."""
        await self.superuser.execute(
            "UPDATE webhook_deliveries SET next_attempt_at = now() WHERE state = 'waiting'"
            " AND district_id = $1",
            UUID(self.id),
        )


async def make_district(operator: Office, superuser: Superuser, name: str) -> District:
    """A district of its own."""
    district = await operator.district(name)
    school = await operator.school(district, f"{name} Middle")
    made = await operator.administration(district, [school])
    key = await operator.key(district, *SCOPES)
    return District(district, school, made["id"], Office.with_key(operator.http, key), superuser)


@pytest.fixture
async def district(operator: Office, superuser: Superuser, running: Stack) -> AsyncIterator[District]:
    """A district; what it leaves waiting ends with the test."""
    yield await make_district(operator, superuser, "Lakeview")
    connection = await asyncpg.connect(running.database_url)  # the test may have restarted the server
    await connection.execute("UPDATE webhook_deliveries SET state = 'cancelled' WHERE state = 'waiting'")
    await connection.close()


@pytest.fixture
async def stranger(operator: Office, superuser: Superuser) -> District:
    """Another district."""
    return await make_district(operator, superuser, "Elsewhere")


async def until(condition: Callable[[], Awaitable[Any]]) -> None:
    """Wait until something in the database or behind the API holds."""
    async with asyncio.timeout(15):
        while not await condition():  # noqa: ASYNC110 - it happens elsewhere
            await asyncio.sleep(0.05)


async def settled(district: District, webhook: Json, *states: str) -> list[Json]:
    """The log of a webhook once its deliveries have these states, in order."""

    async def reached() -> bool:
        return [one["state"] for one in await district.deliveries(webhook)] == list(states)

    try:
        await until(reached)
    except TimeoutError:
        found = [(one["state"], one["log"]) for one in await district.deliveries(webhook)]
        raise AssertionError(f"wanted {states}, found {found}") from None
    return await district.deliveries(webhook)


async def attempted(district: District, webhook: Json) -> Json:
    """The only delivery of a webhook, once it was attempted."""

    async def tried() -> bool:
        return [one["attempts"] > 0 for one in await district.deliveries(webhook)] == [True]

    await until(tried)
    (one,) = await district.deliveries(webhook)
    return one
