"""The summary of a district on a real PostgreSQL: when it is written, what it adds, and what stops it."""

import asyncio
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.db import over_all_districts
from scoring_worker.publishing import queries
from scoring_worker.publishing.district import publish_summaries, released_district
from scoring_worker.publishing.service import publish_shredded
from survey_core.tables.admin import participations
from survey_core.tables.releaser import interim_releases, withheld_tables
from tests.fixtures.released_schools import add_released_school
from tests.fixtures.scoring import small_instrument
from tests.fixtures.waves import add_administration

INSTRUMENT = small_instrument()
FACTOR = "meaningful_professional_learning"


class Survey:
    """One administration and the login that publishes it."""

    def __init__(self, database: AsyncConnection, reporter: AsyncEngine) -> None:
        self.database, self.reporter = database, reporter
        self.district_id = self.administration_id = UUID(int=0)

    async def plan(self) -> None:
        """Add a district with an administration."""
        planned = await add_administration(self.database, instrument=INSTRUMENT, access="cards")
        self.district_id, self.administration_id = planned[:2]
        await self.database.execute(text("UPDATE administrations SET state = 'closed'"))

    async def add(self, numbers: range, *, n: int | None = None, **more: Any) -> list[UUID]:
        """Add a released school for each number."""
        return [
            await add_released_school(
                self.database,
                district_id=self.district_id,
                administration_id=self.administration_id,
                instrument=INSTRUMENT,
                n=n or 8 + number,
                eligible=(n or 8 + number) + 2,
                seed=number,
                **more,
            )
            for number in numbers
        ]

    async def publish(self) -> None:
        """What the reconciler does."""
        await publish_shredded(self.reporter)
        await publish_summaries(self.reporter)

    async def summaries(self) -> list[dict[str, Any]]:
        """Every revision of the administration's summary."""
        rows = await self.database.scalars(
            text("SELECT document FROM district_summaries WHERE administration_id = :id ORDER BY revision"),
            {"id": self.administration_id},
        )
        return [orjson.loads(raw) for raw in rows]

    async def profiles(self) -> dict[UUID, list[dict[str, Any]]]:
        """Every revision of every profile, by participation."""
        rows = await self.database.execute(
            text(
                "SELECT participation_id, document FROM profiles WHERE administration_id = :id"
                " ORDER BY revision"
            ),
            {"id": self.administration_id},
        )
        found: dict[UUID, list[dict[str, Any]]] = {}
        for participation, raw in rows:
            found.setdefault(participation, []).append(orjson.loads(raw))
        return found

    async def events(self) -> int:
        """Events in the outbox."""
        return int(await self.database.scalar(text("SELECT count(*) FROM outbox_events")) or 0)


@pytest.fixture
async def survey(database: AsyncConnection, reporter: AsyncEngine) -> Survey:
    planned = Survey(database, reporter)
    await planned.plan()
    return planned


def factor_of(document: dict[str, Any]) -> dict[str, Any]:
    return next(own for domain in document["domains"] for own in domain["factors"] if own["id"] == FACTOR)


async def test_as_long_as_a_school_is_missing_there_is_no_summary(survey: Survey) -> None:
    await survey.add(range(10))
    await survey.add(range(10, 11), state="released")

    await survey.publish()

    assert await survey.summaries() == []
    for revisions in (await survey.profiles()).values():
        (document,) = revisions
        assert factor_of(document)["reference"]["reason"] == "district_incomplete"


async def test_two_schools_have_a_summary_that_withholds_everything(survey: Survey) -> None:
    await survey.add(range(2))

    await survey.publish()

    (summary,) = await survey.summaries()
    assert summary["coverage"]["text"]["en"] == "0 of 2 schools"
    assert factor_of(summary)["score"]["reason"] == "fewer_than_three_schools"


async def test_released_in_one_go_every_profile_is_written_once(survey: Survey) -> None:
    await survey.add(range(12), careless=2)

    await survey.publish()
    await survey.publish()

    (summary,) = await survey.summaries()
    assert summary["coverage"]["text"] == {"en": "12 of 12 schools", "es": "12 de 12 escuelas"}
    assert summary["district"] == {"id": str(survey.district_id), "name": "Testland"}
    assert summary["notes"][0]["code"] == "synthetic"
    assert summary["careless"] == {"percent": round(100 * 24 / sum(range(8, 20)))}
    documents = list((await survey.profiles()).values())
    assert [len(revisions) for revisions in documents] == [1] * 12
    assert await survey.events() == 12
    published = [factor_of(own) for (own,) in documents]
    sizes = [own["participation"]["eligible"] for (own,) in documents]
    mean = sum(n * own["score"]["mean"] for n, own in zip(sizes, published, strict=True)) / sum(sizes)
    assert factor_of(summary)["score"]["mean"] == pytest.approx(mean, abs=0.05 + 1e-9)
    assert factor_of(summary)["reliability"]["alpha"] * 10 % 1 == pytest.approx(0, abs=1e-9)
    for own in published:
        assert own["reference"]["schools"] == 12
        few = not isinstance(own["shrunken_mean"], dict)
        assert few or own["shrunken_mean"]["reason"] == "enough_responses"
    assert sum(not isinstance(own["shrunken_mean"], dict) for own in published) == 2  # of 8 and 9 people


