"""Uploads of responses collected elsewhere."""

from typing import Any

from tests.integration.api.conftest import Tenant

FILES = {"responses": ("responses.csv", b"school,il1\nS,1\n", "text/csv")}


async def elsewhere(tenant: Tenant) -> str:
    made = await tenant.office.administration(
        tenant.district, [tenant.school], access="import", eligible=None
    )
    return f"/v1/administrations/{made['id']}/imports"


async def test_only_access_import_takes_files(tenant: Tenant) -> None:
    made = await tenant.office.administration(tenant.district, [tenant.school])

    answer = await tenant.office.http.post(f"/v1/administrations/{made['id']}/imports", files=FILES)

    assert (answer.status_code, answer.json()["code"]) == (409, "imports-not-accepted")


async def test_a_file_is_needed_and_must_be_text(tenant: Tenant, superuser: Any) -> None:
    url = await elsewhere(tenant)

    missing = await tenant.office.http.post(url, files={"schools": b"school,eligible\n"})
    empty = await tenant.office.http.post(url, files={"responses": b" \n"})
    binary = await tenant.office.http.post(url, files={"responses": b"PK\x03\x04\xff\xfe"})

    assert [e["pointer"] for e in missing.json()["errors"]] == ["/responses"]
    assert [e["code"] for e in empty.json()["errors"]] == ["unreadable-file"]
    assert binary.status_code == 422
    assert await superuser.fetchval("SELECT count(*) FROM imports") == 0


async def test_files_wait_for_the_worker_byte_for_byte(tenant: Tenant, superuser: Any) -> None:
    url = await elsewhere(tenant)
    schools = {"schools": ("schools.csv", b"\xef\xbb\xbfschool,eligible\nS,40\n", "text/csv")}

    answer = await tenant.office.http.post(url, files=FILES | schools)

    row = await superuser.fetchrow("SELECT * FROM imports")
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{url}/{answer.json()['id']}"
    assert (row["responses_csv"], row["schools_csv"]) == (FILES["responses"][1], schools["schools"][1])
    assert answer.json()["state"] == "waiting"


async def test_one_import_unless_it_was_refused(tenant: Tenant, superuser: Any) -> None:
    url = await elsewhere(tenant)
    first = (await tenant.office.http.post(url, files=FILES)).json()

    second = await tenant.office.http.post(url, files=FILES)
    await superuser.execute(
        "UPDATE imports SET state = 'refused', error_count = 1, errors = $1",
        '[{"line": 2, "column": "il1", "value": "9", "allowed": "1 to 6"}]',
    )
    shown = (await tenant.office.http.get(f"{url}/{first['id']}")).json()
    third = await tenant.office.http.post(url, files=FILES)

    assert (second.status_code, second.json()["code"]) == (409, "import-exists")
    assert shown["errors"] == [{"line": 2, "column": "il1", "value": "9", "allowed": "1 to 6"}]
    assert third.status_code == 202
    assert len((await tenant.office.http.get(url)).json()["data"]) == 2


async def test_no_school_joins_or_moves_once_responses_were_brought(tenant: Tenant, superuser: Any) -> None:
    """The worker releases the schools that it found; one more would keep the rest from being published."""
    office = tenant.office
    made = await office.administration(tenant.district, [tenant.school], access="import", eligible=None)
    url = f"/v1/administrations/{made['id']}"
    other = await office.school(tenant.district, "Another")
    assert (await office.http.post(f"{url}/imports", files=FILES)).status_code == 202

    added = await office.http.post(f"{url}/participations", json={"schools": [{"school": other}]})
    for school in (tenant.school, other):
        joined = await office.http.patch(f"/v1/schools/{school}", json={"reporting_unit": "Both"})
        assert joined.status_code == 200

    assert (added.status_code, added.json()["code"]) == (409, "import-exists")
    kinds = "SELECT s.kind FROM participations AS p JOIN schools AS s ON s.id = p.school_id"
    assert [row["kind"] for row in await superuser.fetch(kinds)] == ["school"]

    await superuser.execute("UPDATE imports SET state = 'refused'")
    again = await office.http.post(f"{url}/participations", json={"schools": [{"school": other}]})
    assert again.status_code == 201
    assert [row["kind"] for row in await superuser.fetch(kinds)] == ["reporting_unit"]
