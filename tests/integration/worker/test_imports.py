"""Imports on the server: every line of the files, or none; and the files are gone afterwards."""

import csv
import io
import random
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.collected import queries
from scoring_worker.collected.service import import_waiting
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.reconciler import Reconciler
from scoring_worker.settings import ReleaseSettings
from survey_core.contracts.profile import parse_profile
from survey_core.instruments import Instrument
from survey_core.tables.admin import imports, participation_schools, participations, schools
from tests.fixtures.waves import add_administration

Row = dict[str, str]


class District:
    """An administration that collects elsewhere, with schools that have no keys."""

    def __init__(self, district_id: UUID, administration_id: UUID, instrument: Instrument) -> None:
        self.district_id = district_id
        self.administration_id = administration_id
        self.instrument = instrument
        self.participations: dict[str, UUID] = {}

    async def add(
        self, database: AsyncConnection, name: str, *, nces: str | None = None, beside: str | None = None
    ) -> UUID:
        """Let a school take part; `beside` names one that it is reported together with."""
        school_id: UUID | None = await database.scalar(
            insert(schools)
            .values(
                district_id=self.district_id,
                name=name,
                external_ids=[{"system": "nces", "value": nces}] if nces else [],
            )
            .returning(schools.c.id)
        )
        participation_id = self.participations.get(beside or "") or await database.scalar(
            insert(participations)
            .values(
                district_id=self.district_id,
                administration_id=self.administration_id,
                school_id=school_id,
            )
            .returning(participations.c.id)
        )
        assert participation_id is not None
        assert school_id is not None
        self.participations[name] = participation_id
        await database.execute(
            insert(participation_schools).values(
                participation_id=participation_id,
                district_id=self.district_id,
                administration_id=self.administration_id,
                school_id=school_id,
            )
        )
        return school_id

    def rows(self, school: str, people: int, *, seed: int = 7) -> list[Row]:
        generator = random.Random(f"{school}{seed}")  # noqa: S311 - a reproducible test
        return [
            {"school": school} | {item.id: str(generator.randint(1, 6)) for item in self.instrument.items}
            for _ in range(people)
        ]

    async def upload(
        self, database: AsyncConnection, rows: list[Row], schools_csv: bytes | None = None
    ) -> UUID:
        out = io.StringIO()
        writer = csv.DictWriter(out, ["school", *(item.id for item in self.instrument.items)])
        writer.writeheader()
        writer.writerows(rows)
        import_id: UUID | None = await database.scalar(
            insert(imports)
            .values(
                district_id=self.district_id,
                administration_id=self.administration_id,
                responses_csv=out.getvalue().encode(),
                schools_csv=schools_csv,
            )
            .returning(imports.c.id)
        )
        assert import_id is not None
        return import_id


@pytest.fixture
async def district(database: AsyncConnection) -> District:
    made = District(*await add_administration(database, access="import"))
    await made.add(database, "North", nces="060000100001")
    await made.add(database, "South")
    return made


async def outcome(database: AsyncConnection, import_id: UUID) -> Any:
    return (await database.execute(select(imports).where(imports.c.id == import_id))).one()


async def states(database: AsyncConnection) -> Counter[str]:
    return Counter(await database.scalars(select(participations.c.state)))


