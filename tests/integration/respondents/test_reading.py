"""What a phone reads: exact bytes, the same for everyone, and nothing before its time."""

import hashlib
import uuid
from pathlib import Path
from typing import TypeAlias

import asyncpg
import httpx
import pytest

from survey_core.sealing.manifest import parse_manifest
from tests.fixtures.surveys import Survey, add_survey

Superuser: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def survey(database_url: str, key_dir: Path) -> Survey:
    return await add_survey(database_url, key_dir=key_dir)


async def test_an_unknown_participation_is_not_found(client: httpx.AsyncClient) -> None:
    statuses = {
        name: (await client.get(f"/v1/participations/{UNKNOWN}/{name}")).status_code
        for name in ("manifest", "questionnaire", "record", "report")
    }

    assert statuses == dict.fromkeys(statuses, 404)


async def test_a_draft_shows_nothing(client: httpx.AsyncClient, survey: Survey, superuser: Superuser) -> None:
    await superuser.execute("UPDATE participations SET state = 'draft', manifest = NULL, pin = NULL")

    for name in ("manifest", "questionnaire", "record", "report"):
        assert (await client.get(f"/v1/participations/{survey.participation}/{name}")).status_code == 404


async def test_an_id_that_is_none_is_refused_without_an_echo(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/participations/canary-7QX/manifest")

    assert answer.status_code == 422
    assert "canary" not in answer.text


async def test_the_manifest_is_served_byte_by_byte(client: httpx.AsyncClient, survey: Survey) -> None:
    answer = await client.get(f"/v1/participations/{survey.participation}/manifest")

    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).digest() == survey.pin
    assert parse_manifest(answer.content).participation == str(survey.participation)
    assert answer.headers["cache-control"].startswith("public")


