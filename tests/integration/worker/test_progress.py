"""Progress as the reporter's login writes it: coarse, all at once, and only where something changed."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.progress.service import write_progress
from scoring_worker.release.key_store import KeyStore
from tests.fixtures.waves import close, open_wave, submit


async def rows(database: AsyncConnection) -> list[tuple[int | None, str | None]]:
    found = await database.execute(text("SELECT completed_floor, band FROM progress ORDER BY 1, 2"))
    return [(row.completed_floor, row.band) for row in found]


async def test_small_faculties_get_a_band_and_larger_ones_a_floor(
    database: AsyncConnection, reporter: AsyncEngine, keys: KeyStore
) -> None:
    small, large = await open_wave(database, keys, eligible=10), await open_wave(database, keys, eligible=40)
    await submit(database, small, [small.answers() for _ in range(4)])
    await submit(database, large, [large.answers() for _ in range(13)])

    assert await write_progress(reporter) == 2
    assert await rows(database) == [(10, None), (None, "from_40_to_65")]


async def test_no_correction_moves_the_bounds_of_a_band(
    database: AsyncConnection, reporter: AsyncEngine, keys: KeyStore
) -> None:
    """Whoever corrects the number a little every day would see the count between two bounds."""
    wave = await open_wave(database, keys, eligible=10)
    await submit(database, wave, [wave.answers() for _ in range(5)])
    await write_progress(reporter)
    told = await rows(database)

    for corrected in (5, 7, 8, 12, 13, 19, 20, 40):
        await database.execute(text("UPDATE participations SET eligible = :n"), {"n": corrected})
        assert await write_progress(reporter) == 0, corrected
    assert await rows(database) == told == [(None, "from_40_to_65")]


async def test_what_does_not_show_is_not_written(
    database: AsyncConnection, reporter: AsyncEngine, keys: KeyStore
) -> None:
    """A row version per response would be an order of responses."""
    wave = await open_wave(database, keys, eligible=40)
    await submit(database, wave, [wave.answers() for _ in range(10)])
    await write_progress(reporter)
    version = await database.scalar(text("SELECT xmin::text FROM progress"))
    await submit(database, wave, [wave.answers() for _ in range(4)])

    assert await write_progress(reporter) == 0
    assert await database.scalar(text("SELECT xmin::text FROM progress")) == version


async def test_the_last_progress_stays_after_the_release(
    database: AsyncConnection, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys, eligible=40)
    await submit(database, wave, [wave.answers() for _ in range(10)])
    await write_progress(reporter)
    await close(database, wave.administration_id)
    await database.execute(text("DELETE FROM sealed_responses"))
    await database.execute(text("UPDATE participations SET state = 'published'"))

    assert await write_progress(reporter) == 0
    assert await rows(database) == [(10, None)]