class TestRefused:
    async def test_every_fault_is_told_and_nothing_is_taken(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        item = district.instrument.items[0].id
        rows = district.rows("North", 3) + district.rows("Nowhere", 1)
        rows[1][item] = "9"
        import_id = await district.upload(database, rows)

        assert await import_waiting(releaser) == 0

        row = await outcome(database, import_id)
        assert (row.state, row.error_count, row.rows_done) == ("refused", 2, 0)
        assert row.errors == [
            {
                "file": "responses.csv",
                "line": 3,
                "column": item,
                "value": "9",
                "allowed": "1 to 6, or blank",
            },
            {
                "file": "responses.csv",
                "line": 5,
                "column": "school",
                "value": "Nowhere",
                "allowed": "a school that is listed",
            },
        ]
        assert (row.responses_csv, row.schools_csv) == (None, None)
        assert await database.scalar(text("SELECT count(*) FROM answers")) == 0
        assert await states(database) == {"draft": 2}

    async def test_a_name_that_two_schools_share_means_neither(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        await district.add(database, "North", nces="060000100002")
        import_id = await district.upload(database, district.rows("North", 5))

        await import_waiting(releaser)

        row = await outcome(database, import_id)
        assert (row.state, row.error_count) == ("refused", 5)

    async def test_one_school_under_two_codes(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        rows = district.rows("North", 5) + district.rows("060000100001", 5)
        import_id = await district.upload(database, rows)

        await import_waiting(releaser)

        row = await outcome(database, import_id)
        assert row.state == "refused"
        assert row.errors[0]["allowed"] == "one code for each school, the same in every line"

    @pytest.mark.parametrize(
        ("listed", "allowed"),
        [
            (b"school,eligible\nEast,20\n", "a school of the administration"),
            (b"school,eligible\nNorth,0\n", "a whole number from 1"),
            (b"school,eligible\nNorth,many\n", "a whole number from 0 to 100000"),
        ],
    )
    async def test_a_list_of_schools_that_does_not_fit(
        self,
        listed: bytes,
        allowed: str,
        database: AsyncConnection,
        releaser: AsyncEngine,
        district: District,
    ) -> None:
        import_id = await district.upload(database, district.rows("North", 5), listed)

        await import_waiting(releaser)

        row = await outcome(database, import_id)
        assert row.state == "refused"
        assert row.errors[0]["allowed"] == allowed

    async def test_a_school_released_meanwhile_stops_the_whole_import(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        """Frozen is frozen: a released school is none of the administration's open ones any more."""
        await database.execute(
            update(participations)
            .where(participations.c.id == district.participations["South"])
            .values(state="published")
        )
        import_id = await district.upload(database, district.rows("North", 5) + district.rows("South", 5))

        await import_waiting(releaser)

        assert (await outcome(database, import_id)).state == "refused"
        assert await states(database) == {"draft": 1, "published": 1}


class TestTaken:
    async def test_counts_by_sql_equal_the_file_and_no_link_across_factors_is_kept(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        rows = district.rows("060000100001", 12) + district.rows("South", 7)
        rows[0][district.instrument.items[0].id] = ""
        listed = b"school,eligible,name\n060000100001,15,North\n"
        import_id = await district.upload(database, rows, listed)

        assert await import_waiting(releaser) == 1

        row = await outcome(database, import_id)
        assert (row.state, row.rows_total, row.rows_done) == ("done", 19, 19)
        assert (row.responses_csv, row.schools_csv) == (None, None)
        for code, name in (("060000100001", "North"), ("South", "South")):
            stored = await database.execute(
                text("SELECT factor, block FROM answers WHERE participation_id = :id"),
                {"id": district.participations[name]},
            )
            blocks = {found.factor: found.block for found in stored}
            for factor in district.instrument.factors:
                lines = [[int(one[i.id] or 0) for i in factor.items] for one in rows if one["school"] == code]
                assert blocks[factor.id] == sorted(line for line in lines if any(line))
        eligible = await database.scalars(
            select(participations.c.eligible).order_by(participations.c.eligible)
        )
        assert list(eligible) == [15, None]

    async def test_schools_reported_together_are_one_group(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        await district.add(database, "Isle", beside="South")
        rows = district.rows("North", 6) + district.rows("South", 4) + district.rows("Isle", 3)
        listed = b"school,eligible\nIsle,5\nSouth,6\n"
        import_id = await district.upload(database, rows, listed)

        assert await import_waiting(releaser) == 1

        assert (await outcome(database, import_id)).state == "done"
        together = district.participations["South"]
        factor = district.instrument.factors[0]
        block = await database.scalar(
            text("SELECT block FROM answers WHERE participation_id = :id AND factor = :factor"),
            {"id": together, "factor": factor.id},
        )
        lines = [[int(one[i.id]) for i in factor.items] for one in rows if one["school"] != "North"]
        assert block == sorted(lines)
        accepted: dict[UUID, int] = dict(
            (await database.execute(text("SELECT participation_id, accepted FROM release_counts"))).all()
        )
        assert accepted == {district.participations["North"]: 6, together: 7}
        counts = select(participations.c.eligible).where(participations.c.id == together)
        assert await database.scalar(counts) == 11

    async def test_it_is_published_labelled_and_the_uploaded_lines_leave_the_pages(
        self,
        *,
        database: AsyncConnection,
        settings: ReleaseSettings,
        keys: KeyStore,
        releaser: AsyncEngine,
        reporter: AsyncEngine,
        district: District,
    ) -> None:
        listed = b"school,eligible\nNorth,15\nSouth,20\n"
        await district.upload(database, district.rows("North", 12), listed)
        assert await import_waiting(releaser) == 1

        await Reconciler(settings=settings, releaser=releaser, reporter=reporter, keys=keys).run_once()

        assert await states(database) == {"published": 2}
        assert await database.scalar(text("SELECT state FROM administrations")) == "published"
        raw = await database.scalars(text("SELECT document FROM profiles"))
        profiles = {one.school.name: one for one in map(parse_profile, raw)}
        assert profiles["North"].participation.access == "import"
        assert profiles["North"].participation.responses == 12
        assert "collected_elsewhere" in {note.code for note in profiles["North"].notes}
        assert profiles["South"].participation.standing == "suppressed", (
            "no line in the file: nobody answered"
        )
        toast = "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'imports'"
        assert await database.scalar(text(toast)) == 0

    async def test_lines_that_look_careless_are_counted_and_kept(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        rows = district.rows("North", 12)
        rows[3] |= {item.id: "6" for item in district.instrument.items}
        await district.upload(database, rows)

        assert await import_waiting(releaser) == 1

        counted = await database.execute(text("SELECT accepted, careless_flagged FROM release_counts"))
        kept = {row.accepted: row.careless_flagged for row in counted}
        assert kept.keys() == {12, 0}
        assert kept[0] is None
        assert kept[12] in {0, 5}, "one was counted; kept is only a multiple of five"

    async def test_one_that_a_crash_left_running_is_finished(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        import_id = await district.upload(database, district.rows("North", 12))
        await database.execute(update(imports).values(state="running", rows_done=5))

        assert await import_waiting(releaser) == 1
        assert (await outcome(database, import_id)).state == "done"

    async def test_one_that_another_worker_reads_is_left_to_it(
        self, database: AsyncConnection, releaser: AsyncEngine, district: District
    ) -> None:
        import_id = await district.upload(database, district.rows("North", 12))
        async with releaser.connect() as other:
            assert await queries.try_lock(other, import_id)

            assert await import_waiting(releaser) == 0
            assert (await outcome(database, import_id)).state == "waiting"
            await queries.unlock(other, import_id)

        assert await import_waiting(releaser) == 1
