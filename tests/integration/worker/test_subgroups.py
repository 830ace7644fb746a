"""Subgroup tables through release and publication on a real database, beside an independent computation."""

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scoring_worker.publishing.service import publish_shredded
from scoring_worker.release.key_store import KeyStore
from scoring_worker.release.opener import release_all
from survey_core.contracts.measures import FactorScore, Suppressed
from survey_core.contracts.profile import ProfileDocument, SubgroupBand, parse_profile
from survey_core.sealing.plaintext import Answers
from tests.fixtures.subgroup_oracle import coded, members, person_scores, shown_bands
from tests.fixtures.waves import Wave, add_administration, add_school, close, state_of, submit

YEARS, GRADES = "years_here", "grades"
NEW, MIDDLE, OLD = "up_to_3", "4_to_9", "10_or_more"
LOW, HIGH = "up_to_2", "6_or_more"

#: (years, grades, people); None leaves the question out. New people are 3, so another group is hidden too.
MIXED = (
    (NEW, LOW, 3), (MIDDLE, LOW, 16), (MIDDLE, HIGH, 13), (OLD, HIGH, 14), (OLD, None, 11), (None, LOW, 9),
)  # fmt: skip
#: Whoever is new works with the lowest grades, and one other person does.
NESTED = ((NEW, LOW, 8), (OLD, LOW, 1), (OLD, HIGH, 12))


def crowd(
    wave: Wave, groups: Sequence[tuple[str | None, str | None, int]], *, seed: int = 7
) -> list[Answers]:
    """People of these groups, who skip a tenth of the statements."""
    draw = random.Random(seed)  # noqa: S311 - made-up people
    people = []
    for years, grades, n in groups:
        chosen = {question: band for question, band in ((YEARS, years), (GRADES, grades)) if band}
        for _ in range(n):
            answers = {item.id: draw.randint(1, 6) for item in wave.instrument.items if draw.random() > 0.1}
            routing = {"meets_in_team": draw.choice(["yes", "yes", "no"])}
            people.append(Answers(answers=answers, routing=routing, background=chosen, language="es"))
    return people


async def school(
    database: AsyncConnection, keys: KeyStore, *, eligible: int, tables: Sequence[str] = (YEARS, GRADES)
) -> Wave:
    """One open school whose manifest names tables."""
    district_id, administration_id, instrument = await add_administration(database)
    return await add_school(
        database,
        keys,
        district_id=district_id,
        administration_id=administration_id,
        instrument=instrument,
        eligible=eligible,
        subgroup_tables=tables,
    )


async def release(database: AsyncConnection, wave: Wave, releaser: AsyncEngine, keys: KeyStore) -> int:
    """Close and release; returns how many failed."""
    await close(database, wave.administration_id)
    return await release_all([wave.participation_id], engine=releaser, keys=keys, durability="local")


async def profile_of(database: AsyncConnection, wave: Wave) -> ProfileDocument:
    """The published profile's first revision."""
    raw = await database.scalar(
        text("SELECT document FROM profiles WHERE participation_id = :id ORDER BY revision LIMIT 1"),
        {"id": wave.participation_id},
    )
    return parse_profile(raw)


async def rows(database: AsyncConnection, query: str) -> list[Any]:
    return [tuple(row) for row in await database.execute(text(query))]


async def test_an_answer_to_a_question_nobody_chose_is_rejected(
    database: AsyncConnection, releaser: AsyncEngine, keys: KeyStore
) -> None:
    wave = await school(database, keys, eligible=30, tables=[YEARS])
    people = crowd(wave, [(NEW, None, 12), (OLD, None, 12)])
    await submit(database, wave, [*people, *crowd(wave, [(OLD, HIGH, 1)])])

    assert await release(database, wave, releaser, keys) == 0

    assert await rows(database, "SELECT accepted, rejected FROM release_counts") == [(24, 1)]
    assert await rows(database, "SELECT DISTINCT question FROM subgroup_sums") == [(YEARS,)]


