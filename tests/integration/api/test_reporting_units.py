"""Small schools that are asked together: what is refused, what a draft shows, and what `ready` freezes."""

import asyncio
from typing import Any

import pytest

from survey_api.administrations.preparing import prepare
from survey_core.sealing.manifest import parse_manifest
from tests.fixtures.event_log import events_of
from tests.fixtures.office import Json, Office, make_sealing_keys, plan
from tests.integration.api.conftest import Tenant

UNIT = "Hill and Lake schools"


async def small_schools(tenant: Tenant, *names: str, unit: str | None = UNIT) -> list[str]:
    """Schools of the tenant that name one unit; their ids, sorted."""
    fields = {} if unit is None else {"reporting_unit": unit}
    return sorted([await tenant.office.school(tenant.district, name, **fields) for name in names])


async def only_participation(office: Office, administration: Json) -> Json:
    """The one participation of an administration, as it is now."""
    shown = await administration_now(office, administration)
    (participation,) = shown["participations"]
    found: Json = (await office.http.get(f"/v1/participations/{participation}")).json()
    return found


async def administration_now(office: Office, administration: Json) -> Json:
    """An administration as it is now."""
    found: Json = (await office.http.get(f"/v1/administrations/{administration['id']}")).json()
    return found


async def rows(superuser: Any, table: str) -> int:
    """How many rows a table has."""
    return int(await superuser.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our own table names


async def test_schools_of_two_districts_are_never_joined(
    tenant: Tenant, stranger: Tenant, superuser: Any
) -> None:
    mine = await small_schools(tenant, "Hill")
    theirs = await small_schools(stranger, "Lake")

    foreign = await tenant.office.http.post("/v1/administrations", json=plan(tenant.district, mine + theirs))
    made = await tenant.office.administration(tenant.district, mine, eligible=4)

    assert (foreign.status_code, foreign.json()["errors"][0]["code"]) == (422, "unknown-school")
    alone = await only_participation(tenant.office, made)
    assert (alone["school"], alone["eligible"], len(alone["schools"])) == (mine[0], 4, 1)
    assert await superuser.fetchval("SELECT count(*) FROM schools WHERE kind = 'reporting_unit'") == 0


async def test_a_unit_is_no_school_to_name_change_or_list(tenant: Tenant) -> None:
    made = await tenant.office.administration(
        tenant.district, await small_schools(tenant, "Hill", "Lake"), eligible=4
    )
    unit = (await only_participation(tenant.office, made))["school"]

    named = await tenant.office.http.post("/v1/administrations", json=plan(tenant.district, [unit]))
    changed = await tenant.office.http.patch(f"/v1/schools/{unit}", json={"name": "Another"})
    shown = (await tenant.office.http.get(f"/v1/schools/{unit}")).json()
    listed = (await tenant.office.http.get("/v1/schools")).json()["data"]

    assert named.json()["errors"][0]["code"] == "unknown-school"
    assert changed.json()["errors"][0]["code"] == "reporting-unit"
    assert (shown["name"], shown["kind"]) == (UNIT, "reporting_unit")
    assert unit not in {school["id"] for school in listed}


@pytest.mark.parametrize(
    ("fields", "too_few", "code"),
    [
        ({"access": "open", "word": "harvest"}, [10, 10, 9], "too-few-for-open"),
        ({"release_mode": "rolling"}, [13, 13, 13], "too-few-for-rolling"),
    ],
)
async def test_each_way_of_asking_counts_the_people_of_all_its_schools(
    tenant: Tenant, fields: Json, too_few: list[int], code: str
) -> None:
    schools = await small_schools(tenant, "Bay", "Hill", "Lake")

    async def post(counts: list[int]) -> Any:
        entries = [{"school": one, "eligible": n} for one, n in zip(schools, counts, strict=True)]
        body = plan(tenant.district) | fields | {"schools": entries}
        return await tenant.office.http.post("/v1/administrations", json=body)

    refused = await post(too_few)
    enough = await post([too_few[0] + 1, *too_few[1:]])

    assert refused.status_code == 422
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        (f"/schools/{index}/eligible", code) for index in range(3)
    ]
    assert (enough.status_code, len(enough.json()["participations"])) == (201, 1)


async def test_three_schools_become_one_participation(tenant: Tenant, superuser: Any, nats_url: str) -> None:
    schools = await small_schools(tenant, "Bay", "Hill", "Lake")
    entries = [{"school": one, "eligible": n} for one, n in zip(schools, (3, 2, 3), strict=True)]
    made = await tenant.office.made(
        "/v1/administrations", plan(tenant.district) | {"schools": [*entries, _alone(tenant)]}
    )

    by_school = await _participations(tenant.office, made)
    unit = next(one for one in by_school if one["school_name"] == UNIT)

    assert len(by_school) == await rows(superuser, "participations") == 2
    assert await rows(superuser, "participation_schools") == 4
    assert unit["eligible"] == 8
    assert [(one["id"], one["eligible"]) for one in unit["schools"]] == list(
        zip(schools, (3, 2, 3), strict=True)
    )
    assert len(await events_of(nats_url, made["id"], expected=2)) == 2


