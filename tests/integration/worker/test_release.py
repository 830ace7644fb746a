"""What a release leaves behind, on a real PostgreSQL with the real logins."""

import asyncio
import secrets
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from structlog.testing import capture_logs

from scoring_worker.release.context import Release
from scoring_worker.release.driver import run_steps
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from scoring_worker.release.steps import SHRED_STEPS
from survey_core.sealing.plaintext import Answers
from survey_core.sealing.record import parse_record
from survey_core.sealing.verify import verify_record
from tests.fixtures.waves import Wave, close, open_wave, state_of, store, submit


async def release(wave: Wave, releaser: AsyncEngine, keys: KeyStore, **options: Any) -> int:
    return await release_all(
        [wave.participation_id], engine=releaser, keys=keys, durability="local", **options
    )


async def count(database: AsyncConnection, table: str, wave: Wave) -> int:
    statement = text(f"SELECT count(*) FROM {table} WHERE participation_id = :id")  # noqa: S608 - our own table names
    return int(await database.scalar(statement, {"id": wave.participation_id}) or 0)


async def column_counts(
    database: AsyncConnection, participation_id: UUID, *, factor: str, column: int
) -> Counter[int]:
    """Category counts of one item, by SQL alone."""
    statement = text(
        "SELECT block[row][:column] AS value, count(*) AS n FROM answers,"
        " generate_subscripts(block, 1) AS row"
        " WHERE participation_id = :id AND factor = :factor GROUP BY 1"
    )
    rows = await database.execute(statement, {"id": participation_id, "factor": factor, "column": column})
    return Counter({row.value: row.n for row in rows})


class TestRefusals:
    async def test_before_the_grace_time_is_over(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys, grace_hours=24)
        await submit(database, wave, [wave.answers()])
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 1
        assert await state_of(database, wave) == "closed"
        assert await count(database, "sealed_responses", wave) == 1
        assert keys.remains(wave.participation_id)

    async def test_while_the_issuer_key_exists(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers()])
        await close(database, wave.administration_id)
        await database.execute(text("UPDATE participations SET issuer_key_destroyed = false"))

        assert await release(wave, releaser, keys) == 1
        assert await state_of(database, wave) == "closed"

    async def test_while_the_window_is_open(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers()])

        await release(wave, releaser, keys)

        assert await state_of(database, wave) == "open"
        assert await count(database, "sealed_responses", wave) == 1

    async def test_without_the_opener_key(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers()])
        await close(database, wave.administration_id)
        hidden = keys.kek_path(wave.participation_id).rename(keys.kek_dir / "elsewhere")

        assert await release(wave, releaser, keys) == 1
        assert await state_of(database, wave) == "closed"
        assert await count(database, "sealed_responses", wave) == 1

        hidden.rename(keys.kek_path(wave.participation_id))
        assert await release(wave, releaser, keys) == 0

    @pytest.mark.parametrize("durability", ["standby"])
    async def test_without_the_standby_that_was_asked_for(
        self, durability: str, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await close(database, wave.administration_id)

        failed = await release_all([wave.participation_id], engine=releaser, keys=keys, durability=durability)

        assert failed == 1
        assert await state_of(database, wave) == "released"
        assert keys.remains(wave.participation_id)


class TestReview:
    async def test_too_many_malformed_stop_for_a_person_and_destroy_nothing(
        self,
        database: AsyncConnection,
        releaser: AsyncEngine,
        keys: KeyStore,
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers() for _ in range(10)])
        await store(database, wave, {wave.new_pass(): secrets.token_bytes(wave.sealed_length) for _ in "ab"})
        await close(database, wave.administration_id)

        with capture_logs() as logs:
            assert await release(wave, releaser, keys) == 1
        assert "2 of 12 responses" in str(logs[-1]["exc_info"])
        assert await state_of(database, wave) == "review"
        assert await count(database, "sealed_responses", wave) == 12
        assert await count(database, "access_codes", wave) == 20
        assert await count(database, "answers", wave) == 0
        assert keys.remains(wave.participation_id)

        assert await release(wave, releaser, keys) == 1, "it waits for a person"
        assert await release(wave, releaser, keys, accept_rejected=True) == 0
        assert await state_of(database, wave) == "shredded"

    async def test_one_malformed_in_twenty_is_counted_and_released(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers() for _ in range(19)])
        await store(database, wave, {wave.new_pass(): secrets.token_bytes(wave.sealed_length)})
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0
        counts = (
            await database.execute(text("SELECT accepted, rejected, redeemed FROM release_counts"))
        ).one()
        assert tuple(counts) == (19, 1, 20)