async def test_without_chosen_questions_nothing_is_kept_and_nothing_shown(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await school(database, keys, eligible=30, tables=[])
    await submit(database, wave, crowd(wave, [(None, None, 25)]))
    await release(database, wave, releaser, keys)
    await publish_shredded(reporter)

    assert (await profile_of(database, wave)).subgroups == []
    assert await rows(database, "SELECT * FROM subgroup_sums") == []


async def test_a_nested_table_is_withheld_with_its_reason_and_the_other_one_stays(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await school(database, keys, eligible=24)
    await submit(database, wave, crowd(wave, NESTED))
    await release(database, wave, releaser, keys)
    await publish_shredded(reporter)

    years, grades = (await profile_of(database, wave)).subgroups
    assert (years.question, grades.question) == (YEARS, GRADES)
    assert isinstance(years.bands, list)
    assert grades.bands == Suppressed(reason="differencing")
    assert await rows(database, "SELECT question, reason FROM withheld_tables") == [(GRADES, "differencing")]
    assert await rows(database, "SELECT DISTINCT question FROM subgroup_sums") == [(YEARS,)]


@pytest.mark.parametrize(
    ("people", "eligible", "reason"),
    [(20, 31, "preliminary"), (20, 51, "not_enough_responses"), (4, 10, "not_enough_responses")],
)
async def test_a_school_with_too_few_answers_shows_no_groups(  # noqa: PLR0917 - fixtures
    database: AsyncConnection,
    releaser: AsyncEngine,
    reporter: AsyncEngine,
    keys: KeyStore,
    people: int,
    eligible: int,
    reason: str,
) -> None:
    wave = await school(database, keys, eligible=eligible)
    await submit(database, wave, crowd(wave, [(NEW, LOW, people // 2), (OLD, HIGH, people // 2)]))
    await release(database, wave, releaser, keys)
    await publish_shredded(reporter)

    tables = (await profile_of(database, wave)).subgroups
    assert [one.bands.reason for one in tables if isinstance(one.bands, Suppressed)] == [reason] * 2
    assert await rows(database, "SELECT * FROM subgroup_sums") == []


async def test_both_tables_equal_an_independent_computation(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    wave = await school(database, keys, eligible=80)
    people = crowd(wave, MIXED)
    await submit(database, wave, people)
    await release(database, wave, releaser, keys)
    await publish_shredded(reporter)

    assert await state_of(database, wave) == "published"
    tables = {one.question: one for one in (await profile_of(database, wave)).subgroups}
    assert list(tables) == [YEARS, GRADES]
    shown = hidden = 0
    for question in wave.instrument.background:
        values = [answer.value for answer in question.answers]
        bands = tables[question.id].bands
        assert isinstance(bands, list)
        assert [(band.value, band.label) for band in bands[:-1]] == [
            (answer.value, answer.label) for answer in question.answers
        ]
        assert bands[-1].value == ""
        for factor in wave.instrument.factors:
            scores = person_scores(wave.instrument, factor, people)
            own = members(people, question.id, values, scores)
            sizes = {band: len(places) for band, places in own.items()}
            expected = shown_bands(sizes, n_items=len(factor.items))
            for band in bands:
                score = score_of(band, factor.id)
                if band.value not in expected:
                    assert isinstance(score, Suppressed)
                    hidden += 1
                    continue
                assert isinstance(score, FactorScore)
                mean = sum((scores[place] for place in own[band.value]), Fraction(0)) / sizes[band.value]
                assert (score.mean, score.bound) == coded(
                    mean, n=sizes[band.value], n_items=len(factor.items), low=1, high=6
                )
                shown += 1
    assert shown > 30
    assert hidden > 10


def score_of(band: SubgroupBand, factor: str) -> FactorScore | Suppressed:
    return next(one.score for one in band.factors if one.id == factor)


async def test_the_database_holds_sums_over_shown_groups_and_nothing_crosswise(
    database: AsyncConnection, releaser: AsyncEngine, reporter: AsyncEngine, keys: KeyStore
) -> None:
    """Language and background stand nowhere else, and a hidden group stands nowhere at all."""
    wave = await school(database, keys, eligible=80)
    people = crowd(wave, MIXED)
    await submit(database, wave, people)
    await release(database, wave, releaser, keys)
    await publish_shredded(reporter)

    found = await places_of(database, (NEW, MIDDLE, OLD, LOW, HIGH))
    published = {("instruments", "document"), ("profiles", "document")}
    assert found[NEW] == published
    assert found[MIDDLE] | found[OLD] | found[LOW] | found[HIGH] == published | {("subgroup_sums", "band")}
    stored = await rows(database, "SELECT question, band, factor, n, total FROM subgroup_sums")
    assert len({row[:3] for row in stored}) == len(stored)
    assert min(row[3] for row in stored) >= 5
    for question in wave.instrument.background:
        values = [answer.value for answer in question.answers]
        for factor in wave.instrument.factors:
            scores = person_scores(wave.instrument, factor, people)
            own = members(people, question.id, values, scores)
            for of, band, on, n, total in stored:
                if (of, on) == (question.id, factor.id):
                    # Two items: halves are whole numbers.
                    assert (n, int(total)) == (
                        len(own[band]),
                        2 * sum(scores[place] for place in own[band]),
                    )


async def places_of(database: AsyncConnection, words: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """Table and column of every value of the database whose text holds a word."""
    columns = await rows(
        database,
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public'",
    )
    found: dict[str, set[tuple[str, str]]] = {word: set() for word in words}
    for table, column, kind in columns:
        shown = f"encode({column}, 'escape')" if kind == "bytea" else f"{column}::text"
        for word in words:
            n = await database.scalar(
                text(f'SELECT count(*) FROM "{table}" WHERE {shown} LIKE :word'),  # noqa: S608 - our own names
                {"word": f"%{word}%"},
            )
            if n:
                found[word].add((table, column))
    return found
