"""Releases killed between every two steps, and the count of every response afterwards."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.context import Release
from scoring_worker.release.driver import run_steps
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.steps import RELEASE_STEPS, SHRED_STEPS, commit, destroy_kek
from scoring_worker.settings import ReleaseSettings
from survey_core.sealing.plaintext import Answers
from survey_core.sealing.record import parse_record
from tests.fixtures.waves import Wave, closed_schools, state_of

ROOT = Path(__file__).parent.parent.parent
STEPS = [step.__name__ for step in (*RELEASE_STEPS, *SHRED_STEPS)]
RESPONSES = 8
_VICTIMS_TIMEOUT_S = 180

#: By the step after which its release is killed: a school, and what its people answered.
Waves: TypeAlias = Mapping[str, tuple[Wave, list[Answers]]]


@dataclass
class Toll:
    """What the kills cost.

    Attributes:
        lost: responses lost, doubled or changed.
        keys_left: participations that are published and still have a key.
        problems: whatever else should not be, in words.
    """

    lost: int = 0
    keys_left: int = 0
    problems: list[str] = field(default_factory=list)

    def expect(self, condition: object, problem: str) -> None:
        """Note a problem unless the condition holds."""
        if not condition:
            self.problems.append(problem)


async def arrange(database: AsyncConnection, keys: KeyStore) -> Waves:
    """One closed school for each step, all of one administration."""
    names = [f"School of {step}" for step in STEPS]
    schools = await closed_schools(database, keys, names=names, responses=RESPONSES)
    return dict(zip(STEPS, schools, strict=True))


def kill(waves: Waves, settings: ReleaseSettings) -> list[str]:
    """Release each school in a process that is killed after its step; returns those that ended otherwise."""
    pairs = [f"{step}={wave.participation_id}" for step, (wave, _) in waves.items()]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.chaos.victim", *pairs],
        check=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | settings.environment(),
        timeout=_VICTIMS_TIMEOUT_S,
    )
    endings: dict[str, int] = json.loads(done.stdout)
    return [f"{step} ended with {code}" for step, code in endings.items() if code != -signal.SIGKILL]


async def look_between(database: AsyncConnection, keys: KeyStore, waves: Waves) -> Toll:
    """After the kills, before the restart: nothing is published, and no key goes before its commit."""
    toll = Toll()
    for step, (wave, _) in waves.items():
        state = await state_of(database, wave)
        if STEPS.index(step) < STEPS.index(commit.__name__):
            toll.expect(state == "closed", f"{step}: {state} before the commit")
            whole = keys.matches(wave.participation_id, wave.sealing_public_key)
            toll.expect(whole, f"{step}: the key went before the commit")
        else:
            toll.expect(state in {"released", "shredded"}, f"{step}: {state} after the commit")
        if state == "shredded":
            toll.expect(not keys.remains(wave.participation_id), f"{step}: shredded with its key")
    published = await database.scalar(text("SELECT count(*) FROM profiles"))
    toll.expect(published == 0, f"{published} profiles before the restart")
    return toll


async def count(database: AsyncConnection, keys: KeyStore, waves: Waves) -> Toll:
    """After the restart: every response is there once, no key survives `published`."""
    toll = Toll()
    for step, (wave, submitted) in waves.items():
        state = await state_of(database, wave)
        toll.expect(state == "published", f"{step}: {state} after the restart")
        toll.keys_left += keys.remains(wave.participation_id)
        toll.lost += await lost(database, wave, submitted)
        await _check_record(database, wave, step=step, toll=toll)
    toll.expect(not [*keys.kek_dir.iterdir(), *keys.opener_dir.iterdir()], "key files are left")
    state = await database.scalar(text("SELECT state FROM administrations"))
    toll.expect(state == "published", f"the administration is {state}")
    events = await database.scalars(text("SELECT data->>'participation' FROM outbox_events"))
    once = {str(wave.participation_id): 1 for wave, _ in waves.values()}
    toll.expect(Counter(events.all()) == once, "not one event for each school")
    return toll


async def destroy_too_early(wave: Wave, releaser: AsyncEngine, keys: KeyStore) -> None:
    """The control: a release whose key goes before its commit, interrupted right after that."""
    async with releaser.connect() as connection:
        release = Release(
            participation_id=wave.participation_id,
            engine=releaser,
            connection=connection,
            keys=keys,
            durability="local",
        )
        before_commit = RELEASE_STEPS[: RELEASE_STEPS.index(commit)]
        await run_steps((*before_commit, destroy_kek), release, after_step=lambda _: None)


async def lost(database: AsyncConnection, wave: Wave, submitted: list[Answers]) -> int:
    """How many responses the stored blocks, by SQL, lack or hold too often; the worst factor."""
    rows = await database.execute(
        text("SELECT factor, block FROM answers WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    blocks = {row.factor: Counter(map(tuple, row.block)) for row in rows}
    worst = 0
    for factor in wave.instrument.factors:
        expected = Counter(tuple(one.answers[item.id] for item in factor.items) for one in submitted)
        stored = blocks.get(factor.id, Counter())
        worst = max(worst, (expected - stored).total(), (stored - expected).total())
    return worst


async def _check_record(database: AsyncConnection, wave: Wave, *, step: str, toll: Toll) -> None:
    document = await database.scalar(
        text("SELECT document FROM records WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    if document is None:
        toll.expect(condition=False, problem=f"{step}: no record")
        return
    record = parse_record(document)
    counted = (record.issued, record.redeemed, record.rejected)
    toll.expect(counted == (RESPONSES, RESPONSES, 0), f"{step}: the record counts {counted}")
    spent = await database.scalar(
        text("SELECT count(*) FROM spent_passes WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    toll.expect(spent == RESPONSES, f"{step}: {spent} spent passes")
