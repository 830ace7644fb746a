"""SIGKILL for the whole worker, again and again, while a district's schools are being released."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL
from collections import Counter

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.release.key_store import KeyStore
from scoring_worker.settings import ReleaseSettings
from survey_core.sealing.plaintext import Answers
from survey_core.tables.admin import participations
from tests.fixtures.processes import stopped
from tests.fixtures.waves import Wave, closed_schools

SCHOOLS = 6
RESPONSES = 8
# Kill the worker as soon as so many schools have come so far, then start it anew.
KILLS = [("released", 1), ("shredded", 2), ("published", 1), ("published", 4)]
ORDER = ["closed", "released", "shredded", "published"]


@pytest.fixture
async def district(database: AsyncConnection, keys: KeyStore) -> list[tuple[Wave, list[Answers]]]:
    names = [f"School {number}" for number in range(SCHOOLS)]
    return await closed_schools(database, keys, names=names, responses=RESPONSES)


async def test_the_district_is_published_once_and_whole(
    database: AsyncConnection,
    settings: ReleaseSettings,
    keys: KeyStore,
    fresh_nats_url: str,
    district: list[tuple[Wave, list[Answers]]],
) -> None:
    """The opener a killed worker leaves behind may still run beside the next worker's: that is part of it."""
    environment = os.environ | settings.environment() | {"NATS_URL": fresh_nats_url, "RECONCILE_SECONDS": "1"}
    for state, schools in [*KILLS, ("published", SCHOOLS)]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "scoring_worker", "run", env=environment, stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            async with asyncio.timeout(120):
                while await count_from(database, state) < schools:  # noqa: ASYNC110 - a database has no event
                    await asyncio.sleep(0.02)
        finally:
            await stopped(process, signal.SIGKILL)

    assert not list(keys.kek_dir.iterdir())
    assert not list(keys.opener_dir.iterdir())
    for wave, submitted in district:
        rows = await database.execute(
            text("SELECT factor, block FROM answers WHERE participation_id = :id"),
            {"id": wave.participation_id},
        )
        blocks = {row.factor: Counter(map(tuple, row.block)) for row in rows}
        for factor in wave.instrument.factors:
            expected = Counter(tuple(one.answers[item.id] for item in factor.items) for one in submitted)
            assert blocks[factor.id] == expected
    revisions = await database.scalars(text("SELECT revision FROM profiles"))
    assert revisions.all() == [1] * SCHOOLS
    assert await database.scalar(text("SELECT count(*) FROM outbox_events")) == SCHOOLS
    assert await database.scalar(text("SELECT state FROM administrations")) == "published"


async def count_from(database: AsyncConnection, state: str) -> int:
    """How many schools have come at least so far."""
    states = await database.scalars(select(participations.c.state))
    return sum(ORDER.index(one) >= ORDER.index(state) for one in states)
