"""`schools.csv`: dry by default, every fault by line, all or nothing."""

from typing import Any

import pytest

from tests.fixtures.office import Office
from tests.integration.api.conftest import Tenant

FILE = b"school,name,eligible\r\nLMS,Lakeview Middle,42\r\nLHS,Lakeview High,61\r\n"


async def send(office: Office, raw: bytes, **query: Any) -> Any:
    return await office.http.post("/v1/rosters", params=query, files={"schools": raw})


def number(school: str, name: str, eligible: int) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "school": None,
        "roles": {},
        "only_enrolled": {},
        "before": None,
        "change": None,
    }
    return nothing | {"name": name, "id": f"local:{school}", "eligible": eligible}


async def names(superuser: Any) -> dict[str, str]:
    rows = await superuser.fetch("SELECT name, external_ids::text FROM schools")
    return {row["name"]: row["external_ids"] for row in rows}


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        (b"", {("line/1", "missing-column")}),
        (b"\xff\xfe", {("line/1", "encoding")}),
        (b"school,teachers\nA,1\n", {("line/1", "unknown-column")}),
        (b"name\nA\n", {("line/1", "missing-column")}),
        (b"school,school\nA,B\n", {("line/1", "repeated-column")}),
        (b"school,name\nA\n", {("line/2", "cells")}),
        (b"school,name\n,X\n", {("line/2", "missing")}),
        (b"school,name\nA,X\n\nA,Y\n", {("line/4", "twice")}),
        (b"school,name\nA,\n", {("line/2", "missing-name")}),
        (b"school,name,eligible\nA,X,0\nB,Y,1.5\n", {("line/2", "eligible"), ("line/3", "eligible")}),
        (b"school,name,nces\nA,X,10000500870\n", {("line/2", "nces")}),
        (b"school,name,nces\nA,X,020000500870\n", {("line/2", "other-district")}),
        (b'school,name\nA,"X\n', {("line/2", "csv")}),
        (b"school,name\n" + b"A" * 101 + b",X\n", {("line/2", "too-long")}),
        (b"school,name\nA,X\0Y\n", {("line/2", "characters")}),
        (b'school,name\nA,"X\nY"\n,Z\n', {("line/2", "characters"), ("line/4", "missing")}),
    ],
)
async def test_every_fault_is_named_by_line_and_nothing_is_stored(
    operator: Office, superuser: Any, raw: bytes, faults: set[tuple[str, str]]
) -> None:
    district = await operator.district(external_ids=[{"system": "nces", "value": "0100005"}])

    answer = await send(operator, raw, district=district, dry_run=False)

    assert (answer.status_code, answer.json()["code"]) == (422, "roster-refused")
    assert {(error["pointer"], error["code"]) for error in answer.json()["errors"]} == faults
    assert await names(superuser) == {}


async def test_a_fault_has_its_line_and_column(tenant: Tenant) -> None:
    answer = await send(tenant.office, b"school,name,eligible\nA,X,1\nB,Y,many\n")
    torn = await send(tenant.office, b'school,name,eligible\nA,X,1\nB,"Y,2\n')

    (fault,) = answer.json()["errors"]
    assert (fault["file"], fault["line"], fault["column"]) == ("schools.csv", 3, "eligible")
    (fault,) = torn.json()["errors"]
    assert (fault["file"], fault["line"], fault["column"]) == ("schools.csv", 3, "2")


async def test_all_faults_come_at_once(tenant: Tenant) -> None:
    answer = await send(tenant.office, b"school,name,eligible\nA,,x\nB,Y,0\n,Z,5\n")

    assert [error["pointer"] for error in answer.json()["errors"]].count("line/2") == 2
    assert {error["pointer"] for error in answer.json()["errors"]} == {"line/2", "line/3", "line/4"}