def _alone(tenant: Tenant) -> Json:
    return {"school": tenant.school, "eligible": 40}


async def _participations(office: Office, administration: Json) -> list[Json]:
    answer = await office.http.get("/v1/participations", params={"administration": administration["id"]})
    found: list[Json] = answer.json()["data"]
    return found


async def test_a_unit_may_change_while_it_is_a_draft_and_leaves_nothing_behind(
    tenant: Tenant, superuser: Any, nats_url: str
) -> None:
    schools = await small_schools(tenant, "Hill", "Lake", unit=None)
    made = await tenant.office.administration(tenant.district, schools, eligible=4)
    before = {note["code"] for note in made["notes"]}

    for school in schools:
        await tenant.office.http.patch(f"/v1/schools/{school}", json={"reporting_unit": UNIT})
    joined = await only_participation(tenant.office, made)
    after = (await administration_now(tenant.office, made))["notes"]
    events = [event["type"] for event in await events_of(nats_url, made["id"], expected=5)]
    await tenant.office.http.patch(f"/v1/schools/{schools[0]}", json={"reporting_unit": None})
    parted = await _participations(tenant.office, made)

    assert (before, after) == ({"nothing_can_be_shown"}, [])
    assert (joined["school_name"], joined["eligible"]) == (UNIT, 8)
    assert sorted(events) == ["participation.added.v1"] * 3 + ["participation.removed.v1"] * 2
    assert {one["school"] for one in parted} == set(schools)
    assert await rows(superuser, "participations") == await rows(superuser, "participation_schools") == 2


async def test_each_school_keeps_a_number_of_its_own(tenant: Tenant, superuser: Any) -> None:
    schools = await small_schools(tenant, "Hill", "Lake")
    made = await tenant.office.administration(tenant.district, schools, eligible=4)
    unit = await only_participation(tenant.office, made)
    url = f"/v1/participations/{unit['id']}"

    whose = await tenant.office.http.patch(url, json={"eligible": 6})
    another = await tenant.office.http.patch(url, json={"eligible": 6, "school": tenant.school})
    corrected = await tenant.office.http.patch(url, json={"eligible": 6, "school": schools[1]})

    assert [answer.json()["errors"][0]["code"] for answer in (whose, another)] == ["which-school"] * 2
    assert all(school in whose.json()["errors"][0]["detail"] for school in schools)
    assert corrected.json()["eligible"] == 10
    assert [one["eligible"] for one in corrected.json()["schools"]] == [4, 6]
    detail = await superuser.fetchval("SELECT detail FROM audit_log WHERE action = 'participation.eligible'")
    assert schools[1] in detail


async def test_ready_freezes_who_is_asked_together(tenant: Tenant, superuser: Any) -> None:
    schools = await small_schools(tenant, "Bay", "Hill", "Lake")
    made = await tenant.office.administration(tenant.district, schools, eligible=20)
    await make_sealing_keys(superuser, made["id"])
    await tenant.office.made(f"/v1/administrations/{made['id']}/ready")
    unit = await only_participation(tenant.office, made)
    manifest = (await tenant.office.http.get(f"/v1/participations/{unit['id']}/manifest")).content

    for change in ({"reporting_unit": None}, {"reporting_unit": "Others"}, {"name": "Renamed"}):
        await tenant.office.http.patch(f"/v1/schools/{schools[0]}", json=change)
    page = (await tenant.office.http.get(f"/v1/participations/{unit['id']}/questionnaire")).json()
    cards = await tenant.office.made(f"/v1/participations/{unit['id']}/cards")
    replaced = [
        (await tenant.office.http.post(f"/v1/participations/{unit['id']}/replacements", json={"n": n}))
        for n in (4, 3, 1)
    ]

    assert parse_manifest(manifest).schools == schools
    assert (parse_manifest(manifest).eligible, parse_manifest(manifest).replacement_cap) == (60, 3)
    assert page["reporting_unit"]["name"] == UNIT
    assert sorted(page["reporting_unit"]["schools"]) == ["Bay", "Hill", "Lake"]
    assert (cards["school_name"], len(cards["cards"])) == (UNIT, 60)
    assert [answer.status_code for answer in replaced] == [409, 201, 409]
    assert await only_participation(tenant.office, made) == unit | {
        "cards_made": True,
        "replacements_issued": 3,
        "schools": [
            one | ({"name": "Renamed"} if one["id"] == schools[0] else {}) for one in unit["schools"]
        ],
    }
    assert (await tenant.office.http.get(f"/v1/participations/{unit['id']}/manifest")).content == manifest


