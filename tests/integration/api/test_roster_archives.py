"""OneRoster and School Data Sync over HTTP: numbers are kept, people never; all is stored, or nothing."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, Final

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from survey_api.middleware import BODY_LIMITS
from tests.fixtures.office import Office
from tests.fixtures.rosters import (
    ELIGIBLE,
    FORMATS,
    NAMES,
    ONEROSTER_1_1,
    ONEROSTER_1_2,
    SDS_1,
    Files,
    archive,
    lines,
)
from tests.integration.api.conftest import Tenant

LEAID = [{"system": "nces", "value": "0100005"}]


async def send(office: Office, files: Files, **query: Any) -> httpx.Response:
    return await office.http.post("/v1/rosters", params=query, files={"roster": archive(files)})


async def stored(superuser: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    """Every row of every table that a roster may change."""
    tables = ("schools", "participations", "participation_schools", "rosters", "roster_schools")
    found = []
    for table in tables:
        found += [row[0] for row in await superuser.fetch(f"SELECT t::text FROM {table} AS t ORDER BY 1")]  # noqa: S608 - ours
    return found


async def test_without_a_key_the_body_is_not_even_received(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        raise AssertionError("the body was asked for")
        yield b""

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": "Bearer tl_live_a_b"}
    answer = await client.post("/v1/rosters", content=endless(), headers=headers)

    assert answer.status_code == 401


async def test_another_districts_rosters_do_not_exist(tenant: Tenant, stranger: Tenant) -> None:
    theirs = (await send(stranger.office, ONEROSTER_1_2, dry_run=False)).json()["id"]

    one = await tenant.office.http.get(f"/v1/rosters/{theirs}")
    every = await tenant.office.http.get("/v1/rosters")
    compared = await send(tenant.office, ONEROSTER_1_2, compare_with=theirs)

    assert (one.status_code, every.json()["data"]) == (404, [])
    assert (compared.status_code, compared.json()["errors"][0]["code"]) == (422, "unknown-roster")


#: What is sent, and the fault that is answered.
NO_ROSTERS: Final[Sequence[tuple[dict[str, Any], tuple[str, str]]]] = (
    ({"data": {"a": "b"}, "files": {"x": b""}}, ("/x", "extra-forbidden")),
    ({"files": {"file": b"school\n"}}, ("/schools", "missing")),
    ({"data": {"roster": "text"}, "files": {"x": b""}}, ("/roster", "no-file")),
    ({"json": {}}, ("/schools", "missing")),
    ({"files": {"roster": b"PK", "schools": b"school\n"}}, ("/schools", "one-only")),
    ({"files": {"roster": b"school\n"}}, ("archive", "not-a-zip")),
    ({"files": {"roster": archive({"a.csv": b""})}}, ("archive", "unknown-format")),
    ({"files": {"roster": archive({"orgs.csv": bytes(2**25), "users.csv": b""})}}, ("orgs.csv", "too-large")),
)


async def test_what_is_no_roster_is_refused(tenant: Tenant) -> None:
    for sent, fault in NO_ROSTERS:
        answer = await tenant.office.http.post("/v1/rosters", **sent)

        assert answer.status_code == 422, fault
        assert fault in {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


async def test_a_form_that_is_none_is_malformed(tenant: Tenant) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = await tenant.office.http.post("/v1/rosters", content=b"--x\r\nno form", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-request")


async def test_a_connection_that_ends_too_early_is_no_surprise(
    api: FastAPI, operator: Office, tenant: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    del operator
    answers: list[Any] = []
    pieces = iter([{"type": "http.request", "body": b"--x\r\n", "more_body": True}])

    async def receive() -> Any:
        return next(pieces, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        answers.append(message)

    headers = {"authorization": tenant.office.http.headers["authorization"]}
    headers["content-type"] = "multipart/form-data; boundary=x"
    raw_headers = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/v1/rosters", "query_string": b""}
    await api(scope | {"headers": raw_headers, "http_version": "1.1", "scheme": "http"}, receive, send)

    assert answers[0]["status"] == 400
    assert "unexpected" not in capsys.readouterr().out


async def test_a_body_above_the_limit_is_refused_by_its_length(tenant: Tenant) -> None:
    limit = dict(BODY_LIMITS)["/v1/rosters"]

    answer = await tenant.office.http.post("/v1/rosters", headers={"Content-Length": str(limit + 1)})

    assert answer.status_code == 413


async def test_only_roles_of_staff_can_be_eligible(tenant: Tenant) -> None:
    for roles in ("student", "teacher,guardian", "teachers", ""):
        answer = await send(tenant.office, ONEROSTER_1_2, eligible_roles=roles)

        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == ["query/eligible_roles"]


async def test_a_fault_refuses_everything(
    tenant: Tenant, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    before = await stored(superuser)
    broken = ONEROSTER_1_2 | {
        "roles.csv": ONEROSTER_1_2["roles.csv"] + lines("r,,,t1,primary,teacher,,,NOWHERE")
    }

    answer = await send(tenant.office, broken, dry_run=False)

    assert (answer.status_code, answer.json()["code"]) == (422, "roster-refused")
    assert answer.json()["errors"] == [
        {
            "pointer": "roles.csv/line/15/orgSourcedId",
            "code": "unknown-org",
            "detail": "must name an organisation of the same roster",
            "file": "roles.csv",
            "line": 15,
            "column": "orgSourcedId",
        }
    ]
    assert await stored(superuser) == before


async def test_a_dry_run_reports_and_stores_nothing(
    tenant: Tenant, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    before = await stored(superuser)

    report = (await send(tenant.office, ONEROSTER_1_2)).json()

    assert (report["dry_run"], report["id"], report["rows"]) == (True, None, 2)
    assert report["schools"] == {"added": 2, "changed": 0, "unchanged": 0}
    assert report["people"] == {"in_schools": 4, "elsewhere": 1}
    assert report["roles"] == [
        {"role": "aide", "people": 1, "eligible": True},
        {"role": "principal", "people": 1, "eligible": False},
        {"role": "teacher", "people": 4, "eligible": True},
    ]
    assert [(one["id"], one["eligible"], one["only_enrolled"]) for one in report["numbers"]] == [
        ("oneroster:MS", 3, {}),
        ("oneroster:HS", 1, {"teacher": 1}),
    ]
    assert report["elsewhere"] == [{"type": "district", "id": "D", "roles": {"districtAdministrator": 1}}]
    assert report["missing"] == {
        "roles": [],
        "schools": [{"school": tenant.school, "name": "Lakeview Middle"}],
        "without_eligible": [],
    }
    assert await stored(superuser) == before


async def test_every_format_is_stored_as_numbers(tenant: Tenant) -> None:
    for n, kind in enumerate(FORMATS, start=1):
        report = (await send(tenant.office, FORMATS[kind], dry_run=False)).json()

        kept = (await tenant.office.http.get(f"/v1/rosters/{report['id']}")).json()
        listed = (await tenant.office.http.get("/v1/rosters")).json()["data"]
        ids = {one["school"]: one["id"].partition(":")[2] for one in report["numbers"]}

        assert (kept["format"], kept["n_schools"], len(listed)) == (kind, 2, n)
        assert {ids[one["school"]]: one["eligible"] for one in kept["numbers"]} == ELIGIBLE[kind]
        assert (listed[-1]["id"], listed[-1]["eligible"]) == (kept["id"], sum(ELIGIBLE[kind].values()))


async def test_the_next_roster_tells_what_has_changed(tenant: Tenant) -> None:
    first = (await send(tenant.office, ONEROSTER_1_2, dry_run=False)).json()
    fewer = ONEROSTER_1_2 | {
        "roles.csv": ONEROSTER_1_2["roles.csv"].replace(b"r1,,,t1", b"r1,tobedeleted,,t1"),
        "orgs.csv": ONEROSTER_1_2["orgs.csv"].replace(b"Lakeview Middle", b"Lakeview Junior High"),
    }

    second = (await send(tenant.office, fewer, dry_run=False)).json()
    third = (await send(tenant.office, fewer, compare_with=first["id"])).json()
    fourth = (await send(tenant.office, fewer)).json()

    assert (first["compared_with"], second["compared_with"]["id"]) == (None, first["id"])
    assert second["schools"] == {"added": 0, "changed": 1, "unchanged": 1}
    changes = [
        [(one["before"], one["change"]) for one in report["numbers"]]
        for report in (first, second, third, fourth)
    ]
    assert changes == [
        [(None, None), (None, None)],
        [(3, -1), (1, 0)],
        [(3, -1), (1, 0)],
        [(2, 0), (1, 0)],
    ]


async def test_a_school_known_by_its_nces_id_is_found_and_gets_the_vendors_id(operator: Office) -> None:
    district = await operator.district(external_ids=LEAID)
    known = await operator.school(
        district, "Lakeview Middle", external_ids=[{"system": "nces", "value": "010000500870"}]
    )

    report = (await send(operator, ONEROSTER_1_2, district=district, dry_run=False)).json()

    assert report["schools"] == {"added": 1, "changed": 1, "unchanged": 0}
    school = (await operator.http.get(f"/v1/schools/{known}")).json()
    assert {(entry["system"], entry["value"]) for entry in school["external_ids"]} == {
        ("nces", "010000500870"),
        ("oneroster", "MS"),
    }


async def test_two_rows_of_one_school_are_refused(operator: Office) -> None:
    district = await operator.district(external_ids=LEAID)
    orgs = ONEROSTER_1_2["orgs.csv"].replace(b"010000500871", b"010000500870")

    answer = await send(operator, ONEROSTER_1_2 | {"orgs.csv": orgs}, district=district, dry_run=False)

    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("orgs.csv/line/4/sourcedId", "twice")
    ]


async def test_a_draft_gets_the_eligible_counts_and_schools_without_anybody_stay_out(
    tenant: Tenant, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    wave = await tenant.office.administration(tenant.district)
    principals = {"administration": wave["id"], "eligible_roles": "principal"}

    dry = (await send(tenant.office, ONEROSTER_1_2, administration=wave["id"])).json()
    one = (await send(tenant.office, ONEROSTER_1_2, dry_run=False, **principals)).json()
    both = (await send(tenant.office, ONEROSTER_1_2, dry_run=False, administration=wave["id"])).json()
    again = await send(tenant.office, ONEROSTER_1_2, dry_run=False, **principals)

    assert dry["participations"] == {"added": 2, "changed": 0, "unchanged": 0}
    assert [school["name"] for school in one["missing"]["without_eligible"]] == ["Lakeview Middle"]
    assert one["participations"] == {"added": 1, "changed": 0, "unchanged": 0}
    assert both["participations"] == {"added": 1, "changed": 0, "unchanged": 1}
    rows = await superuser.fetch("SELECT eligible FROM participations ORDER BY eligible")
    assert [row["eligible"] for row in rows] == [1, 3]
    assert [(fault["line"], fault["code"]) for fault in again.json()["errors"]] == [(3, "nobody-eligible")]


async def test_more_people_than_a_school_can_have_take_part_nowhere(tenant: Tenant) -> None:
    wave = await tenant.office.administration(tenant.district)
    teachers = lines("SIS ID,School SIS ID", *(f"t{n},MS" for n in range(100_001)))

    answer = await send(tenant.office, SDS_1 | {"Teacher.csv": teachers}, administration=wave["id"])

    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("School.csv/line/2/SIS ID", "eligible")
    ]


async def test_a_zip_is_recognised_under_the_plain_files_name(tenant: Tenant) -> None:
    answer = await tenant.office.http.post("/v1/rosters", files={"schools": archive(ONEROSTER_1_1)})

    assert answer.json()["format"] == "oneroster_1_1"


async def test_roles_may_be_repeated_written_anyhow_and_extended(tenant: Tenant) -> None:
    files = ONEROSTER_1_2 | {
        "roles.csv": ONEROSTER_1_2["roles.csv"] + lines("r,,,p1,secondary,ext:coach,,,MS")
    }

    answer = await send(tenant.office, files, eligible_roles=["TEACHER,ext:coach", "Aide"])

    assert answer.json()["eligible_roles"] == ["teacher", "ext:coach", "aide"]
    assert [one["eligible"] for one in answer.json()["numbers"]] == [4, 1]


async def test_no_name_is_in_any_table_log_or_file(
    tenant: Tenant,
    superuser: "asyncpg.Connection[asyncpg.Record]",
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """The control is the upload itself: the names are in it, and it is too large to stay in memory."""
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(waiting))
    padding = b"".join(b"x%d,,,true,x,%s,%s,\r\n" % (n, b"Gus", b"Ottokarsson") for n in range(70_000))
    files = ONEROSTER_1_2 | {"users.csv": ONEROSTER_1_2["users.csv"] + padding}
    raw = archive(files, method=0)
    assert len(raw) > 2**21
    assert all(name.encode() in raw for name in NAMES)

    accepted = await tenant.office.http.post("/v1/rosters", files={"roster": raw}, params={"dry_run": False})
    broken = files | {"roles.csv": files["roles.csv"].replace(b",aide,", b",Quillfeather,")}
    refused = await send(tenant.office, broken, dry_run=False)

    assert (accepted.status_code, refused.status_code) == (200, 422)
    tables = await superuser.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    everything = [accepted.text, refused.text, capsys.readouterr().out]
    for row in tables:
        everything += [one[0] for one in await superuser.fetch(f"SELECT t::text FROM {row[0]} AS t")]  # noqa: S608 - from the catalogue
    assert "Lakeview High, East" in "".join(everything)
    assert [name for name in NAMES if any(name in text for text in everything)] == []
    assert list(waiting.iterdir()) == []


async def test_reading_is_audited_and_a_dry_run_is_no_import(
    tenant: Tenant, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await send(tenant.office, ONEROSTER_1_2)
    made = (await send(tenant.office, ONEROSTER_1_2, dry_run=False)).json()["id"]

    rows = await superuser.fetch("SELECT detail::text FROM audit_log WHERE action = 'roster.read'")

    assert [made in row["detail"] for row in rows] == [True]
