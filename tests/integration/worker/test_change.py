"""Change between two administrations of one school, as the reporter's login finds and publishes it."""

import json
from fractions import Fraction
from uuid import UUID, uuid4

import nats
import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import over_all_districts
from scoring_worker.publishing import queries
from scoring_worker.publishing.interim_audit import Sizes
from scoring_worker.publishing.service import publish_interim_revision, publish_shredded
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.settings import ReleaseSettings
from survey_core.contracts.events import AdministrationClosed, AdministrationData
from survey_core.contracts.measures import Change, Suppressed
from survey_core.contracts.profile import ProfileDocument, parse_profile
from survey_core.contracts.subjects import event_subject
from survey_core.instruments import Factor, Instrument, load_instrument, shipped
from survey_core.tables.admin import administrations, participations
from survey_core.tables.reporter import profiles
from tests.fixtures.waves import SHORT, Wave, add_administration, add_school, close, state_of, submit
from tests.integration.worker.test_worker import SELDOM, publish, until, working


async def next_wave(
    database: AsyncConnection,
    keys: KeyStore,
    *,
    after: Wave | None = None,
    instrument: Instrument | None = None,
) -> Wave:
    """An administration of twenty at one school: a new school's, or that of an earlier wave."""
    district_id, administration_id, loaded = await add_administration(
        database, instrument=instrument, district_id=None if after is None else after.district_id
    )
    return await add_school(
        database,
        keys,
        district_id=district_id,
        administration_id=administration_id,
        instrument=loaded,
        school_id=None if after is None else after.school_id,
    )


async def answered(database: AsyncConnection, wave: Wave, *, value: int, people: int = 15) -> Wave:
    """Everyone who answers gives one value everywhere; then the window is over."""
    await submit(database, wave, [wave.answers(value=value) for _ in range(people)])
    await close(database, wave.administration_id)
    return wave


@pytest.fixture
def released(releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore) -> "Released":
    return Released(releaser, reporter, keys)


class Released:
    """Releases waves and publishes what waits."""

    def __init__(self, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore) -> None:
        self.releaser, self.reporter, self.keys = releaser, reporter, keys

    async def publish(self, *waves: Wave) -> None:
        ids = [wave.participation_id for wave in waves]
        assert await release_all(ids, engine=self.releaser, keys=self.keys, durability="local") == 0
        await publish_shredded(self.reporter)


async def newest(database: AsyncConnection, wave: Wave) -> ProfileDocument:
    raw = await database.scalar(
        text("SELECT document FROM profiles WHERE participation_id = :id ORDER BY revision DESC LIMIT 1"),
        {"id": wave.participation_id},
    )
    return parse_profile(raw)


def changes_of(document: ProfileDocument) -> dict[str, Change | Suppressed]:
    return {factor.id: factor.change for domain in document.domains for factor in domain.factors}


def reasons(document: ProfileDocument) -> set[str]:
    found = changes_of(document).values()
    return {one.reason if isinstance(one, Suppressed) else "shown" for one in found}


def moved(factor: Factor, *, before: int, now: int) -> Fraction:
    """How far the mean moves when everybody changes from one answer to another on every statement."""
    turned = sum(item.reverse for item in factor.items)
    return Fraction((now - before) * (len(factor.items) - 2 * turned), len(factor.items))


