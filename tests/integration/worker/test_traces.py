"""After a release no copy of our data links anything to a person: planted canaries are nowhere to be found.

The same search must find them before the release (the positive control), or it would prove nothing.
"""

import asyncio
import base64
import os
import re
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import nats
import pytest
from nats.js import JetStreamContext
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from infra.local.postgres import EmbeddedPostgres
from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings
from scoring_worker.streams import ensure_streams
from survey_core.contracts.events import ParticipationData, ResponseCompleted
from survey_core.contracts.subjects import EVENTS, RESPONSES, response_subject
from survey_core.encoding import b64url
from survey_core.passes.codes import code_hash, format_code
from tests.fixtures.processes import stopped
from tests.fixtures.waves import Wave, close, open_wave, state_of, store, submit

TIME = re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?")


def spellings(value: bytes) -> set[bytes]:
    """The ways in which bytes could lie in a text or a binary file."""
    standard = base64.b64encode(value).rstrip(b"=")
    return {value, value.hex().encode(), value.hex().upper().encode(), standard, b64url(value).encode()}


def found(canaries: dict[str, bytes], data: bytes) -> set[str]:
    """Which canaries lie in the data."""
    return {name for name, value in canaries.items() if any(one in data for one in spellings(value))}


def times_within(data: bytes, start: datetime, end: datetime) -> list[bytes]:
    """Moments in the data that fall into the time in which people answered."""
    hits = []
    for match in TIME.findall(data):
        moment = datetime.fromisoformat(match.decode()).replace(tzinfo=UTC)
        if start <= moment <= end:
            hits.append(match)
    return hits


@pytest.fixture
async def jetstream(fresh_nats_url: str) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(fresh_nats_url)
    context = client.jetstream()
    await ensure_streams(context)
    yield context
    await client.close()


async def messages(jetstream: JetStreamContext) -> bytes:
    """Every message of both streams: subject, headers, body."""
    whole = []
    for stream in (RESPONSES.name, EVENTS.name):
        state = (await jetstream.stream_info(stream)).state
        for sequence in range(max(state.first_seq, 1), state.last_seq + 1):
            try:
                message = await jetstream.get_msg(stream, sequence)
            except nats.js.errors.NotFoundError:
                continue
            whole.append(f"{message.subject} {message.headers} {message.data!r}".encode())
    return b"\n".join(whole)


def dump(postgres: EmbeddedPostgres, database_url: str) -> bytes:
    """What a thief of the backup holds."""
    command = [str(postgres.bin("pg_dump")), "--dbname", database_url]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout  # noqa: S603 - PostgreSQL's own


async def answer(database: AsyncConnection, wave: Wave) -> dict[str, bytes]:
    """Twelve people answer; returns what must not survive the release."""
    submitted = [wave.answers() for _ in range(12)]
    await submit(database, wave, submitted)
    malformed = wave.new_pass()
    await store(database, wave, {malformed: secrets.token_bytes(wave.sealed_length)})
    canaries: dict[str, bytes] = {}
    for number, code in enumerate(wave.codes):
        canaries[f"code {number}"] = code.encode()
        canaries[f"printed code {number}"] = format_code(code).encode()
        canaries[f"code hash {number}"] = code_hash(str(wave.participation_id), code)
    for number, one in enumerate(submitted):
        canaries[f"random part {number}"] = one.r
    rows = await database.execute(
        text("SELECT blinded_hash FROM access_codes WHERE blinded_hash IS NOT NULL")
    )
    canaries |= {f"blinded hash {number}": row.blinded_hash for number, row in enumerate(rows)}
    rows = await database.execute(text("SELECT sealed FROM sealed_responses"))
    return canaries | {f"ciphertext {number}": row.sealed for number, row in enumerate(rows)}


async def announce(jetstream: JetStreamContext, wave: Wave) -> None:
    """What the API's relay sends."""
    data = ParticipationData(administration=wave.administration_id, participation=wave.participation_id)
    subject = response_subject(administration_id=data.administration, participation_id=data.participation)
    event = ResponseCompleted(id=uuid4(), data=data)
    await jetstream.publish(subject, event.model_dump_json().encode(), headers={"Nats-Msg-Id": str(event.id)})


async def run_worker_until_published(
    database: AsyncConnection, wave: Wave, *, settings: ReleaseSettings, nats_url: str, log_file: Path
) -> int:
    """Run the real worker; returns its exit code after SIGTERM."""
    environment = os.environ | settings.environment() | {"NATS_URL": nats_url, "LOG_LEVEL": "debug"}
    with log_file.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "scoring_worker", "run", env=environment, stdout=log, stderr=log
        )
    try:
        async with asyncio.timeout(60):
            while await state_of(database, wave) != "published":  # noqa: ASYNC110 - the database has no event
                await asyncio.sleep(0.1)
            await asyncio.sleep(1)  # let it acknowledge and write what it would write
    finally:
        code = await stopped(process)
    return code


async def test_after_a_release_nothing_links_to_a_person(
    *,
    database: AsyncConnection,
    database_url: str,
    postgres: EmbeddedPostgres,
    settings: ReleaseSettings,
    keys: KeyStore,
    jetstream: JetStreamContext,
    fresh_nats_url: str,
    tmp_path: Path,
) -> None:
    wave = await open_wave(database, keys, eligible=15)
    await asyncio.sleep(1.1)
    start = datetime.now(UTC)
    canaries = await answer(database, wave)
    await announce(jetstream, wave)
    await database.execute(text("INSERT INTO districts (name) VALUES ('control')"))
    end = datetime.now(UTC)
    await asyncio.sleep(1.1)

    before = dump(postgres, database_url)
    kept = {name for name in canaries if name.startswith(("code hash", "blinded hash", "ciphertext"))}
    assert found(canaries, before) == kept, "the search finds what is there, and codes were never stored"
    assert times_within(before, start, end), "a row's time would be found"
    assert (await jetstream.stream_info(RESPONSES.name)).state.messages == 1

    await database.execute(text("DELETE FROM districts WHERE name = 'control'"))
    await close(database, wave.administration_id)
    log_file = tmp_path / "worker.log"
    code = await run_worker_until_published(
        database, wave, settings=settings, nats_url=fresh_nats_url, log_file=log_file
    )

    assert code == 0
    after = {
        "dump": dump(postgres, database_url),
        "JetStream": await messages(jetstream),
        "the worker's log": log_file.read_bytes(),
        "PostgreSQL's log": postgres.child.log_file.read_bytes(),
    }
    assert b"profile.published.v1" in after["dump"], "the outbox is in the dump"
    assert b"worker started" in after["the worker's log"]
    for place, data in after.items():
        assert found(canaries, data) == set(), place
        assert times_within(data, start, end) == [], place
    assert (await jetstream.stream_info(RESPONSES.name)).state.messages == 0, "the broker stamps times"
    assert list(keys.kek_dir.iterdir()) == list(keys.opener_dir.iterdir()) == []
