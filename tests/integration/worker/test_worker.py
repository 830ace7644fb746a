"""The worker as a process: what it does with a real broker, and how it ends."""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

import nats
from nats.js import JetStreamContext
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings
from survey_core.contracts.events import (
    AdministrationClosed,
    AdministrationData,
    AnyEvent,
    ParticipationData,
    ResponseCompleted,
)
from survey_core.contracts.subjects import event_subject, response_subject
from tests.fixtures.processes import ended, stopped
from tests.fixtures.waves import Wave, close, open_wave, state_of, submit

# The reconciler must not be what finds the work in these tests: the events are.
SELDOM = {"RECONCILE_SECONDS": "3600", "ROLLING_TICK_SECONDS": "86400"}


def start(settings: ReleaseSettings, *, output: IO[bytes], **changes: str) -> Awaitable[Process]:
    environment = {name: value for name, value in os.environ.items() if name != "NATS_URL"}
    return asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "scoring_worker",
        "run",
        env=environment | settings.environment() | changes,
        stdin=DEVNULL,
        stdout=output,
        stderr=output,
    )


@asynccontextmanager
async def working(settings: ReleaseSettings, **changes: str) -> AsyncIterator[Process]:
    """A worker that has started; it is killed if the test did not end it."""
    with tempfile.NamedTemporaryFile() as output:
        said = Path(output.name)
        process = await start(settings, output=output, **changes)
        try:
            async with asyncio.timeout(60):
                while b"worker started" not in said.read_bytes():
                    assert process.returncode is None
                    await asyncio.sleep(0.05)
            yield process
        finally:
            await stopped(process, signal.SIGKILL)
            print(said.read_text())  # noqa: T201 - shown when the test fails


async def until(condition: Callable[[], Awaitable[bool]], *, timeout_s: float = 60.0) -> None:
    async with asyncio.timeout(timeout_s):
        while not await condition():  # noqa: ASYNC110 - the database has no event
            await asyncio.sleep(0.1)


async def publish(jetstream: JetStreamContext, subject: str, event: AnyEvent) -> None:
    await jetstream.publish(subject, event.model_dump_json().encode(), headers={"Nats-Msg-Id": str(event.id)})


async def completed(jetstream: JetStreamContext, wave: Wave) -> None:
    data = ParticipationData(administration=wave.administration_id, participation=wave.participation_id)
    subject = response_subject(administration_id=data.administration, participation_id=data.participation)
    await publish(jetstream, subject, ResponseCompleted(id=uuid4(), data=data))


async def test_without_settings_it_says_what_is_missing_and_shows_no_value(settings: ReleaseSettings) -> None:
    with tempfile.NamedTemporaryFile() as output:
        process = await start(settings, output=output, KEK_DIR="", ROLE_SECRET_FILE="")
        code = await ended(process)
        said = Path(output.name).read_text()

    assert code == 2
    assert "KEK_DIR: Field required" in said
    assert "NATS_URL: Field required" in said
    assert "Traceback" not in said


async def test_a_closed_administration_is_released_and_published_when_its_event_comes(
    database: AsyncConnection, settings: ReleaseSettings, keys: KeyStore, fresh_nats_url: str
) -> None:
    wave = await open_wave(database, keys)
    await submit(database, wave, [wave.answers() for _ in range(15)])
    async with working(settings, NATS_URL=fresh_nats_url, **SELDOM) as process:
        client = await nats.connect(fresh_nats_url)
        await close(database, wave.administration_id)
        closed = AdministrationClosed(
            id=uuid4(), data=AdministrationData(administration=wave.administration_id)
        )
        await publish(client.jetstream(), event_subject(closed.type), closed)

        async def published() -> bool:
            return await state_of(database, wave) == "published"

        await until(published)
        assert await stopped(process) == 0
        await client.close()


async def test_completions_lead_to_an_interim_revision_at_the_next_tick(
    database: AsyncConnection, settings: ReleaseSettings, keys: KeyStore, fresh_nats_url: str
) -> None:
    wave = await open_wave(database, keys, eligible=60, release_mode="rolling")
    async with working(
        settings, NATS_URL=fresh_nats_url, **SELDOM | {"ROLLING_TICK_SECONDS": "1"}
    ) as process:
        await asyncio.sleep(2.5)  # the first look, at everything, is over: only events lead there now
        await submit(database, wave, [wave.answers() for _ in range(45)])
        client = await nats.connect(fresh_nats_url)
        await completed(client.jetstream(), wave)

        async def revised() -> bool:
            return bool(await database.scalar(text("SELECT count(*) FROM profiles")))

        await until(revised)
        assert await database.scalar(text("SELECT count(*) FROM interim_responses")) == 35
        assert await stopped(process) == 0
        await client.close()


async def test_sigterm_lets_a_running_release_finish(
    database: AsyncConnection, settings: ReleaseSettings, keys: KeyStore, fresh_nats_url: str
) -> None:
    waves = [await open_wave(database, keys) for _ in range(3)]
    for wave in waves:
        await submit(database, wave, [wave.answers() for _ in range(15)])
        await close(database, wave.administration_id)
    async with working(settings, NATS_URL=fresh_nats_url) as process:

        async def begun() -> bool:
            return await state_of(database, waves[0]) != "closed"

        await until(begun)
        assert await stopped(process) == 0

    for wave in waves:
        assert await state_of(database, wave) in {"shredded", "published"}