async def test_nothing_before_nothing_to_compare(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    wave = await answered(database, await next_wave(database, keys), value=4)

    await released.publish(wave)

    assert reasons(await newest(database, wave)) == {"no_comparison"}


async def test_an_earlier_wave_that_is_not_out_is_not_compared(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    second = await answered(database, await next_wave(database, keys, after=first), value=4)

    await released.publish(second)

    assert reasons(await newest(database, second)) == {"no_comparison"}


async def test_another_school_of_the_district_is_not_compared(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    await released.publish(first)
    _, administration_id, instrument = await add_administration(database, district_id=first.district_id)
    other = await add_school(
        database,
        keys,
        district_id=first.district_id,
        administration_id=administration_id,
        instrument=instrument,
    )

    await released.publish(await answered(database, other, value=4))

    assert reasons(await newest(database, other)) == {"no_comparison"}


async def test_another_questionnaire_is_not_compared(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    await released.publish(first)
    document = json.loads(shipped(SHORT).canonical_json) | {"instrument": "another-questionnaire"}
    second = await next_wave(database, keys, after=first, instrument=load_instrument(json.dumps(document)))

    await released.publish(await answered(database, second, value=4))

    assert reasons(await newest(database, second)) == {"no_comparison"}


async def test_a_profile_from_before_cores_were_kept_is_not_compared(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    await released.publish(first)
    await database.execute(update(profiles).values(core=None))
    second = await answered(database, await next_wave(database, keys, after=first), value=4)

    await released.publish(second)

    assert reasons(await newest(database, second)) == {"no_comparison"}


async def test_an_interim_revision_shows_no_change(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    await released.publish(first)
    second = await next_wave(database, keys, after=first)
    async with over_all_districts(released.reporter) as connection:
        stored = await queries.stored_answers(connection, first.participation_id)

    people = {factor.id: stored.accepted for factor in first.instrument.factors}
    many_more = {factor: n + 20 for factor, n in people.items()}
    assert await publish_interim_revision(
        released.reporter, second.participation_id, stored=stored, sizes=Sizes(people, many_more)
    )

    assert reasons(await newest(database, second)) == {"interim_release"}


async def test_an_earlier_wave_of_too_few_hides_the_change_by_its_own_rule(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3, people=10)
    await released.publish(first)
    second = await answered(database, await next_wave(database, keys, after=first), value=4)

    await released.publish(second)

    assert reasons(await newest(database, second)) == {"preliminary"}


async def test_a_factor_with_other_questions_is_not_comparable_and_the_others_are(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    await released.publish(first)
    document = json.loads(shipped(SHORT).canonical_json) | {"version": "1.1.0"}
    altered = document["domains"][0]["factors"][0]
    altered["items"][0]["id"] += "-new"
    second = await next_wave(database, keys, after=first, instrument=load_instrument(json.dumps(document)))

    await released.publish(await answered(database, second, value=4))

    found = changes_of(await newest(database, second))
    assert found.pop(altered["id"]) == Suppressed(reason="not_comparable")
    assert all(isinstance(one, Change) and one.since.instrument_version == "1.0.0" for one in found.values())


async def test_time_runs_one_way(database: AsyncConnection, keys: KeyStore, released: Released) -> None:
    """A later wave, and a later revision of the earlier one, leave what is published as it is."""
    first = await answered(database, await next_wave(database, keys), value=3)
    await released.publish(first)
    second = await answered(database, await next_wave(database, keys, after=first), value=4)
    await released.publish(second)
    before = await newest(database, second)

    again = update(participations).where(participations.c.id == first.participation_id)
    await database.execute(again.values(state="shredded", eligible=17))
    await publish_shredded(released.reporter)

    corrected = await newest(database, first)
    assert (corrected.revision, reasons(corrected)) == (2, {"no_comparison"})
    assert await newest(database, second) == before
    await database.execute(
        update(participations).where(participations.c.id == second.participation_id).values(state="shredded")
    )
    await publish_shredded(released.reporter)
    republished = await newest(database, second)
    assert republished.revision == 2
    assert changes_of(republished) != changes_of(before)


async def test_the_last_of_several_earlier_waves_counts(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    second = await answered(database, await next_wave(database, keys, after=first), value=4)
    third = await answered(database, await next_wave(database, keys, after=first), value=3)
    await released.publish(second)
    await released.publish(first)

    await released.publish(third)

    for change in changes_of(await newest(database, third)).values():
        assert isinstance(change, Change)
        assert UUID(change.since.administration) == second.administration_id


async def test_of_two_that_ended_at_once_the_one_planned_first_is_the_earlier(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    second = await answered(database, await next_wave(database, keys, after=first), value=4)
    at_once = await database.scalar(text("SELECT min(closed_at) FROM administrations"))
    await database.execute(update(administrations).values(closed_at=at_once))

    await released.publish(second)
    await released.publish(first)

    assert reasons(await newest(database, first)) == {"no_comparison"}
    await database.execute(
        update(participations).where(participations.c.id == second.participation_id).values(state="shredded")
    )
    await publish_shredded(released.reporter)
    assert reasons(await newest(database, second)) == {"shown"}


async def test_the_second_profile_of_a_school_shows_its_change(
    database: AsyncConnection,
    settings: ReleaseSettings,
    keys: KeyStore,
    fresh_nats_url: str,
) -> None:
    """The whole way, with a broker; another district asks the same in between and is never looked at."""
    async with working(settings, NATS_URL=fresh_nats_url, **SELDOM):
        client = await nats.connect(fresh_nats_url)

        async def publish_by_event(wave: Wave) -> None:
            closed = AdministrationClosed(
                id=uuid4(), data=AdministrationData(administration=wave.administration_id)
            )
            await publish(client.jetstream(), event_subject(closed.type), closed)

            async def published() -> bool:
                return await state_of(database, wave) == "published"

            await until(published)

        first = await answered(database, await next_wave(database, keys), value=3)
        await publish_by_event(first)
        await publish_by_event(await answered(database, await next_wave(database, keys), value=6))
        second = await answered(database, await next_wave(database, keys, after=first), value=4)
        await publish_by_event(second)
        await client.close()

    found = changes_of(await newest(database, second))
    for factor in second.instrument.factors:
        change = found[factor.id]
        expected = moved(factor, before=3, now=4)
        assert isinstance(change, Change)
        assert UUID(change.since.administration) == first.administration_id
        assert change.since.released_on == (await newest(database, first)).released_on
        assert abs(change.difference - float(expected)) <= 0.1
        # 15 of 20 twice: SE² = 2 · s²/15 · 1/4, 28 degrees of freedom, t = 2.048. The spread is its least,
        # 0.3: ± 0.112; of one or two statements it is the stand-in, 0.18 of the scale, 0.9: ± 0.337.
        width = 0.2 if len(factor.items) > 2 else 0.4
        assert change.interval.low == pytest.approx(change.difference - width)
        assert change.interval.high == pytest.approx(change.difference + width)
        if abs(expected) > width:
            assert (change.verdict, change.holds_for_all) == ("higher" if expected > 0 else "lower", True)
