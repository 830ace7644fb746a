"""How exports are made: by one process, again after a kill, given up after three failures, gone in time."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest

from survey_api.exports.tasks import MOST_ATTEMPTS
from tests.fixtures.office import Office
from tests.fixtures.published import Wave
from tests.integration.exports.conftest import downloaded, exported, finished

PACKER = "survey_api.exports.files.packer"


def packers() -> list[psutil.Process]:
    """Packers that this test's own processes run."""
    return [one for one in psutil.Process().children(recursive=True) if PACKER in " ".join(one.cmdline())]


async def a_packer() -> psutil.Process:
    """Wait for one to run, and stop it in its tracks."""
    async with asyncio.timeout(20):
        while not (running := packers()):  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.002)
    running[0].suspend()
    return running[0]


async def test_a_packer_that_is_killed_is_started_again(office: Office, wave: Wave, superuser: Any) -> None:
    made = await office.made("/v1/exports", {"administration": str(wave.id), "format": "ndjson"})
    (await a_packer()).kill()

    shown = await finished(office, made["id"])

    assert (shown["state"], shown["profiles_done"]) == ("ready", len(wave.profiles))
    assert await superuser.fetchval("SELECT attempts FROM exports") == 2


async def test_what_fails_each_time_is_given_up_and_the_next_one_is_made(
    office: Office, wave: Wave, superuser: Any
) -> None:
    await superuser.execute("ALTER TABLE profiles DISABLE TRIGGER USER")
    await superuser.execute("UPDATE profiles SET document = 'no JSON' WHERE administration_id = $1", wave.id)
    made = await office.made("/v1/exports", {"administration": str(wave.id), "format": "csv"})
    shown = await finished(office, made["id"])
    for school, document in wave.profiles.items():
        await superuser.execute("UPDATE profiles SET document = $1 WHERE school_id = $2", document, school)

    following = await exported(office, administration=str(wave.id), format="csv")

    assert (shown["state"], shown["files"]) == ("failed", [])
    assert await superuser.fetchval("SELECT attempts FROM exports WHERE id = $1", UUID(made["id"])) > (
        MOST_ATTEMPTS
    )
    assert following["state"] == "ready"


async def test_one_that_a_dead_process_left_running_is_made_by_the_next(
    new_api: Callable[..., Any], office: Office, wave: Wave, superuser: Any, api: Any
) -> None:
    other = await new_api()
    assert [one.state.exports.leads for one in (api, other)] == [True, False], "one at a time"
    await superuser.execute(
        "INSERT INTO exports (id, district_id, administration_ids, format, language, state, attempts)"
        " VALUES ('019a9f2e-7c00-7000-8000-00000000000e', $1, ARRAY[$2::uuid], 'csv', 'en', 'running', 1)",
        *(wave.district, wave.id),
    )

    shown = await finished(office, "019a9f2e-7c00-7000-8000-00000000000e")

    assert shown["state"] == "ready"
    assert sorted(one["name"] for one in shown["files"]) == ["manifest.json", "throughline-csv.zip"]
    assert await superuser.fetchval("SELECT count(*) FROM export_files") == 2


async def test_one_that_is_deleted_while_it_is_made_leaves_nothing(
    office: Office, wave: Wave, superuser: Any
) -> None:
    made = await office.made("/v1/exports", {"administration": str(wave.id), "format": "ndjson"})
    packer = await a_packer()
    assert (await office.http.delete(f"/v1/exports/{made['id']}")).status_code == 204
    packer.resume()

    following = await exported(office, administration=str(wave.id), format="ndjson")

    listed = (await office.http.get("/v1/exports")).json()["data"]
    assert [one["id"] for one in listed] == [following["id"]]
    assert await superuser.fetchval("SELECT count(DISTINCT export_id) FROM export_chunks") == 1


