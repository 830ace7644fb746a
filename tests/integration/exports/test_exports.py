"""Exports over HTTP: who may ask, what is answered, and files that can be fetched in parts."""

import base64
import csv
import hashlib
import io
import json
import zipfile
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson

from tests.fixtures.office import Office
from tests.fixtures.published import Wave, profile_of, store_profile
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_schools_only import bound
from tests.integration.exports.conftest import downloaded, exported


async def test_without_a_key_or_its_scope_nothing_is_said(
    client: httpx.AsyncClient, tenant: Tenant, wave: Wave
) -> None:
    body = {"administration": str(wave.id), "format": "csv"}

    assert (await client.post("/v1/exports", json=body)).status_code == 401
    refused = await tenant.office.http.post("/v1/exports", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient-scope")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"format": "csv"}, ""),
    ({"format": "csv", "administration": "A", "district": "D"}, ""),
    ({"format": "csv", "administrations": ["A"]}, ""),
    ({"format": "csv", "district": "D", "administrations": []}, "/administrations"),
    ({"format": "ods", "administration": "A"}, "/format"),
    ({"format": "csv", "administration": "A", "language": "fr"}, "/language"),
    ({"format": "csv", "administration": "A", "since": 1}, "/since"),
    ({"format": "csv", "administration": "X"}, "/administration"),
    ({"format": "csv", "district": "D", "administrations": ["A", "X"]}, "/administrations/1"),
]


async def test_what_is_wrong_with_a_request_is_said_and_where(office: Office, wave: Wave) -> None:
    ids = {"A": str(wave.id), "D": str(wave.district), "X": str(uuid4())}
    for body, pointer in WRONG:
        text = json.dumps(body)
        for letter, one in ids.items():
            text = text.replace(f'"{letter}"', f'"{one}"')
        answer = await office.http.post("/v1/exports", json=json.loads(text))
        assert answer.status_code == 422, answer.text
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer], body


async def test_another_districts_results_are_not_exported(
    client: httpx.AsyncClient, operator: Office, office: Office, stranger: Tenant, wave: Wave
) -> None:
    theirs = Office.with_key(client, await operator.key(stranger.district, "exports.read"))
    made = await exported(office, administration=str(wave.id), format="ndjson")

    refused = await theirs.http.post("/v1/exports", json={"administration": str(wave.id), "format": "csv"})
    nothing = await theirs.http.post("/v1/exports", json={"district": str(wave.district), "format": "csv"})

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "unknown")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing-published")
    for path in (f"/v1/exports/{made['id']}", *(one["href"] for one in made["files"])):
        assert (await theirs.http.get(path)).status_code == 404
    assert (await theirs.http.delete(f"/v1/exports/{made['id']}")).status_code == 404
    assert (await theirs.http.get("/v1/exports")).json()["data"] == []


async def test_before_anything_is_published_there_is_nothing_to_export(
    office: Office, tenant: Tenant
) -> None:
    planned = await office.administration(tenant.district, [tenant.school])

    answer = await office.http.post("/v1/exports", json={"administration": planned["id"], "format": "csv"})

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing-published")


async def test_ed_fi_takes_one_administration(
    superuser: Any, office: Office, tenant: Tenant, wave: Wave
) -> None:
    other = await office.administration(tenant.district, [tenant.school])
    participation = UUID(other["participations"][0])
    document = profile_of(
        profile=uuid4(), administration=UUID(other["id"]), school=UUID(tenant.school), name="One more"
    )
    await store_profile(superuser, document, district=wave.district, participation=participation)
    body = {"district": tenant.district, "format": "edfi-xml"}

    answer = await office.http.post("/v1/exports", json=body)
    both = await exported(office, district=tenant.district, format="ndjson")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/format")
    assert both["administrations"] == sorted([str(wave.id), other["id"]])
    assert both["profiles_total"] == 5


