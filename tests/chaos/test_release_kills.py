"""SIGKILL between every two steps of a release; then a restart, and a count of every response."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.reconciler import Reconciler
from scoring_worker.settings import ReleaseSettings
from tests.chaos.kills import (
    RESPONSES,
    Toll,
    arrange,
    count,
    destroy_too_early,
    kill,
    look_between,
    lost,
)
from tests.fixtures.waves import closed_schools


async def test_every_stored_response_is_released_exactly_once_and_no_key_survives(
    database: AsyncConnection,
    settings: ReleaseSettings,
    keys: KeyStore,
    releaser: AsyncEngine,
    reporter: AsyncEngine,
) -> None:
    waves = await arrange(database, keys)

    assert await asyncio.to_thread(kill, waves, settings) == []
    assert await look_between(database, keys, waves) == Toll()

    reconciler = Reconciler(settings=settings, releaser=releaser, reporter=reporter, keys=keys)
    await reconciler.run_once()

    assert await count(database, keys, waves) == Toll()


async def test_a_key_destroyed_before_the_commit_would_be_found(
    database: AsyncConnection,
    settings: ReleaseSettings,
    keys: KeyStore,
    releaser: AsyncEngine,
    reporter: AsyncEngine,
) -> None:
    """The control: the same count, of a release in the wrong order."""
    wave, submitted = (await closed_schools(database, keys, names=["School"], responses=RESPONSES))[0]

    await destroy_too_early(wave, releaser, keys)
    await Reconciler(settings=settings, releaser=releaser, reporter=reporter, keys=keys).run_once()

    assert await lost(database, wave, submitted) == RESPONSES