class TestRejected:
    async def test_a_ciphertext_copied_to_another_pass_counts_once(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        first = wave.new_pass()
        ballot = wave.seal(wave.answers(value=6), pass_hash=first)
        await store(database, wave, {first: ballot, wave.new_pass(): ballot})
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0
        counts = (await database.execute(text("SELECT accepted, rejected FROM release_counts"))).one()
        assert tuple(counts) == (1, 1)

    async def test_a_ciphertext_moved_from_another_school_does_not_open(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        here = await open_wave(database, keys)
        there = await open_wave(database, keys)
        name = there.new_pass()
        await store(database, here, {name: there.seal(there.answers(), pass_hash=name)})
        await close(database, here.administration_id)

        assert await release(here, releaser, keys) == 0
        counts = (await database.execute(text("SELECT accepted, rejected FROM release_counts"))).one()
        assert tuple(counts) == (0, 1)

    async def test_the_same_plaintext_sealed_twice_counts_once_and_stops_nothing(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        """Two people who agree on r would otherwise break the record, and with it the release."""
        wave = await open_wave(database, keys)
        shared = wave.answers(value=4)
        await submit(database, wave, [shared, shared])
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0
        counts = (await database.execute(text("SELECT accepted, rejected FROM release_counts"))).one()
        assert tuple(counts) == (1, 1)


class TestContent:
    async def test_counts_by_sql_equal_what_was_submitted(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys, eligible=40)
        submitted = [wave.answers(team="yes" if number % 3 else "no") for number in range(30)]
        partly = {k: v for k, v in submitted[0].answers.items() if not k.endswith("1")}
        submitted[0] = Answers(answers=partly, routing=submitted[0].routing, background={}, language="es")
        await submit(database, wave, submitted)
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0

        for factor in wave.instrument.factors:
            asked = [
                one
                for one in submitted
                if factor.ask_if is None or one.routing.get(factor.ask_if.question) == factor.ask_if.is_
            ]
            answering = [one for one in asked if any(item.id in one.answers for item in factor.items)]
            for column, item in enumerate(factor.items, start=1):
                expected = Counter(one.answers.get(item.id, 0) for one in answering)
                found = await column_counts(database, wave.participation_id, factor=factor.id, column=column)
                assert found == expected, item.id
        yes = await database.scalar(text("SELECT n FROM routing_counts WHERE value = 'yes'"))
        assert yes == sum(one.routing[wave.instrument.routing[0].id] == "yes" for one in submitted)

    async def test_blocks_are_sorted_and_two_people_can_swap_between_factors_unseen(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        """No link across factors: swapping two people's answers in one factor leaves the same rows."""
        first, second = await open_wave(database, keys), await open_wave(database, keys)
        people = [first.answers() for _ in range(8)]
        factor = first.instrument.factors[0]
        swapped = list(people)
        ids = {item.id for item in factor.items}
        for here, there in ((0, 1), (1, 0)):
            kept = {k: v for k, v in people[here].answers.items() if k not in ids}
            taken = {k: v for k, v in people[there].answers.items() if k in ids}
            swapped[here] = Answers(
                answers=kept | taken, routing=people[here].routing, background={}, language="en"
            )
        await submit(database, first, people)
        await submit(database, second, list(reversed(swapped)))
        for wave in (first, second):
            await close(database, wave.administration_id)
            assert await release(wave, releaser, keys) == 0

        rows = await database.execute(text("SELECT participation_id, factor, block FROM answers"))
        stored: dict[UUID, dict[str, list[list[int]]]] = {}
        for row in rows:
            stored.setdefault(row.participation_id, {})[row.factor] = row.block
        assert stored[first.participation_id] == stored[second.participation_id]
        assert all(block == sorted(block) for block in stored[first.participation_id].values())

    async def test_the_record_verifies_and_spent_passes_lie_in_the_order_of_their_hashes(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        passes = await submit(database, wave, [wave.answers() for _ in range(12)])
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0

        document = await database.scalar(text("SELECT document FROM records"))
        assert document is not None
        record = parse_record(document)
        assert (record.issued, record.redeemed, record.rejected) == (12, 12, 0)
        assert verify_record(document, pin=wave.pin, unspent_cards=8).holds
        heap = (await database.scalars(text("SELECT pass_hash FROM spent_passes ORDER BY ctid"))).all()
        assert heap == sorted(passes)

    async def test_nobody_answered(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0
        assert await state_of(database, wave) == "shredded"
        assert not keys.remains(wave.participation_id)
        counts = (await database.execute(text("SELECT accepted, rejected, issued FROM release_counts"))).one()
        assert tuple(counts) == (0, 0, 0)

    async def test_how_many_look_careless_is_counted_and_nobody_is_left_out(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave, few = await open_wave(database, keys), await open_wave(database, keys)
        await submit(
            database, wave, [wave.answers() for _ in range(9)] + [wave.answers(value=v) for v in (2, 5, 5)]
        )
        await submit(database, few, [few.answers(value=5) for _ in range(4)])
        for one in (wave, few):
            await close(database, one.administration_id)
            assert await release(one, releaser, keys) == 0

        counted = await database.execute(
            text("SELECT accepted, careless_flagged FROM release_counts ORDER BY accepted")
        )
        [(_, nothing), (_, kept)] = [tuple(row) for row in counted]
        assert nothing is None
        assert kept in {0, 5}, "three were counted; kept is only a multiple of five"
        lines = await database.scalar(
            text("SELECT array_length(block, 1) FROM answers WHERE participation_id = :id LIMIT 1"),
            {"id": wave.participation_id},
        )
        assert lines == 12


class TestTwoProcesses:
    async def test_both_release_the_same_school_and_one_does_it(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers() for _ in range(10)])
        await close(database, wave.administration_id)

        failed = await asyncio.gather(*(release(wave, releaser, keys) for _ in range(3)))

        assert failed == [0, 0, 0]
        assert await state_of(database, wave) == "shredded"
        assert await database.scalar(text("SELECT accepted FROM release_counts")) == 10

    @pytest.mark.parametrize("state", ["shredded", "published"])
    async def test_a_slow_one_never_moves_the_school_back(
        self, state: str, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await close(database, wave.administration_id)
        await release(wave, releaser, keys)
        await database.execute(text("UPDATE participations SET state = :state"), {"state": state})
        async with releaser.connect() as connection:
            slow = Release(
                participation_id=wave.participation_id,
                engine=releaser,
                connection=connection,
                keys=keys,
                durability="local",
            )
            await run_steps(SHRED_STEPS, slow, after_step=lambda _: None)

        assert await state_of(database, wave) == state


class TestWhatIsGone:
    async def test_keys_ciphertexts_and_codes(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers() for _ in range(10)])
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0
        assert not list(keys.kek_dir.iterdir())
        assert not list(keys.opener_dir.iterdir())
        for table in ("sealed_responses", "access_codes", "open_passes", "interim_responses"):
            assert await count(database, table, wave) == 0

    async def test_deleted_rows_leave_the_pages_and_the_statistics(
        self, database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
    ) -> None:
        wave = await open_wave(database, keys)
        await submit(database, wave, [wave.answers() for _ in range(10)])
        await database.execute(text("ANALYZE sealed_responses, access_codes"))
        await close(database, wave.administration_id)

        assert await release(wave, releaser, keys) == 0

        sizes = await database.execute(
            text("SELECT pg_relation_size('sealed_responses'), pg_relation_size('access_codes')")
        )
        assert tuple(sizes.one()) == (0, 0)
        samples = await database.scalar(
            text(
                "SELECT count(*) FROM pg_stats"
                " WHERE attname IN ('code_hash', 'blinded_hash', 'sealed', 'pass_hash')"
                " AND tablename IN ('sealed_responses', 'access_codes')"
                " AND (histogram_bounds IS NOT NULL OR most_common_vals IS NOT NULL)"
            )
        )
        assert samples == 0