async def test_an_export_is_accepted_made_and_fetched(office: Office, wave: Wave, superuser: Any) -> None:
    body = {"administration": str(wave.id), "format": "ndjson"}
    accepted = await office.http.post("/v1/exports", json=body)
    made = accepted.json()

    assert accepted.status_code == 202
    assert accepted.headers["content-location"] == f"/v1/exports/{made['id']}"
    assert int(accepted.headers["retry-after"]) >= 1
    assert (made["state"], made["files"], made["schools"]) == ("waiting", [], None)
    shown = await exported(office, **body)
    archive = await downloaded(office, shown)
    lines = archive.read("profiles.ndjson").splitlines()
    assert sorted(lines) == sorted(wave.profiles.values()), "the published bytes, one a line"
    manifest = orjson.loads(archive.read("manifest.json"))
    for one in manifest["files"]:
        content = archive.read(one["name"])
        assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    sources = {one["sha256"] for one in manifest["made_from"] if "profile" in one}
    assert sources == {hashlib.sha256(one).hexdigest() for one in wave.profiles.values()}
    listed = (await office.http.get("/v1/exports?limit=1")).json()
    assert (listed["data"][0]["id"], listed["has_more"]) == (made["id"], True)
    actions = await superuser.fetch("SELECT action FROM audit_log WHERE subject = $1", shown["id"])
    assert [row["action"] for row in actions] == ["export.requested"]


async def test_a_file_is_fetched_in_parts_and_gone_on_with(office: Office, wave: Wave) -> None:
    shown = await exported(office, administration=str(wave.id), format="csv")
    file = next(one for one in shown["files"] if one["media_type"] == "application/zip")
    whole = await office.http.get(file["href"])
    etag, n = whole.headers["etag"], file["bytes"]

    assert (len(whole.content), hashlib.sha256(whole.content).hexdigest()) == (n, file["sha256"])
    assert etag == f'"{file["sha256"]}"'
    assert whole.headers["content-disposition"] == 'attachment; filename="throughline-csv.zip"'
    digest = whole.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
    assert base64.b64decode(digest).hex() == file["sha256"]
    head = await office.http.head(file["href"])
    assert (head.content, head.headers["content-length"], head.headers["etag"]) == (b"", str(n), etag)
    known = await office.http.get(file["href"], headers={"If-None-Match": etag})
    assert (known.status_code, known.content) == (304, b"")
    for asked, first, last in (("0-9", 0, 9), (f"{n - 5}-", n - 5, n - 1), ("-7", n - 7, n - 1)):
        part = await office.http.get(file["href"], headers={"Range": f"bytes={asked}", "If-Range": etag})
        assert (part.status_code, part.headers["content-range"]) == (206, f"bytes {first}-{last}/{n}")
        assert part.content == whole.content[first : last + 1]
    behind = await office.http.get(file["href"], headers={"Range": f"bytes={n}-"})
    assert (behind.status_code, behind.headers["content-range"]) == (416, f"bytes */{n}")
    changed = await office.http.get(file["href"], headers={"Range": "bytes=5-9", "If-Range": '"other"'})
    assert (changed.status_code, changed.content) == (200, whole.content)


async def test_files_longer_than_a_piece_are_put_together_again(
    office: Office, wave: Wave, superuser: Any
) -> None:
    shown = await exported(office, administration=str(wave.id), format="ndjson")
    file = next(one for one in shown["files"] if one["name"].endswith(".zip"))
    whole = (await office.http.get(file["href"])).content
    pieces = [whole[at : at + 1000] for at in range(0, len(whole), 1000)]
    district = UUID(shown["district"])
    await superuser.execute("DELETE FROM export_chunks WHERE name = $1", file["name"])
    await superuser.executemany(
        "INSERT INTO export_chunks (export_id, name, position, district_id, data)"
        " VALUES ($1, $2, $3, $4, $5)",
        [(UUID(shown["id"]), file["name"], place, district, data) for place, data in enumerate(pieces)],
    )

    assert (await office.http.get(file["href"])).content == whole
    for first, last in ((0, 0), (999, 1000), (1000, 2999), (1500, 4200), (len(whole) - 1, len(whole) - 1)):
        part = await office.http.get(file["href"], headers={"Range": f"bytes={first}-{last}"})
        assert part.content == whole[first : last + 1], (first, last)


async def test_the_same_content_gives_the_same_bytes(office: Office, wave: Wave) -> None:
    made = [await exported(office, administration=str(wave.id), format="csv") for _ in range(2)]

    one, other = ([(f["name"], f["bytes"], f["sha256"]) for f in each["files"]] for each in made)
    assert one == other


