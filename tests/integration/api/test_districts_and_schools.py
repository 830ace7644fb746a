"""Districts and schools: external ids as texts, checked, one holder each."""

import asyncio

import asyncpg
import pytest

from tests.fixtures.office import Office
from tests.integration.api.conftest import Tenant

LEAID = [{"system": "nces", "value": "0100005"}]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (100005, "leading zeros"),
        ("100005", "lost leading zero"),
        ("01000050", "exactly 7 digits"),
        ("010000A", "exactly 7 digits"),
        ("\u0660\u0661\u0660\u0660\u0660\u0660\u0665", "exactly 7 digits"),  # digits, but not ASCII
    ],
)
async def test_a_district_id_must_be_seven_digits_as_a_text(
    operator: Office, value: object, hint: str
) -> None:
    body = {"name": "x", "external_ids": [{"system": "nces", "value": value}]}

    answer = await operator.http.post("/v1/districts", json=body)

    assert answer.status_code == 422
    assert hint in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("10000500870", "lost leading zero"),
        ("0100005008", "exactly 12 digits"),
        ("020000500870", "first 7 digits"),
    ],
)
async def test_a_school_id_has_twelve_digits_and_begins_with_its_districts(
    operator: Office, value: str, hint: str
) -> None:
    district = await operator.district(external_ids=LEAID)
    body = {"name": "x", "district": district, "external_ids": [{"system": "nces", "value": value}]}

    answer = await operator.http.post("/v1/schools", json=body)

    assert answer.status_code == 422
    assert hint in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("zone", ["Mountain Time", "America/Nowhere", "../etc/localtime", ""])
async def test_a_time_zone_must_be_one_of_the_iana_database(operator: Office, zone: str) -> None:
    answer = await operator.http.post("/v1/districts", json={"name": "x", "time_zone": zone})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/time_zone"


async def test_a_districts_time_zone_is_kept_and_may_change(operator: Office) -> None:
    district = await operator.district(time_zone="America/Denver")

    changed = await operator.http.patch(f"/v1/districts/{district}", json={"time_zone": "America/Phoenix"})
    renamed = await operator.http.patch(f"/v1/districts/{district}", json={"name": "Renamed"})

    assert [one.json()["time_zone"] for one in (changed, renamed)] == ["America/Phoenix"] * 2


async def test_one_system_names_a_school_once(operator: Office) -> None:
    ids = [{"system": "local", "value": "A"}, {"system": "local", "value": "B"}]

    answer = await operator.http.post(
        "/v1/schools", json={"name": "x", "district": await operator.district(), "external_ids": ids}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/external_ids"


async def test_an_operator_must_name_the_district_of_a_school(operator: Office) -> None:
    answer = await operator.http.post("/v1/schools", json={"name": "x"})

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-district")


async def test_an_external_id_has_one_holder_also_in_a_race(tenant: Tenant) -> None:
    body = {"name": "x", "external_ids": [{"system": "local", "value": "A"}]}

    answers = await asyncio.gather(*(tenant.office.http.post("/v1/schools", json=body) for _ in range(8)))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"external-id-taken"}


async def test_a_taken_id_is_refused_on_change_and_ones_own_is_not(tenant: Tenant) -> None:
    ids = [{"system": "local", "value": "A"}]
    await tenant.office.school(tenant.district, external_ids=ids)
    other = await tenant.office.school(tenant.district, external_ids=[{"system": "local", "value": "B"}])

    taken = await tenant.office.http.patch(f"/v1/schools/{other}", json={"external_ids": ids})
    own = await tenant.office.http.patch(
        f"/v1/schools/{other}", json={"name": "New", "external_ids": [{"system": "local", "value": "B"}]}
    )

    assert taken.status_code == 409
    assert (own.status_code, own.json()["name"]) == (200, "New")


async def test_another_district_may_use_the_same_local_id(tenant: Tenant, stranger: Tenant) -> None:
    ids = [{"system": "local", "value": "A"}]

    await tenant.office.school(tenant.district, external_ids=ids)

    assert await stranger.office.school(stranger.district, external_ids=ids)


async def test_schools_are_found_by_external_id(tenant: Tenant) -> None:
    school = await tenant.office.school(
        tenant.district, external_ids=[{"system": "local", "value": "010000500870"}]
    )

    found = await tenant.office.http.get("/v1/schools?external_id=local:010000500870")
    other = await tenant.office.http.get("/v1/schools?external_id=nces:010000500870")
    malformed = await tenant.office.http.get("/v1/schools?external_id=010000500870")

    assert [entry["id"] for entry in found.json()["data"]] == [school]
    assert other.json()["data"] == []
    assert malformed.status_code == 422


async def test_districts_are_found_by_external_id(operator: Office, tenant: Tenant) -> None:
    district = await operator.district(external_ids=LEAID)

    found = await operator.http.get("/v1/districts?external_id=nces:0100005")
    foreign = await tenant.office.http.get("/v1/districts?external_id=nces:0100005")

    assert [entry["id"] for entry in found.json()["data"]] == [district]
    assert foreign.json()["data"] == []


@pytest.mark.parametrize(
    ("path", "value"), [("districts", "100005"), ("schools", "10000500870"), ("profiles", "10000500870")]
)
async def test_looking_up_an_id_that_lost_a_zero_says_so(operator: Office, path: str, value: str) -> None:
    answer = await operator.http.get(f"/v1/{path}?external_id=nces:{value}")

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["pointer"]) == (422, "query/external_id")
    assert "lost leading zero" in fault["detail"]


@pytest.mark.parametrize("odd", ["\0", "\n", "\x1b", "\x85"])
async def test_control_characters_are_kept_nowhere(tenant: Tenant, odd: str) -> None:
    http = tenant.office.http
    ids = [{"system": "local", "value": f"A{odd}B"}]

    answers = [
        await http.post("/v1/schools", json={"name": f"A{odd}B"}),
        await http.post("/v1/schools", json={"name": "A", "external_ids": ids}),
        await http.get("/v1/schools", params={"external_id": f"local:A{odd}B"}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3


async def test_pages_follow_each_other_without_gaps_or_repeats(tenant: Tenant) -> None:
    made = {tenant.school} | {await tenant.office.school(tenant.district, f"School {n}") for n in range(6)}
    seen: list[str] = []
    url = "/v1/schools?limit=3"

    for _ in range(3):
        answer = await tenant.office.http.get(url)
        seen += [entry["id"] for entry in answer.json()["data"]]
        if not answer.json()["has_more"]:
            break
        assert answer.headers["link"].endswith('; rel="next"')
        url = answer.headers["link"].partition(">")[0].removeprefix("<")

    assert len(seen) == len(set(seen)) == 7
    assert set(seen) == made
    assert answer.json()["next_cursor"] is None
    assert "link" not in answer.headers


async def test_changes_are_audited_with_the_key(
    tenant: Tenant, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    key = (await tenant.office.http.get("/v1/token_info")).json()["id"]

    await tenant.office.http.patch(f"/v1/schools/{tenant.school}", json={"name": "Renamed"})

    row = await superuser.fetchrow("SELECT * FROM audit_log WHERE action = 'school.changed'")
    assert row is not None
    assert (row["actor"], row["actor_id"], row["subject"]) == ("api_key", key, tenant.school)
