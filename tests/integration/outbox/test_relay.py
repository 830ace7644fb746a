"""The outbox on a real PostgreSQL and a NATS of each test's own, because these tests stop and count it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID, uuid4

import asyncpg
import nats
import pytest
from fastapi import FastAPI
from nats.js import JetStreamContext
from pydantic import SecretStr

from infra.local.nats import EmbeddedNats
from survey_api.app import create_app
from survey_api.broker import ensure_streams
from survey_api.outbox import queries
from survey_api.outbox.relay import RelayState, relay_once
from survey_api.settings import Settings
from survey_core.contracts.events import parse_event
from survey_core.contracts.subjects import response_subject
from tests.fixtures.respondent_api import client_of
from tests.fixtures.surveys import Survey, add_survey

Superuser: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedNats]:
    server = EmbeddedNats(tmp_path / "nats")
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def jetstream(server: EmbeddedNats) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(server.url, max_reconnect_attempts=-1, reconnect_time_wait=0.1)
    yield client.jetstream()
    await client.close()


@pytest.fixture
def api_settings(database_url: str, role_secret_file: Path, server: EmbeddedNats, key_dir: Path) -> Settings:
    return Settings(
        database_url=SecretStr(database_url),
        role_secret_file=role_secret_file,
        nats_url=server.url,
        issuer_key_dir=key_dir,
    )


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(database_url, key_dir=key_dir)


async def add_event(superuser: Superuser, survey: Survey, *, event_id: UUID | None = None) -> UUID:
    event_id = event_id or uuid4()
    data = json.dumps({"administration": str(survey.administration)})
    await superuser.execute(
        "INSERT INTO outbox_events (event_id, type, data) VALUES ($1, 'administration.opened.v1', $2)",
        event_id,
        data,
    )
    return event_id


async def add_mark(superuser: Superuser, survey: Survey) -> UUID:
    event_id: UUID = await superuser.fetchval(
        "INSERT INTO outbox_marks (participation_id) VALUES ($1) RETURNING event_id", survey.participation
    )
    return event_id


async def waiting(superuser: Superuser) -> int:
    count: int = await superuser.fetchval(
        "SELECT (SELECT count(*) FROM outbox_marks) + (SELECT count(*) FROM outbox_events)"
    )
    return count


async def until(condition: Callable[[], Any], *, timeout_s: float = 30) -> None:
    async with asyncio.timeout(timeout_s):
        while not await condition():  # noqa: ASYNC110 - what is waited for lies in other processes
            await asyncio.sleep(0.05)


async def messages(jetstream: JetStreamContext, stream: str) -> list[Any]:
    info = await jetstream.stream_info(stream)
    first, last = info.state.first_seq, info.state.last_seq
    return [await jetstream.get_msg(stream, seq) for seq in range(max(1, first), last + 1)]


async def test_marks_and_events_are_sent_once_with_their_ids_and_without_a_time(
    jetstream: JetStreamContext, superuser: Superuser, survey: Survey
) -> None:
    await ensure_streams(jetstream)
    event_id, mark_id = await add_event(superuser, survey), await add_mark(superuser, survey)

    await relay_once(superuser, jetstream)
    await relay_once(superuser, jetstream)

    (opened,) = await messages(jetstream, "EVENTS")
    (completed,) = await messages(jetstream, "RESPONSES")
    assert opened.subject == "events.administration.opened"
    assert completed.subject == response_subject(
        administration_id=survey.administration, participation_id=survey.participation
    )
    assert opened.headers["Nats-Msg-Id"] == str(event_id)
    assert completed.headers["Nats-Msg-Id"] == str(mark_id)
    assert parse_event(completed.data).id == mark_id
    assert json.loads(completed.data) == {
        "specversion": "1.0",
        "id": str(mark_id),
        "source": "/throughline",
        "datacontenttype": "application/json",
        "type": "response.completed.v1",
        "data": {"administration": str(survey.administration), "participation": str(survey.participation)},
    }
    assert await waiting(superuser) == 0


async def test_an_event_sent_before_a_crash_is_not_seen_twice(
    jetstream: JetStreamContext, superuser: Superuser, survey: Survey
) -> None:
    await ensure_streams(jetstream)
    event_id = await add_event(superuser, survey)
    await relay_once(superuser, jetstream)
    await add_event(superuser, survey, event_id=event_id)  # as if the deletion had not been committed

    await relay_once(superuser, jetstream)

    assert len(await messages(jetstream, "EVENTS")) == 1
    assert await waiting(superuser) == 0


async def test_a_row_that_is_no_event_stays_and_holds_up_nobody(
    jetstream: JetStreamContext, superuser: Superuser, survey: Survey
) -> None:
    await ensure_streams(jetstream)
    await superuser.execute("INSERT INTO outbox_events (type, data) VALUES ('no.such.event.v1', '{}')")
    await add_event(superuser, survey)

    await relay_once(superuser, jetstream)

    assert len(await messages(jetstream, "EVENTS")) == 1
    assert await superuser.fetchval("SELECT type FROM outbox_events") == "no.such.event.v1"


async def test_streams_lost_with_a_broker_are_made_again(
    new_api: Any, server: EmbeddedNats, jetstream: JetStreamContext, superuser: Superuser, survey: Survey
) -> None:
    await new_api()
    await add_mark(superuser, survey)
    await until(lambda: _none_waits(superuser))

    server.stop()
    server.start()  # the stream in memory is gone
    await add_mark(superuser, survey)
    await until(lambda: _none_waits(superuser))

    assert len(await messages(jetstream, "RESPONSES")) == 1


async def test_without_a_broker_intake_goes_on_and_a_school_waits_as_one_mark(
    new_api: Any, server: EmbeddedNats, jetstream: JetStreamContext, superuser: Superuser, survey: Survey
) -> None:
    app: FastAPI = await new_api()
    await until(lambda: _state(app, RelayState.RELAYING))
    server.stop()
    async with client_of(app) as client:
        for _ in range(5):
            assert (await client.post("/v1/responses", json=survey.submission())).status_code == 201
            await asyncio.sleep(0.3)  # longer than a tick
    assert app.state.relay.state is RelayState.WAITING
    assert await waiting(superuser) == 1

    server.start()
    await until(lambda: _none_waits(superuser))

    assert len(await messages(jetstream, "RESPONSES")) == 1


async def test_one_process_relays_and_another_takes_over_when_it_stops(
    api_settings: Settings, superuser: Superuser, survey: Survey
) -> None:
    apps = [create_app(api_settings) for _ in range(2)]
    running = [app.router.lifespan_context(app) for app in apps]
    for context in running:
        await context.__aenter__()
    await until(lambda: _one_leads(apps))
    leads = [app.state.relay.state for app in apps].index(RelayState.RELAYING)

    await running[leads].__aexit__(None, None, None)
    await until(lambda: _state(apps[1 - leads], RelayState.RELAYING))
    await add_mark(superuser, survey)
    await until(lambda: _none_waits(superuser))

    await running[1 - leads].__aexit__(None, None, None)


async def test_a_lost_database_connection_is_made_again(
    new_api: Any, superuser: Superuser, survey: Survey
) -> None:
    app: FastAPI = await new_api()
    await until(lambda: _state(app, RelayState.RELAYING))

    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database AS d ON d.oid = database"
        " WHERE locktype = 'advisory' AND objid = $1 AND granted AND datname = current_database()",
        queries.RELAY_LOCK,
    )
    await add_mark(superuser, survey)
    await until(lambda: _none_waits(superuser))


async def _one_leads(apps: list[FastAPI]) -> bool:
    return {app.state.relay.state for app in apps} == {RelayState.RELAYING, RelayState.STANDBY}


async def _none_waits(superuser: Superuser) -> bool:
    return await waiting(superuser) == 0


async def _state(app: FastAPI, state: RelayState) -> bool:
    return app.state.relay.state is state
