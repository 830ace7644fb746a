"""The worker's part of a deletion: keys go, and a release that comes too late finds nothing."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.release.reconciler import Reconciler
from scoring_worker.release.removed import destroy_of_deleted
from scoring_worker.settings import ReleaseSettings
from survey_core.tables.locks import participation_lock
from tests.fixtures.waves import Wave, close, open_wave, submit

_NOTE = (
    "INSERT INTO removed_participations (participation_id, district_id, administration_id, school_ids,"
    " instrument) SELECT id, district_id, administration_id, '{}', '' FROM participations"
)
_DELETE = "DELETE FROM administrations WHERE id = :id"


async def closed_wave(database: AsyncConnection, keys: KeyStore) -> Wave:
    """Three people answered, and nobody can any more."""
    wave = await open_wave(database, keys, grace_hours=0)
    await submit(database, wave, [wave.answers() for _ in range(3)])
    await close(database, wave.administration_id)
    return wave


async def delete(database: AsyncConnection, wave: Wave) -> None:
    """What the API does, in two commits."""
    await database.execute(text(_NOTE))
    await database.execute(text(_DELETE), {"id": wave.administration_id})


async def noted(database: AsyncConnection) -> bool:
    return bool(await database.scalar(text("SELECT opener_keys_gone FROM removed_participations")))


async def bytes_left(database: AsyncConnection) -> int:
    """What rows that went have left in the file of their table."""
    return int(await database.scalar(text("SELECT pg_relation_size('sealed_responses')")) or 0)


async def test_keys_are_destroyed_once_and_only_of_what_was_deleted(
    *,
    database: AsyncConnection,
    releaser: AsyncEngine,
    reporter: AsyncEngine,
    settings: ReleaseSettings,
    keys: KeyStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deleted, kept = await closed_wave(database, keys), UUID(int=7)
    keys.prepare(kept)
    assert await destroy_of_deleted(releaser, keys=keys) == 0
    assert keys.remains(deleted.participation_id)
    await delete(database, deleted)

    with monkeypatch.context() as patch:
        patch.setattr(KeyStore, "destroy_wrapped", _fail)
        with pytest.raises(OSError, match="disk"):
            await destroy_of_deleted(releaser, keys=keys)
        patch.setattr(KeyStore, "destroy_wrapped", lambda *_: None)
        assert await destroy_of_deleted(releaser, keys=keys) == 0
    assert not await noted(database), "a file remains"
    assert await bytes_left(database) > 0
    await Reconciler(settings=settings, releaser=releaser, reporter=reporter, keys=keys).run_once()

    assert await noted(database)
    assert await bytes_left(database) == 0, "swept"
    assert not keys.remains(deleted.participation_id)
    assert keys.remains(kept)
    assert await destroy_of_deleted(releaser, keys=keys) == 0


async def test_a_release_that_waited_for_the_deletion_finds_nothing(
    database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
) -> None:
    wave = await closed_wave(database, keys)
    lock = {"key": participation_lock(wave.participation_id)}
    await database.execute(text("SELECT pg_advisory_lock(:key)"), lock)
    release = asyncio.create_task(
        release_all([wave.participation_id], engine=releaser, keys=keys, durability="local")
    )
    async with asyncio.timeout(10):
        waiting = text("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        while not await database.scalar(waiting):  # noqa: ASYNC110 - PostgreSQL sets no event of ours
            await asyncio.sleep(0.01)
    await delete(database, wave)
    await database.execute(text("SELECT pg_advisory_unlock(:key)"), lock)

    assert await release == 0, "nothing is left to be tried again"
    assert await database.scalar(text("SELECT count(*) FROM answers")) == 0


def _fail(_store: KeyStore, _participation_id: UUID) -> None:
    raise OSError("disk")
