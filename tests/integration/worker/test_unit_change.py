"""What a unit's profile may be compared with, and what a second survey within 90 days does not show."""

from uuid import UUID

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.release.key_store import KeyStore
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument
from survey_core.tables.admin import administrations, participation_schools, schools
from tests.fixtures.waves import Wave
from tests.integration.worker.test_change import Released, answered, newest, next_wave, reasons


@pytest.fixture
def released(releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore) -> Released:
    return Released(releaser, reporter, keys)


async def a_school(database: AsyncConnection, wave: Wave, name: str) -> UUID:
    """Another school of the wave's district."""
    made = await database.scalar(
        insert(schools).values(district_id=wave.district_id, name=name).returning(schools.c.id)
    )
    assert isinstance(made, UUID)
    return made


async def together(database: AsyncConnection, wave: Wave, *members: UUID) -> Wave:
    """Let these schools be the ones that answer in a wave."""
    await database.execute(
        text("DELETE FROM participation_schools WHERE participation_id = :id"), {"id": wave.participation_id}
    )
    row = {
        "participation_id": wave.participation_id,
        "administration_id": wave.administration_id,
        "district_id": wave.district_id,
    }
    await database.execute(
        insert(participation_schools), [row | {"school_id": member, "eligible": 10} for member in members]
    )
    return wave


async def test_a_unit_is_compared_with_exactly_its_own_schools(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await next_wave(database, keys)
    hill, lake, bay = [await a_school(database, first, name) for name in ("Hill", "Lake", "Bay")]
    await together(database, first, hill, lake)
    await released.publish(await answered(database, first, value=3))
    same = await together(database, await next_wave(database, keys, after=first), lake, hill)
    await released.publish(await answered(database, same, value=4))
    larger = await together(database, await next_wave(database, keys, after=first), hill, lake, bay)
    await released.publish(await answered(database, larger, value=4))
    alone = await together(database, await next_wave(database, keys, after=first), hill)
    await released.publish(await answered(database, alone, value=4))

    assert "shown" in reasons(await newest(database, same))
    assert reasons(await newest(database, larger)) == {"not_comparable"}
    assert reasons(await newest(database, alone)) == {"not_comparable"}
    shown = await newest(database, larger)
    assert {member.name for member in shown.school.members} == {"Bay", "Hill", "Lake"}


async def test_a_school_that_answered_with_others_last_time_is_not_compared_with_the_time_before(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await next_wave(database, keys)
    await released.publish(await answered(database, first, value=3))
    lake = await a_school(database, first, "Lake")
    unit = await a_school(database, first, "Together")
    second = await next_wave(database, keys, after=first)
    await database.execute(
        text("UPDATE participations SET school_id = :unit WHERE id = :id"),
        {"unit": unit, "id": second.participation_id},
    )
    await together(database, second, first.school_id, lake)
    await released.publish(await answered(database, second, value=4))
    third = await next_wave(database, keys, after=first)
    await released.publish(await answered(database, third, value=4))

    assert reasons(await newest(database, second)) == {"not_comparable"}
    assert reasons(await newest(database, third)) == {"not_comparable"}


def withheld_items(document: ProfileDocument) -> set[str]:
    """Why statements are not shown, factor by factor."""
    factors = [factor for domain in document.domains for factor in domain.factors]
    return {one.items.reason if isinstance(one.items, Suppressed) else "shown" for one in factors}


async def test_a_second_survey_within_90_days_publishes_no_items(
    database: AsyncConnection, keys: KeyStore, released: Released
) -> None:
    first = await answered(database, await next_wave(database, keys), value=3)
    second = await answered(database, await next_wave(database, keys, after=first), value=4)
    await database.execute(
        update(administrations)
        .where(administrations.c.id == second.administration_id)
        .values(repeat_within_90_days=True)
    )
    await released.publish(first)
    await released.publish(second)

    once, again = await newest(database, first), await newest(database, second)
    assert "shown" in withheld_items(once)
    assert withheld_items(again) == {"repeated_within_90_days"}
    assert again.disagreement_items == Suppressed(reason="repeated_within_90_days")
    assert not any(
        isinstance(factor.score, Suppressed) for domain in again.domains for factor in domain.factors
    )