async def test_a_revision_that_appears_meanwhile_is_left_to_the_next_export(
    office: Office, wave: Wave, superuser: Any
) -> None:
    made = await office.made("/v1/exports", {"administration": str(wave.id), "format": "ndjson"})
    packer = await a_packer()
    await superuser.execute("ALTER TABLE profiles DISABLE TRIGGER USER")
    await superuser.execute(
        "INSERT INTO profiles (id, revision, district_id, participation_id, administration_id, school_id,"
        " released_on, scoring_version, input_digest, etag, document)"
        " SELECT id, revision + 1, district_id, participation_id, administration_id, school_id, released_on,"
        " '1', '', '', document FROM profiles"
    )
    packer.resume()

    lines = (await downloaded(office, await finished(office, made["id"]))).read("profiles.ndjson")

    assert sorted(lines.splitlines()) == sorted(wave.profiles.values()), "each profile once"


async def test_files_go_in_time_and_what_was_asked_for_later(
    office: Office, wave: Wave, superuser: Any
) -> None:
    shown = await exported(office, administration=str(wave.id), format="csv")
    await superuser.execute("UPDATE exports SET expires_at = now(), created_at = now() - interval '80 days'")
    await superuser.execute(
        "INSERT INTO exports (district_id, administration_ids, format, language, state, created_at)"
        " VALUES ($1, ARRAY[$2::uuid], 'csv', 'en', 'failed', now() - interval '91 days')",
        *(wave.district, wave.id),
    )
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7261005"
    )  # another process takes over, and tidies first

    async with asyncio.timeout(20):
        while (await office.http.get(f"/v1/exports/{shown['id']}")).json()["state"] != "expired":  # noqa: ASYNC110 - over HTTP, as anybody would
            await asyncio.sleep(0.05)

    gone = await office.http.get(shown["files"][0]["href"])
    assert (gone.status_code, gone.json()["code"]) == (410, "export-expired")
    assert await superuser.fetchval("SELECT count(*) FROM export_chunks") == 0
    assert await superuser.fetchval("SELECT count(*) FROM exports") == 1


async def test_before_it_is_ready_there_is_no_file(office: Office, wave: Wave) -> None:
    made = await office.made("/v1/exports", {"administration": str(wave.id), "format": "csv"})

    early = await office.http.get(f"/v1/exports/{made['id']}/files/throughline-csv.zip")
    shown = await finished(office, made["id"])
    other = await office.http.get(f"/v1/exports/{made['id']}/files/other.zip")

    assert (early.status_code, early.json()["code"]) == (409, "export-not-ready")
    assert int(early.headers["retry-after"]) >= 1
    assert (other.status_code, other.json()["code"]) == (404, "not-found")
    assert shown["state"] == "ready"


async def test_without_the_extra_the_format_is_refused_by_name(
    office: Office, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    body = {"administration": str(wave.id), "format": "parquet"}

    answer = await office.http.post("/v1/exports", json=body)

    assert (answer.status_code, answer.json()["code"]) == (501, "format-not-installed")
    assert "survey-api[exports]" in answer.json()["detail"]


async def test_a_packer_whose_parent_is_gone_ends_and_leaves_no_folder(tmp_path: Path) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    for end in ("closed", "terminated"):
        packer = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", PACKER),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
        )
        assert packer.stdin
        assert packer.stdout
        packer.stdin.write(
            b'{"format": "csv", "language": "en", "administrations": [], "of_some_schools": false}\n'
        )
        await packer.stdin.drain()
        async with asyncio.timeout(20):
            while not list(tmp_path.glob("*/*.csv")):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.01)
            if end == "terminated":
                packer.send_signal(signal.SIGTERM)
            else:
                packer.stdin.close()
            assert await packer.stdout.read() == b""
            assert await packer.wait() == 3
        packer.stdin.close()
        assert list(tmp_path.iterdir()) == []


async def test_the_process_that_makes_exports_knows_no_secret(office: Office, wave: Wave) -> None:
    await office.made("/v1/exports", {"administration": str(wave.id), "format": "csv"})
    packer = await a_packer()

    environment = packer.environ()
    packer.resume()

    assert set(environment) <= {"TMPDIR", "TEMP", "TMP", "LC_CTYPE"}