async def test_a_dry_run_says_what_would_change_and_changes_nothing(tenant: Tenant, superuser: Any) -> None:
    before = await names(superuser)

    answer = await send(tenant.office, FILE)

    assert answer.json() == {
        "dry_run": True,
        "rows": 2,
        "schools": {"added": 2, "changed": 0, "unchanged": 0},
        "participations": None,
        "id": None,
        "format": "schools_csv",
        "eligible_roles": None,
        "as_of": None,
        "people": None,
        "roles": [],
        "numbers": [number("LMS", "Lakeview Middle", 42), number("LHS", "Lakeview High", 61)],
        "elsewhere": [],
        "missing": {
            "roles": [],
            "schools": [{"school": tenant.school, "name": "Lakeview Middle"}],
            "without_eligible": [],
        },
        "compared_with": None,
        "notes": [],
    }
    assert await names(superuser) == before


async def test_a_second_reading_changes_only_what_differs(tenant: Tenant, superuser: Any) -> None:
    await send(tenant.office, FILE, dry_run=False)
    changed = b"\xef\xbb\xbfschool,name,nces\nLMS,Lakeview Middle,010000500870\nLHS,,\n"

    again = await send(tenant.office, FILE, dry_run=False)
    second = await send(tenant.office, changed, dry_run=False)

    assert again.json()["schools"] == {"added": 0, "changed": 0, "unchanged": 2}
    assert second.json()["schools"] == {"added": 0, "changed": 1, "unchanged": 1}
    stored = await names(superuser)
    assert '"010000500870"' in stored["Lakeview Middle"]
    assert '"LMS"' in stored["Lakeview Middle"]
    assert "Lakeview High" in stored


async def test_an_id_of_another_school_is_refused(tenant: Tenant) -> None:
    await tenant.office.school(tenant.district, external_ids=[{"system": "state", "value": "S1"}])

    answer = await send(tenant.office, b"school,name,state\nNEW,New,S1\n", dry_run=False)

    assert [error["code"] for error in answer.json()["errors"]] == ["external-id-taken"]


async def test_a_roster_sets_the_eligible_counts_of_a_draft(tenant: Tenant, superuser: Any) -> None:
    wave = await tenant.office.administration(tenant.district)
    await send(tenant.office, FILE, dry_run=False, administration=wave["id"])
    corrected = b"school,eligible\nLMS,43\nLHS,61\n"

    without = await send(tenant.office, b"school\nLMS\n", dry_run=False, administration=wave["id"])
    second = await send(tenant.office, corrected, dry_run=False, administration=wave["id"])

    assert [error["code"] for error in without.json()["errors"]] == ["eligible-required"]
    assert second.json()["participations"] == {"added": 0, "changed": 1, "unchanged": 1}
    rows = await superuser.fetch("SELECT eligible FROM participations ORDER BY eligible")
    assert [row["eligible"] for row in rows] == [43, 61]


async def test_rolling_needs_forty_in_every_line(tenant: Tenant) -> None:
    wave = await tenant.office.administration(tenant.district, release_mode="rolling")

    answer = await send(tenant.office, b"school,name,eligible\nA,X,39\nB,Y,40\n", administration=wave["id"])

    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [("line/2", "too-few-for-rolling")]


async def test_another_districts_administration_does_not_exist(tenant: Tenant, stranger: Tenant) -> None:
    theirs = await stranger.office.administration(stranger.district)

    answer = await send(tenant.office, FILE, administration=theirs["id"])
    district = await send(tenant.office, FILE, district=stranger.district)

    assert answer.status_code == 404
    assert (district.status_code, district.json()["code"]) == (422, "unknown-district")


async def test_an_operator_names_the_district_or_the_administration(operator: Office, tenant: Tenant) -> None:
    wave = await tenant.office.administration(tenant.district)

    nothing = await send(operator, FILE)
    enough = await send(operator, FILE, administration=wave["id"])

    assert (nothing.status_code, enough.status_code) == (422, 200)
