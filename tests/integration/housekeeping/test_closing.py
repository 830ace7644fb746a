"""Closing on time: first no key, then the note, then the event; once, however many processes keep house."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
import pytest
from fastapi import FastAPI

from survey_api.app import create_app
from survey_api.db import Database
from survey_api.housekeeping.tasks import Housekeeper
from survey_api.passes.key_store import IssuerKeyStore
from survey_api.settings import Settings
from tests.fixtures.surveys import Survey, add_survey, write_issuer_key

Superuser: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
OVER = timedelta(seconds=-1)


@pytest.fixture
async def app(api_settings: Settings) -> Any:
    """The application without its background tasks: the tests decide when house is kept."""
    app = create_app(api_settings)
    yield app
    await app.state.database.close()


async def keep_house(app: FastAPI) -> None:
    database: Database = app.state.database
    keys: IssuerKeyStore = app.state.issuer_keys
    await Housekeeper(database, keys, app.state.mail_room.keys).once()


async def events(superuser: Superuser) -> list[tuple[str, Any]]:
    rows = await superuser.fetch("SELECT type, data FROM outbox_events ORDER BY position")
    return [(row["type"], json.loads(row["data"])) for row in rows]


async def states(superuser: Superuser, survey: Survey) -> tuple[str, str, bool]:
    row = await superuser.fetchrow(
        "SELECT a.state AS whole, p.state AS part, p.issuer_key_destroyed AS gone FROM participations p"
        " JOIN administrations a ON a.id = p.administration_id WHERE p.id = $1",
        survey.participation,
    )
    assert row is not None
    return row["whole"], row["part"], row["gone"]


def closed_event(survey: Survey) -> tuple[str, Any]:
    return "administration.closed.v1", {"administration": str(survey.administration)}


async def test_an_open_window_is_left_alone(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    survey = await add_survey(database_url, key_dir=key_dir)

    await keep_house(app)

    assert await states(superuser, survey) == ("open", "open", False)
    assert [path.name for path in key_dir.iterdir()] == [f"{survey.participation}.pem"]
    assert await events(superuser) == []


async def test_a_window_that_is_over_is_closed_its_key_destroyed_and_the_close_announced_once(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    survey = await add_survey(database_url, key_dir=key_dir, closes_in=OVER)

    await keep_house(app)
    await keep_house(app)

    assert await states(superuser, survey) == ("closed", "closed", True)
    assert list(key_dir.iterdir()) == []
    assert await events(superuser) == [closed_event(survey)]
    assert await superuser.fetchval("SELECT closed_at IS NOT NULL FROM administrations")


async def test_processes_that_keep_house_together_announce_once(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    surveys = [await add_survey(database_url, key_dir=key_dir, closes_in=OVER) for _ in range(3)]

    await asyncio.gather(*(keep_house(app) for _ in range(4)))
    await keep_house(app)

    assert sorted(await events(superuser), key=str) == sorted(map(closed_event, surveys), key=str)
    assert list(key_dir.iterdir()) == []


async def test_a_close_that_a_crash_interrupted_is_finished(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    """Closed and committed; the key still there, as after a crash before it was destroyed."""
    survey = await add_survey(database_url, key_dir=key_dir, state="closed", closes_in=OVER)
    write_issuer_key(key_dir, survey)

    await keep_house(app)

    assert await states(superuser, survey) == ("closed", "closed", True)
    assert list(key_dir.iterdir()) == []
    assert await events(superuser) == [closed_event(survey)]


async def test_without_the_key_gone_nothing_is_noted_and_others_are_finished(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    stuck = await add_survey(database_url, key_dir=key_dir, state="closed", closes_in=OVER)
    fine = await add_survey(database_url, key_dir=key_dir, state="closed", closes_in=OVER)
    (key_dir / f"{stuck.participation}.pem").mkdir()  # what cannot be overwritten

    await keep_house(app)
    assert await states(superuser, stuck) == ("closed", "closed", False)
    assert await events(superuser) == [closed_event(fine)]

    (key_dir / f"{stuck.participation}.pem").rmdir()
    await keep_house(app)
    assert await states(superuser, stuck) == ("closed", "closed", True)


async def test_a_window_being_extended_is_not_closed(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    survey = await add_survey(database_url, key_dir=key_dir, closes_in=OVER)

    async with superuser.transaction():
        await superuser.execute("UPDATE administrations SET closes_at = now() + interval '1 day'")
        await keep_house(app)
    await keep_house(app)

    assert await states(superuser, survey) == ("open", "open", False)


@pytest.mark.parametrize(("days_late", "kept"), [(-1, True), (0.5, True), (2, False)])
async def test_a_survey_that_was_never_opened_keeps_its_key_until_it_cannot_open_any_more(
    *, app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path, days_late: float, kept: bool
) -> None:
    survey = await add_survey(database_url, key_dir=key_dir, state="ready", closes_in=OVER)
    await superuser.execute(
        "UPDATE administrations SET grace_hours = 24, opens_at = now() - interval '9 days',"
        " closes_at = now() - interval '8 days', closes_no_later_than = now() - $1::interval",
        timedelta(days=days_late),
    )

    await keep_house(app)
    await keep_house(app)

    assert await states(superuser, survey) == ("ready", "ready", not kept)
    assert [path.stem for path in key_dir.iterdir()] == ([str(survey.participation)] if kept else [])
    assert await events(superuser) == []


async def test_a_process_forgets_the_key_of_a_window_closed_elsewhere(
    app: FastAPI, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    survey = await add_survey(database_url, key_dir=key_dir)
    keys: IssuerKeyStore = app.state.issuer_keys
    await keys.load(survey.participation)
    await keep_house(app)
    assert keys.remembered == {survey.participation}

    await superuser.execute("UPDATE participations SET state = 'closed', issuer_key_destroyed = true")
    await keep_house(app)

    assert keys.remembered == frozenset()


async def test_a_running_application_closes_by_itself_and_at_once_when_woken(
    new_api: Any, superuser: Superuser, database_url: str, key_dir: Path
) -> None:
    app: FastAPI = await new_api()
    survey = await add_survey(database_url, key_dir=key_dir, closes_in=OVER)
    app.state.housekeeper.wake()

    async with asyncio.timeout(20):
        while (await states(superuser, survey)) != ("closed", "closed", True):  # noqa: ASYNC110 - in the database
            await asyncio.sleep(0.05)