async def test_who_has_the_bytes_gets_304(client: httpx.AsyncClient, survey: Survey) -> None:
    for path in ("manifest", "questionnaire?language=es"):
        url = f"/v1/participations/{survey.participation}/{path}"
        first = await client.get(url)

        again = await client.get(url, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
        other = await client.get(url, headers={"If-None-Match": '"other"'})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert other.content == first.content


async def test_the_questionnaire_asks_in_the_language_wanted_and_shows_no_scoring(
    client: httpx.AsyncClient, survey: Survey
) -> None:
    url = f"/v1/participations/{survey.participation}/questionnaire"
    english, spanish = (
        (await client.get(url)).json(),
        (await client.get(url, params={"language": "es"})).json(),
    )

    assert (english["language"], spanish["language"]) == ("en", "es")
    assert english["participation"] == str(survey.participation)
    assert english["instrument"]["digest"] == survey.instrument.digest
    asked = [item["id"] for section in english["sections"] for item in section["items"]]
    assert asked == [item.id for item in survey.instrument.items]
    assert english["sections"][0]["items"][0]["text"] != spanish["sections"][0]["items"][0]["text"]
    for scoring in ("reverse", "cuts", "descriptors"):
        assert f'"{scoring}"' not in (await client.get(url)).text


async def test_the_questionnaire_names_the_districts_time_zone(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    url = f"/v1/participations/{survey.participation}/questionnaire"
    unsaid = (await client.get(url)).json()["time_zone"]
    await superuser.execute("UPDATE districts SET time_zone = 'America/Denver'")

    assert (unsaid, (await client.get(url)).json()["time_zone"]) == (None, "America/Denver")


async def test_a_language_nobody_translated_is_not_offered(client: httpx.AsyncClient, survey: Survey) -> None:
    url = f"/v1/participations/{survey.participation}/questionnaire"

    answer = await client.get(url, params={"language": "tlh"})

    assert (answer.status_code, answer.json()["code"]) == (404, "language-not-offered")
    assert "tlh" not in answer.text


async def test_the_record_appears_with_the_publication_and_not_before(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    url = f"/v1/participations/{survey.participation}/record"
    document = b'{"v":1}'
    await superuser.execute("INSERT INTO records VALUES ($1, $2)", survey.participation, document)
    before = {}
    for state in ("open", "closed", "review", "released", "shredded"):
        await superuser.execute("UPDATE participations SET state = $1", state)
        answer = await client.get(url)
        before[state] = (answer.status_code, answer.json()["code"])

    await superuser.execute("UPDATE participations SET state = 'published'")
    published = await client.get(url)

    assert before == dict.fromkeys(before, (404, "record-not-published"))
    assert (published.status_code, published.content) == (200, document)


async def _publish_report(superuser: Superuser, survey: Survey, *, revision: int, document: bytes) -> None:
    await superuser.execute(
        "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
        " released_on, scoring_version, input_digest, etag, document)"
        " SELECT $1, $2, district_id, id, administration_id, school_id, current_date,"
        " '1', 'sha256:0', 'e', $3 FROM participations WHERE id = $4",
        uuid.UUID(int=7),
        revision,
        document,
        survey.participation,
    )


async def test_the_report_appears_with_the_publication_and_not_with_an_interim_one(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    url = f"/v1/participations/{survey.participation}/report"
    before = {"nothing": (await client.get(url)).json()["code"]}
    await _publish_report(superuser, survey, revision=1, document=b'{"interim":1}')
    for state in ("open", "closed", "review", "released", "shredded"):
        await superuser.execute("UPDATE participations SET state = $1", state)
        before[state] = (await client.get(url)).json()["code"]

    await superuser.execute("UPDATE participations SET state = 'published'")
    await _publish_report(superuser, survey, revision=2, document=b'{"b":"\xc3\xad","a":1.0}')
    published = await client.get(url)

    assert before == dict.fromkeys(before, "report-not-published")
    assert published.content.startswith(b'{"profile":{"b":"\xc3\xad","a":1.0},"instrument":{')
    assert published.json()["instrument"]["instrument"] == survey.instrument.id
    again = await client.get(url, headers={"If-None-Match": published.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.fixture
async def staged(survey: Survey, superuser: Superuser, changes: str, state: str) -> Survey:
    """A survey as it is after some changes of the administration, its participation in this state."""
    await superuser.execute(f"UPDATE administrations SET {changes}")  # noqa: S608 - ours
    await superuser.execute("UPDATE participations SET state = $1", state)
    return survey


@pytest.mark.parametrize(
    ("changes", "state", "stage"),
    [
        ("state = 'ready', opens_at = now() + interval '1 minute'", "ready", "before"),
        ("opens_at = now() - interval '1 minute'", "open", "open"),
        ("closes_at = now() - interval '1 hour', grace_hours = 2", "open", "grace"),
        ("state = 'closed', closed_at = now() - interval '1 hour', grace_hours = 2", "closed", "grace"),
        (
            "opens_at = now() - interval '9 hours', closes_at = now() - interval '2 hours', grace_hours = 1",
            "open",
            "over",
        ),
        ("state = 'closed', closed_at = now() - interval '2 hours', grace_hours = 1", "closed", "over"),
        ("state = 'closed'", "review", "over"),
        ("state = 'closed'", "shredded", "over"),
        ("state = 'closed'", "published", "published"),
    ],
)
async def test_the_page_is_told_how_far_the_survey_is(
    client: httpx.AsyncClient, staged: Survey, stage: str
) -> None:
    page = await client.get(f"/v1/participations/{staged.participation}/questionnaire")

    assert page.json()["stage"] == stage
    assert page.headers["cache-control"] == "public, no-cache", "no copy may say that it has not begun"


async def test_reading_also_answers_head(client: httpx.AsyncClient, survey: Survey) -> None:
    answer = await client.head(f"/v1/participations/{survey.participation}/manifest")

    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) == len(survey.manifest)


async def test_the_page_is_told_which_schools_are_reported_together(
    client: httpx.AsyncClient, survey: Survey, superuser: Superuser
) -> None:
    url = f"/v1/participations/{survey.participation}/questionnaire"
    alone = (await client.get(url)).json()
    await superuser.execute(
        "UPDATE participations SET reported_together = $1",
        '{"name": "Hill and Lake", "schools": ["Hill School", "Lake School"]}',
    )

    together = await client.get(url)

    assert alone["reporting_unit"] is None
    assert together.json()["reporting_unit"] == {
        "name": "Hill and Lake",
        "schools": ["Hill School", "Lake School"],
    }
    assert together.headers["etag"] != (await client.get(url, params={"language": "es"})).headers["etag"]