async def test_it_names_what_was_withheld_of_its_schools_and_of_no_others(survey: Survey) -> None:
    one, other, _ = await survey.add(range(3))
    await survey.database.execute(
        insert(withheld_tables),
        [
            {"participation_id": one, "question": "years_here", "reason": "differencing"},
            {"participation_id": one, "question": "role", "reason": "not_enough_responses"},
        ],
    )
    await survey.database.execute(
        insert(interim_releases),
        [
            {"participation_id": one, "done": 2, "withheld": False},
            {"participation_id": other, "done": 1, "withheld": True},
        ],
    )
    schools = dict(
        (await survey.database.execute(select(participations.c.id, participations.c.school_id))).all()
    )

    await survey.publish()

    (summary,) = await survey.summaries()
    assert summary["withheld"] == [
        {"table": "interim_release", "school": str(schools[other]), "reason": "differencing"},
        {"table": "subgroups/years_here", "school": str(schools[one]), "reason": "differencing"},
    ]


async def test_the_last_schools_bring_the_first_a_second_revision(survey: Survey) -> None:
    first = await survey.add(range(6))
    later = await survey.add(range(6, 11), state="released")
    await survey.publish()
    await survey.database.execute(
        update(participations).where(participations.c.state == "released").values(state="shredded")
    )

    await survey.publish()

    profiles = await survey.profiles()
    assert [len(profiles[participation]) for participation in first] == [2] * 6
    assert [len(profiles[participation]) for participation in later] == [1] * 5
    assert await survey.events() == 6 + 6 + 5
    before, after = profiles[first[0]]
    assert (after["id"], after["revision"]) == (before["id"], 2)
    assert factor_of(after)["reference"]["schools"] == 11
    changed = {"revision", "domains", "released_on"}
    assert {key: after[key] for key in after if key not in changed} == {
        key: before[key] for key in before if key not in changed
    }
    cores = await survey.database.scalar(text("SELECT count(*) FROM profiles WHERE core IS NULL"))
    assert cores == 0


async def test_a_school_released_after_the_others_were_read_is_waited_for(survey: Survey) -> None:
    await survey.add(range(10))
    async with over_all_districts(survey.reporter) as connection:
        read = await queries.with_answers(connection, survey.administration_id)
        assert await released_district(connection, survey.administration_id, read, pooled={}) is not None
        await survey.add(range(10, 11))  # by another worker

        assert await released_district(connection, survey.administration_id, read, pooled={}) is None


async def test_what_was_interrupted_is_finished_later_and_written_whole(survey: Survey) -> None:
    first = await survey.add(range(6))
    await survey.add(range(6, 11), state="released")
    await survey.publish()
    await survey.database.execute(
        text("UPDATE participations SET state = 'shredded' WHERE state = 'released'")
    )
    await survey.database.execute(text("REVOKE INSERT ON district_summaries FROM throughline_reporter"))

    await survey.publish()

    assert await survey.summaries() == []
    assert len((await survey.profiles())[first[0]]) == 1  # both or neither
    await survey.database.execute(text("GRANT INSERT ON district_summaries TO throughline_reporter"))
    await publish_summaries(survey.reporter)
    (summary,) = await survey.summaries()
    assert summary["coverage"]["schools_included"] == 11
    assert len((await survey.profiles())[first[0]]) == 2


async def test_a_worker_that_dies_before_the_summary_leaves_it_to_the_next(survey: Survey) -> None:
    await survey.add(range(10))
    await publish_shredded(survey.reporter)
    assert await survey.database.scalar(text("SELECT state FROM administrations")) == "published"
    assert await survey.summaries() == []

    await publish_summaries(survey.reporter)

    assert len(await survey.summaries()) == 1


async def test_two_workers_write_one_summary(survey: Survey) -> None:
    await survey.add(range(10))
    await publish_shredded(survey.reporter)

    await asyncio.gather(*(publish_summaries(survey.reporter) for _ in range(3)))

    assert len(await survey.summaries()) == 1


async def test_a_profile_published_again_brings_the_summary_up_to_date(survey: Survey) -> None:
    (first, *_) = await survey.add(range(10))
    await survey.publish()

    async def publish_again(**changes: Any) -> None:
        again = update(participations).where(participations.c.id == first)
        await survey.database.execute(again.values(state="shredded", **changes))
        await survey.publish()

    await publish_again()
    assert len(await survey.summaries()) == 1
    await publish_again(eligible=20)
    assert [summary["coverage"]["schools_included"] for summary in await survey.summaries()] == [10, 8]
    positions = "SELECT max(profiles_position) = (SELECT max(position) FROM profiles) FROM district_summaries"
    assert await survey.database.scalar(text(positions)) is True


async def test_profiles_from_before_cores_were_kept_have_no_summary_and_stop_no_other(
    survey: Survey, database: AsyncConnection, reporter: AsyncEngine
) -> None:
    await survey.add(range(3))
    await publish_shredded(reporter)
    await database.execute(text("UPDATE profiles SET core = NULL"))
    newer = Survey(database, reporter)
    await newer.plan()
    await newer.add(range(3))

    await newer.publish()
    await newer.publish()

    assert await survey.summaries() == []
    assert len(await newer.summaries()) == 1
    assert (await newer.summaries())[0]["coverage"]["schools_total"] == 3


async def test_an_administration_that_cannot_be_published_stops_no_other(
    survey: Survey, database: AsyncConnection, reporter: AsyncEngine
) -> None:
    await survey.add(range(1))
    await publish_shredded(reporter)
    await database.execute(text("""UPDATE profiles SET core = '{"v": 99}'"""))  # a newer version's
    await survey.add(range(1, 2))
    newer = Survey(database, reporter)
    await newer.plan()
    await newer.add(range(2, 3))

    await publish_shredded(reporter)

    assert len(await newer.profiles()) == 1
