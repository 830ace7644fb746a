"""Profiles as the reporter's login writes them: after the keys are gone, and only when something changed."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import over_all_districts
from scoring_worker.publishing import queries
from scoring_worker.publishing.interim_audit import Sizes
from scoring_worker.publishing.service import publish_interim_revision, publish_shredded
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument, parse_profile
from survey_core.tables.admin import participations
from tests.fixtures.waves import Wave, add_administration, add_school, close, open_wave, state_of, submit


async def release(waves: Sequence[Wave], releaser: AsyncEngine, keys: KeyStore) -> None:
    ids = [wave.participation_id for wave in waves]
    assert await release_all(ids, engine=releaser, keys=keys, durability="local") == 0


async def documents(database: AsyncConnection, participation_id: UUID) -> list[ProfileDocument]:
    rows = await database.scalars(
        text("SELECT document FROM profiles WHERE participation_id = :id ORDER BY revision"),
        {"id": participation_id},
    )
    return [parse_profile(raw) for raw in rows]


@pytest.mark.parametrize("state", ["open", "closed", "released", "review"])
async def test_nothing_is_published_before_the_keys_are_gone(
    state: str, database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys)
    await submit(database, wave, [wave.answers() for _ in range(15)])
    await close(database, wave.administration_id)
    await release([wave], releaser, keys)
    await database.execute(update(participations).values(state=state))

    await publish_shredded(reporter)

    assert await documents(database, wave.participation_id) == []
    assert await state_of(database, wave) == state


async def test_a_shredded_participation_is_published_once_with_its_event(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys)
    await submit(database, wave, [wave.answers(value=5) for _ in range(15)])
    await close(database, wave.administration_id)
    await release([wave], releaser, keys)

    await publish_shredded(reporter)
    await publish_shredded(reporter)

    (profile,) = await documents(database, wave.participation_id)
    assert profile.participation.responses == 15
    assert profile.participation.standing == "profile"
    assert profile.school.name == "Harbour School"
    events = (await database.execute(text("SELECT type, data FROM outbox_events"))).all()
    assert [tuple(event) for event in events] == [
        (
            "profile.published.v1",
            {
                "administration": str(wave.administration_id),
                "participation": str(wave.participation_id),
                "profile": profile.id,
                "revision": 1,
            },
        )
    ]
    states = await database.execute(
        text(
            "SELECT a.state, p.state FROM participations p JOIN administrations a ON a.id = administration_id"
        )
    )
    assert [tuple(row) for row in states] == [("published", "published")]


async def test_the_administration_waits_for_its_last_school(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    district_id, administration_id, instrument = await add_administration(database)
    first, second = [
        await add_school(
            database,
            keys,
            district_id=district_id,
            administration_id=administration_id,
            instrument=instrument,
            name=name,
        )
        for name in ("North", "South")
    ]
    await close(database, administration_id)
    await release([first], releaser, keys)
    await publish_shredded(reporter)
    assert await database.scalar(text("SELECT state FROM administrations")) == "closed"

    await release([second], releaser, keys)
    await publish_shredded(reporter)
    assert await database.scalar(text("SELECT state FROM administrations")) == "published"


async def test_nobody_answered_gives_a_suppressed_profile(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys)
    await close(database, wave.administration_id)
    await release([wave], releaser, keys)

    await publish_shredded(reporter)

    (profile,) = await documents(database, wave.participation_id)
    assert profile.participation.standing == "suppressed"
    assert isinstance(profile.participation.responses, Suppressed)
    assert await state_of(database, wave) == "published"


async def test_a_revision_exists_only_if_published_content_differs(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys)
    await submit(database, wave, [wave.answers() for _ in range(15)])
    await close(database, wave.administration_id)
    await release([wave], releaser, keys)
    await publish_shredded(reporter)

    await database.execute(update(participations).values(state="shredded"))
    await publish_shredded(reporter)
    assert len(await documents(database, wave.participation_id)) == 1

    await database.execute(update(participations).values(state="shredded", eligible=30))
    await publish_shredded(reporter)
    first, second = await documents(database, wave.participation_id)
    assert (first.id, first.revision, second.id, second.revision) == (second.id, 1, first.id, 2)
    assert await database.scalar(text("SELECT count(*) FROM outbox_events")) == 2


async def test_an_interim_revision_needs_an_open_window(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await open_wave(database, keys)
    await submit(database, wave, [wave.answers() for _ in range(15)])
    await close(database, wave.administration_id)
    await release([wave], releaser, keys)
    async with over_all_districts(reporter) as connection:
        stored = await queries.stored_answers(connection, wave.participation_id)

    await publish_interim_revision(reporter, wave.participation_id, stored=stored, sizes=Sizes({}, {}))

    assert await documents(database, wave.participation_id) == []
