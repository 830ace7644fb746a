"""SIGKILL between every two steps of a release; then a restart, and a count of every response."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.reconciler import Reconciler
from scoring_worker.release.steps import RELEASE_STEPS, SHRED_STEPS, commit
from scoring_worker.settings import ReleaseSettings
from survey_core.sealing.plaintext import Answers
from survey_core.sealing.record import parse_record
from tests.fixtures.waves import Wave, closed_schools, state_of

ROOT = Path(__file__).parent.parent.parent
STEPS = [step.__name__ for step in (*RELEASE_STEPS, *SHRED_STEPS)]
RESPONSES = 8


async def test_every_stored_response_is_released_exactly_once_and_no_key_survives(
    database: AsyncConnection,
    settings: ReleaseSettings,
    keys: KeyStore,
    releaser: AsyncEngine,
    reporter: AsyncEngine,
) -> None:
    waves = await arrange(database, keys)

    endings = await asyncio.to_thread(kill, waves, settings)
    assert endings == dict.fromkeys(STEPS, -signal.SIGKILL)
    await check_between(database, keys, waves)

    reconciler = Reconciler(settings=settings, releaser=releaser, reporter=reporter, keys=keys)
    await reconciler.run_once()

    for step, (wave, submitted) in waves.items():
        assert await state_of(database, wave) == "published", step
        assert not keys.remains(wave.participation_id), step
        await check_counts(database, wave, submitted, step=step)
    assert not list(keys.kek_dir.iterdir())
    assert not list(keys.opener_dir.iterdir())
    assert await database.scalar(text("SELECT state FROM administrations")) == "published"
    events = await database.scalars(text("SELECT data->>'participation' FROM outbox_events"))
    assert Counter(events.all()) == {str(wave.participation_id): 1 for wave, _ in waves.values()}


async def arrange(database: AsyncConnection, keys: KeyStore) -> dict[str, tuple[Wave, list[Answers]]]:
    """One closed school for each step, all of one administration."""
    names = [f"School of {step}" for step in STEPS]
    schools = await closed_schools(database, keys, names=names, responses=RESPONSES)
    return dict(zip(STEPS, schools, strict=True))


def kill(waves: dict[str, tuple[Wave, list[Answers]]], settings: ReleaseSettings) -> dict[str, int]:
    """Release each school in a process that is killed after its step; returns how each ended."""
    pairs = [f"{step}={wave.participation_id}" for step, (wave, _) in waves.items()]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.chaos.victim", *pairs],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | settings.environment(),
    )
    endings: dict[str, int] = json.loads(done.stdout)
    return endings


async def check_between(
    database: AsyncConnection, keys: KeyStore, waves: dict[str, tuple[Wave, list[Answers]]]
) -> None:
    """After the kill, before the restart: nothing is published, and no key goes before its commit."""
    for step, (wave, _) in waves.items():
        state = await state_of(database, wave)
        if STEPS.index(step) < STEPS.index(commit.__name__):
            assert state == "closed", step
            assert keys.matches(wave.participation_id, wave.sealing_public_key), step
        else:
            assert state in {"released", "shredded"}, step
        if state == "shredded":
            assert not keys.remains(wave.participation_id), step
    assert await database.scalar(text("SELECT count(*) FROM profiles")) == 0


async def check_counts(database: AsyncConnection, wave: Wave, submitted: list[Answers], *, step: str) -> None:
    """What is stored, by SQL, equals what was submitted."""
    rows = await database.execute(
        text("SELECT factor, block FROM answers WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    blocks = {row.factor: Counter(map(tuple, row.block)) for row in rows}
    for factor in wave.instrument.factors:
        expected = Counter(tuple(one.answers[item.id] for item in factor.items) for one in submitted)
        assert blocks[factor.id] == expected, f"{step}: {factor.id}"
    document = await database.scalar(
        text("SELECT document FROM records WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    assert document is not None
    record = parse_record(document)
    assert (record.issued, record.redeemed, record.rejected) == (RESPONSES, RESPONSES, 0), step
    spent = await database.scalar(
        text("SELECT count(*) FROM spent_passes WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    assert spent == RESPONSES, step
