"""Rolling mode on a real database: two revisions never differ by fewer than b people."""

import asyncio
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import over_all_districts
from scoring_worker.publishing import queries as publishing_queries
from scoring_worker.publishing.service import publish_shredded
from scoring_worker.release import interim_queries
from scoring_worker.release import queries as release_queries
from scoring_worker.release.interim import mark_and_read, publish_interim
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.release.processes import run_opener
from scoring_worker.release.rolling import BATCH
from scoring_worker.release.ticking import due_for_interim
from scoring_worker.settings import ReleaseSettings
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument, parse_profile
from tests.fixtures.waves import Wave, close, open_wave, store, submit


async def rolling(database: AsyncConnection, keys: KeyStore, *, eligible: int = 60) -> Wave:
    return await open_wave(database, keys, eligible=eligible, release_mode="rolling")


async def answer(database: AsyncConnection, wave: Wave, people: int) -> None:
    await submit(database, wave, [wave.answers() for _ in range(people)])


async def revisions(database: AsyncConnection) -> list[ProfileDocument]:
    rows = await database.scalars(text("SELECT document FROM profiles ORDER BY position"))
    return [parse_profile(raw) for raw in rows]


async def marks(database: AsyncConnection) -> list[bytes]:
    return list(await database.scalars(text("SELECT pass_hash FROM interim_responses ORDER BY ctid")))