async def test_whoever_is_bound_to_schools_gets_theirs_and_their_exports_only(
    client: httpx.AsyncClient, operator: Office, tenant: Tenant, office: Office, wave: Wave
) -> None:
    mine, other = list(wave.profiles)[:2]
    school = await bound(client, operator, tenant, str(mine))
    neighbour = await bound(client, operator, tenant, str(other))
    whole = await exported(office, administration=str(wave.id), format="ndjson")

    shown = await exported(school, administration=str(wave.id), format="ndjson")
    archive = await downloaded(school, shown)

    assert shown["schools"] == [str(mine)]
    assert archive.read("profiles.ndjson") == wave.profiles[mine] + b"\n"
    assert archive.read("summaries.ndjson") == b"", "a summary is the whole district's"
    assert orjson.loads(archive.read("manifest.json"))["of_some_schools"] is True
    assert [one["id"] for one in (await school.http.get("/v1/exports")).json()["data"]] == [shown["id"]]
    for reader, export in ((school, whole), (neighbour, shown)):
        for path in (f"/v1/exports/{export['id']}", *(one["href"] for one in export["files"])):
            assert (await reader.http.get(path)).status_code == 404
        assert (await reader.http.delete(f"/v1/exports/{export['id']}")).status_code == 404
    assert (await office.http.get(f"/v1/exports/{shown['id']}")).status_code == 200
    assert (await school.http.delete(f"/v1/exports/{shown['id']}")).status_code == 204


async def test_a_deleted_export_is_gone_with_its_bytes(office: Office, wave: Wave, superuser: Any) -> None:
    shown = await exported(office, administration=str(wave.id), format="csv")
    assert await superuser.fetchval("SELECT count(*) FROM export_chunks") > 0

    assert (await office.http.delete(f"/v1/exports/{shown['id']}")).status_code == 204

    assert (await office.http.get(f"/v1/exports/{shown['id']}")).status_code == 404
    assert (await office.http.get(shown["files"][0]["href"])).status_code == 404
    assert await superuser.fetchval("SELECT count(*) FROM export_chunks") == 0
    action = "SELECT action FROM audit_log WHERE subject = $1 ORDER BY id DESC LIMIT 1"
    assert await superuser.fetchval(action, shown["id"]) == "export.deleted"


async def test_an_export_goes_with_its_administration(office: Office, wave: Wave, superuser: Any) -> None:
    shown = await exported(office, administration=str(wave.id), format="csv")
    await superuser.execute("SET session_replication_role = replica")
    await superuser.execute("DELETE FROM profiles")
    await superuser.execute("DELETE FROM district_summaries")
    await superuser.execute("DELETE FROM participation_schools")
    await superuser.execute("DELETE FROM participations")
    await superuser.execute("SET session_replication_role = origin")
    await superuser.execute("ALTER TABLE administrations DISABLE TRIGGER guard_deleting")

    await superuser.execute("DELETE FROM administrations WHERE id = $1", wave.id)

    assert (await office.http.get(f"/v1/exports/{shown['id']}")).status_code == 404
    assert await superuser.fetchval("SELECT count(*) FROM export_chunks") == 0


async def test_a_district_may_have_twenty(office: Office, wave: Wave, superuser: Any) -> None:
    await superuser.execute(
        "INSERT INTO exports (district_id, administration_ids, format, language, state)"
        " SELECT $1, ARRAY[$2::uuid], 'csv', 'en', 'ready' FROM generate_series(1, 20)",
        *(wave.district, wave.id),
    )
    body = {"administration": str(wave.id), "format": "csv"}

    refused = await office.http.post("/v1/exports", json=body)
    await superuser.execute(
        "UPDATE exports SET state = 'expired' WHERE id = (SELECT id FROM exports LIMIT 1)"
    )
    accepted = await office.http.post("/v1/exports", json=body)

    assert (refused.status_code, refused.json()["code"]) == (409, "too-many-exports")
    assert accepted.status_code == 202


async def test_schools_that_may_show_nothing_are_there_with_the_reason(office: Office, wave: Wave) -> None:
    archive = await downloaded(office, await exported(office, administration=str(wave.id), format="csv"))
    schools = {row["school_name"]: row for row in rows_of(archive, "schools.csv")}
    factors = [row for row in rows_of(archive, "factors.csv") if row["school_name"] == "Small Creek"]

    assert set(schools) == {'\'=HYPERLINK("http://x")', "Juniper Hill", "'-2+3", "Small Creek"}
    hidden = schools["Small Creek"]
    assert (hidden["participation_standing"], hidden["participation_responses"]) == ("suppressed", "")
    assert hidden["participation_responses_suppressed"] == "not_enough_responses"
    assert schools["Juniper Hill"]["nces"] == "060000100001"
    assert {(row["score_mean"], row["score_suppressed"]) for row in factors} == {("", "not_enough_responses")}
    assert {row["agreement_rwg_j_suppressed"] for row in factors} == {"not_enough_responses"}


def rows_of(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