async def test_a_single_schools_manifest_names_no_schools(tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])
    await make_sealing_keys(superuser, made["id"])
    (participation,) = (await tenant.office.made(f"/v1/administrations/{made['id']}/ready"))["participations"]

    manifest = (await tenant.office.http.get(f"/v1/participations/{participation}/manifest")).content

    assert b'"schools"' not in manifest


async def test_whoever_changes_a_unit_while_it_becomes_ready_comes_before_or_after(
    tenant: Tenant, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever comes first makes parts without sealing keys, for which there is no worker here to wait for.
    monkeypatch.setattr(prepare, "__kwdefaults__", {**(prepare.__kwdefaults__ or {}), "wait_s": 2.0})
    schools = await small_schools(tenant, "Hill", "Lake")
    made = await tenant.office.administration(tenant.district, schools, eligible=4)
    await make_sealing_keys(superuser, made["id"])
    url = f"/v1/administrations/{made['id']}"

    ready, changed = await asyncio.gather(
        tenant.office.http.post(f"{url}/ready"),
        tenant.office.http.patch(f"/v1/schools/{schools[0]}", json={"reporting_unit": None}),
    )

    assert changed.status_code == 200
    assert ready.status_code in {200, 503}
    frozen = await superuser.fetch("SELECT manifest FROM participations WHERE manifest IS NOT NULL")
    asked = [parse_manifest(row["manifest"]).schools for row in frozen]
    assert asked == ([schools] if ready.status_code == 200 else [])
    assert await rows(superuser, "participations") == (1 if ready.status_code == 200 else 2)


async def test_progress_is_the_units_only(tenant: Tenant) -> None:
    schools = await small_schools(tenant, "Hill", "Lake")
    made = await tenant.office.administration(tenant.district, schools, eligible=4)
    unit = await only_participation(tenant.office, made)

    (progress,) = (await tenant.office.http.get(f"/v1/administrations/{made['id']}/progress")).json()["data"]

    assert (progress["school"], progress["schools"]) == (unit["school"], schools)
    assert progress["eligible"] == 8


async def test_a_roster_names_units(tenant: Tenant, superuser: Any) -> None:
    made = await tenant.office.administration(tenant.district)
    roster = "school,name,eligible,reporting_unit\nH,Hill,3,Together\nL,Lake,4,Together\nB,Bay,40,\n"

    async def send(text: str) -> Json:
        answer = await tenant.office.http.post(
            "/v1/rosters",
            params={"dry_run": "false", "administration": made["id"]},
            files={"schools": ("schools.csv", text)},
        )
        assert answer.is_success, answer.text
        found: Json = answer.json()
        return found

    await send(roster)
    joined = {one["school_name"]: one["eligible"] for one in await _participations(tenant.office, made)}
    await send("school,eligible\nH,5\n")  # without the column units stay
    corrected = {one["school_name"]: one["eligible"] for one in await _participations(tenant.office, made)}
    await send("school,eligible,reporting_unit\nH,5,\n")
    parted = {one["school_name"]: one["eligible"] for one in await _participations(tenant.office, made)}

    assert joined == {"Together": 7, "Bay": 40}
    assert corrected == {"Together": 9, "Bay": 40}
    assert parted == {"Hill": 5, "Lake": 4, "Bay": 40}
    assert await rows(superuser, "participations") == 3


async def test_a_unit_has_no_more_schools_than_a_manifest_can_name(tenant: Tenant) -> None:
    lines = "".join(f"{n},School {n},2,Together\n" for n in range(51))
    made = await tenant.office.administration(tenant.district)

    answer = await tenant.office.http.post(
        "/v1/rosters",
        params={"dry_run": "false", "administration": made["id"]},
        files={"schools": ("schools.csv", "school,name,eligible,reporting_unit\n" + lines)},
    )

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "too-many-schools")


async def test_schools_corrected_at_once_all_keep_their_own_number(tenant: Tenant) -> None:
    """Each correction sums up again; none may wait for another in a circle, or undo it."""
    schools = await small_schools(tenant, *(f"School {n}" for n in range(8)), unit=None)
    made = await tenant.office.administration(tenant.district, schools, eligible=40)

    for round_ in range(3):
        wanted = {one: 41 + 10 * round_ + n for n, one in enumerate(made["participations"])}
        answers = await asyncio.gather(
            *(
                tenant.office.http.patch(f"/v1/participations/{one}", json={"eligible": eligible})
                for one, eligible in wanted.items()
            )
        )
        assert {answer.status_code for answer in answers} == {200}
        listed = await tenant.office.http.get("/v1/participations", params={"administration": made["id"]})
        assert {one["id"]: one["eligible"] for one in listed.json()["data"]} == wanted