class TestNothingHappens:
    async def test_too_few_answered(
        self, database: AsyncConnection, settings: ReleaseSettings, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await rolling(database, keys)
        await answer(database, wave, 33)

        assert await due_for_interim(releaser, among=None) == []
        assert (
            await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys) == 0
        )
        assert await marks(database) == []
        assert await revisions(database) == []

    async def test_malformed_responses_do_not_stand_in_for_people(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        """Else one could fill the batch with noise and subtract a single person."""
        wave = await rolling(database, keys, eligible=40)
        await answer(database, wave, 25)
        noise = {wave.new_pass(): bytes(wave.sealed_length) for _ in range(10)}
        await store(database, wave, noise)

        assert await mark_and_read(wave.participation_id, engine=releaser, keys=keys) is None
        assert await marks(database) == []

    async def test_sealed_mode_and_closed_windows_are_left_alone(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        sealed = await open_wave(database, keys, eligible=60)
        await answer(database, sealed, 50)
        closed = await rolling(database, keys)
        await answer(database, closed, 50)
        await close(database, closed.administration_id)

        assert await due_for_interim(releaser, among=None) == []
        assert await mark_and_read(closed.participation_id, engine=releaser, keys=keys) is None

    async def test_those_nobody_touched_are_not_looked_at(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await rolling(database, keys)
        await answer(database, wave, 40)

        assert await due_for_interim(releaser, among={UUID(int=1)}) == []
        assert await due_for_interim(releaser, among={wave.participation_id}) == [wave.participation_id]

    async def test_intake_does_not_wait_while_responses_are_opened(
        self, database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await rolling(database, keys)
        async with releaser.begin() as opening, over_all_districts(reporter) as publishing:
            await interim_queries.share_lock(opening, wave.participation_id)
            await release_queries.read_subject(opening, wave.participation_id)
            async with asyncio.timeout(5):
                await answer(database, wave, 1)
            await opening.rollback()
            await publishing_queries.participation(publishing, wave.participation_id)
            async with asyncio.timeout(5):
                await answer(database, wave, 1)


class TestRevision:
    async def test_in_a_fresh_process_with_factor_scores_only(
        self, database: AsyncConnection, settings: ReleaseSettings, keys: KeyStore
    ) -> None:
        wave = await rolling(database, keys)
        await answer(database, wave, 45)

        assert await run_opener([wave.participation_id], settings=settings, interim=True)

        (profile,) = await revisions(database)
        assert profile.participation.interim
        assert profile.participation.responses == 35
        factors = [factor for domain in profile.domains for factor in domain.factors]
        assert not any(isinstance(factor.score, Suppressed) for factor in factors)
        assert all(isinstance(factor.items, Suppressed) for factor in factors)
        chosen = await marks(database)
        assert len(chosen) == 35
        assert chosen == sorted(chosen)
        for table in ("answers", "routing_counts", "release_counts", "records", "spent_passes"):
            assert await database.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table  # noqa: S608 - ours

    async def test_two_processes_at_once_mark_one_batch(
        self, database: AsyncConnection, settings: ReleaseSettings, keys: KeyStore
    ) -> None:
        wave = await rolling(database, keys)
        await answer(database, wave, 45)

        await asyncio.gather(
            *(run_opener([wave.participation_id], settings=settings, interim=True) for _ in range(2))
        )

        assert len(await marks(database)) == 35
        assert await database.scalar(text("SELECT done FROM interim_releases")) == 1
        assert len(await revisions(database)) == 1

    async def test_a_crash_between_marks_and_revision_is_made_good(
        self, database: AsyncConnection, settings: ReleaseSettings, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await rolling(database, keys)
        await answer(database, wave, 45)
        assert await mark_and_read(wave.participation_id, engine=releaser, keys=keys) is not None
        assert await revisions(database) == []

        assert await due_for_interim(releaser, among=None) == [wave.participation_id]
        for _ in range(2):
            await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys)

        (profile,) = await revisions(database)
        assert profile.participation.responses == 35
        assert len(await marks(database)) == 35


class TestWithheld:
    """R7: ten wait, but of a team factor three; they would be what the final release has more."""

    async def test_it_is_noted_and_the_marks_stay(
        self, database: AsyncConnection, settings: ReleaseSettings, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await three_of_the_team_wait(database, keys)

        assert (
            await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys) == 0
        )

        assert await revisions(database) == []
        assert await database.scalar(text("SELECT withheld FROM interim_releases")) is True
        assert len(await marks(database)) == 40

    async def test_it_comes_once_enough_of_the_team_wait(
        self, database: AsyncConnection, settings: ReleaseSettings, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await three_of_the_team_wait(database, keys)
        await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys)
        await answer(database, wave, 2)

        await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys)

        assert [one.participation.responses for one in await revisions(database)] == [40]

    async def test_the_final_release_waits_for_nothing(
        self,
        database: AsyncConnection,
        settings: ReleaseSettings,
        releaser: AsyncEngine,
        reporter: AsyncEngine,
        keys: KeyStore,
    ) -> None:
        wave = await three_of_the_team_wait(database, keys)
        await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys)
        await close(database, wave.administration_id)
        await release_all([wave.participation_id], engine=releaser, keys=keys, durability="local")
        await publish_shredded(reporter)

        (profile,) = await revisions(database)
        assert (profile.participation.interim, profile.participation.responses) == (False, 50)


async def three_of_the_team_wait(database: AsyncConnection, keys: KeyStore) -> Wave:
    """Forty are marked, thirty-five of them in a team; of the ten who wait three are."""
    wave = await rolling(database, keys)
    teams = ["yes"] * 35 + ["no"] * 5
    await submit(database, wave, [wave.answers(team=team) for team in teams])
    await database.execute(
        text("INSERT INTO interim_responses SELECT participation_id, pass_hash FROM sealed_responses")
    )
    await database.execute(
        text("INSERT INTO interim_releases (participation_id, done) VALUES (:id, 1)"),
        {"id": wave.participation_id},
    )
    await submit(database, wave, [wave.answers(team=team) for team in ["yes"] * 3 + ["no"] * 7])
    return wave


async def test_replay_one_more_answer_at_every_tick_never_shows_fewer_than_b_people(
    database: AsyncConnection,
    settings: ReleaseSettings,
    releaser: AsyncEngine,
    reporter: AsyncEngine,
    keys: KeyStore,
) -> None:
    """n → n+1: a tick after every answer. A revision's people are those marked; the last one's, everybody."""
    wave = await rolling(database, keys, eligible=100)
    sets: list[set[bytes]] = []
    for _ in range(95):
        await answer(database, wave, 1)
        if await due_for_interim(releaser, among={wave.participation_id}):
            await publish_interim([wave.participation_id], settings=settings, engine=releaser, keys=keys)
            sets.append(set(await marks(database)))
    everybody = set(await database.scalars(text("SELECT pass_hash FROM sealed_responses")))
    await close(database, wave.administration_id)
    await release_all([wave.participation_id], engine=releaser, keys=keys, durability="local")
    await publish_shredded(reporter)

    published = await revisions(database)
    assert [one.participation.interim for one in published] == [True] * len(sets) + [False]
    assert [one.participation.responses for one in published] == [*map(len, sets), 95]
    assert 2 <= len(sets) <= 4
    whole = [set[bytes](), *sets, everybody]
    for index, earlier in enumerate(whole):
        for later in whole[index + 1 :]:
            assert len(earlier ^ later) >= BATCH
