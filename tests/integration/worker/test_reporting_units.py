"""Three schools of 3 + 2 + 3 people, from a draft over HTTP to one released profile by the real worker."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from infra.local.stack import Stack
from respondent_client import RespondentClient, seal_answers, start_check_in
from survey_core.contracts.profile import ProfileDocument, parse_profile
from survey_core.instruments import shipped
from survey_core.sealing.plaintext import Answers
from survey_core.sealing.verify import verify_record
from tests.fixtures.office import Json, Office, plan

SHORT = shipped("internal-coherence-short")
COUNTS = {"Bay School": 3, "Hill School": 2, "Lake School": 3}
UNIT = "Bay, Hill and Lake"
PATIENCE_S = 90


@pytest.fixture
async def http(module_stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {module_stack.admin_key}"}
    async with httpx.AsyncClient(base_url=module_stack.base_url, headers=headers, timeout=60) as client:
        yield client


async def until_ready(office: Office, administration: str) -> None:
    """`ready`, asked again while the worker makes keys for schools that have just been joined."""
    for _ in range(20):
        answer = await office.http.post(f"/v1/administrations/{administration}/ready")
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            assert answer.is_success, answer.text
            return
    raise AssertionError("the worker made no keys")


async def everyone_answers(office: Office, participation: str) -> None:
    """Make the cards, hand them out, and let everybody answer 4 everywhere."""
    cards = (await office.made(f"/v1/participations/{participation}/cards"))["cards"]
    client = RespondentClient(office.http)
    agreement = await client.fetch_manifest(participation)
    for card in cards:
        held = await client.check_in(start_check_in(agreement, code=card["code"]))
        answers = Answers(
            answers={item.id: 4 for item in SHORT.items},
            routing={question.id: "yes" for question in SHORT.routing},
            background={},
            language="en",
        )
        await client.submit(seal_answers(held, answers))


async def published(office: Office, administration: str) -> list[Json]:
    """The profiles, once there are any."""
    for _ in range(PATIENCE_S * 2):
        found: list[Json] = (
            await office.http.get("/v1/profiles", params={"administration": administration})
        ).json()["data"]
        if found:
            return found
        await asyncio.sleep(0.5)
    raise AssertionError("nothing was published")


def key_files(stack: Stack) -> set[str]:
    """Participations any key of which is left."""
    folders = (stack.home.issuer_keys, stack.home.opener_keys, stack.home.keks)
    return {Path(path).name.partition(".")[0] for folder in folders for path in folder.iterdir()}


async def test_three_small_schools_answer_and_are_published_as_one(
    module_stack: Stack, http: httpx.AsyncClient
) -> None:
    office = Office(http)
    district = await office.district("Far shore")
    schools = {
        name: await office.school(district, name, external_ids=[{"system": "local", "value": name[:2]}])
        for name in COUNTS
    }
    body = plan(district) | {
        "grace_hours": 0,
        "schools": [{"school": schools[name], "eligible": n} for name, n in COUNTS.items()],
    }
    made = await office.made("/v1/administrations", body)
    for school in schools.values():
        answer = await http.patch(f"/v1/schools/{school}", json={"reporting_unit": UNIT})
        assert answer.is_success, answer.text

    await until_ready(office, made["id"])
    await office.made(f"/v1/administrations/{made['id']}/open")
    (participation,) = (await http.get(f"/v1/administrations/{made['id']}")).json()["participations"]
    await everyone_answers(office, participation)
    await office.made(f"/v1/administrations/{made['id']}/close")
    (document,) = await published(office, made["id"])

    profile = parse_profile(httpx.Response(200, json=document).content)
    _check_profile(profile, schools)
    await _check_lookups(office, schools, profile=profile)
    await _check_rows(module_stack, participation)
    record = (await http.get(f"/v1/participations/{participation}/record")).content
    assert verify_record(record, unspent_cards=0).problems == ()
    assert key_files(module_stack) & {participation, *made["participations"]} == set()
    await _check_summary(office, district, made["id"])


def _check_profile(profile: ProfileDocument, schools: dict[str, str]) -> None:
    assert profile.school.name == UNIT
    assert profile.school.id not in schools.values()
    assert {member.id: member.name for member in profile.school.members} == {
        school: name for name, school in schools.items()
    }
    assert [member.id for member in profile.school.members] == sorted(schools.values())
    assert (profile.participation.eligible, profile.participation.responses) == (8, 8)
    assert profile.participation.standing == "profile"


async def _check_lookups(office: Office, schools: dict[str, str], *, profile: ProfileDocument) -> None:
    """Each member finds the unit's profile, by id and by external id, and nothing else."""
    asked = [{"school": one} for one in (*schools.values(), profile.school.id)]
    asked += [{"external_id": f"local:{name[:2]}"} for name in schools]
    for parameters in asked:
        found = (await office.http.get("/v1/profiles", params=parameters)).json()["data"]
        assert [one["id"] for one in found] == [profile.id], parameters


async def _check_rows(stack: Stack, participation: str) -> None:
    connection = await asyncpg.connect(stack.database_url)
    try:
        counts = {
            table: await connection.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
            for table in (
                "participations",
                "participation_schools",
                "profiles",
                "records",
                "release_counts",
                "spent_passes",
                "access_codes",
                "sealed_responses",
            )
        }
        of_unit = await connection.fetchval("SELECT DISTINCT participation_id FROM participation_schools")
    finally:
        await connection.close()
    assert counts == {
        "participations": 1,
        "participation_schools": 3,
        "profiles": 1,
        "records": 1,
        "release_counts": 1,
        "spent_passes": 8,
        "access_codes": 0,
        "sealed_responses": 0,
    }
    assert str(of_unit) == participation


async def _check_summary(office: Office, district: str, administration: str) -> None:
    for _ in range(PATIENCE_S * 2):
        answer = await office.http.get(
            f"/v1/districts/{district}/summary", params={"administration": administration}
        )
        if answer.is_success:
            break
        await asyncio.sleep(0.5)
    coverage = answer.json()["coverage"]
    assert (coverage["schools_total"], coverage["reporting_units"]) == (1, 1)
    assert coverage["text"]["en"].endswith("of 1 schools (schools reported together count as one)")
