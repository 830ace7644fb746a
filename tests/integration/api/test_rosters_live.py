"""Rosters over the wire: a guide's commands as a reader types them, 100 MB in bounded memory; and a kill."""

import json
import re
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx
import psutil
import pytest

from infra.local.nats import port_is_free
from infra.local.stack import Stack
from tests.fixtures.guides import DOCS, Reader, blocks_of, needs_curl
from tests.fixtures.rosters import lines

GUIDE = DOCS / "integrate" / "rosters.md"
PATIENCE_S = 60
MIB: Final = 2**20
#: The upload, and what the process may grow by while it receives and reads it; it was 12 MiB.
AT_LEAST: Final = 100 * 10**6
AT_MOST: Final = 48 * MIB
TEACHERS: Final = 58_000
STUDENTS_EACH: Final = 11
#: Requests with a key each, how many are sent at once, and how many are answered before the kill.
KEYED: Final = 60
AT_ONCE: Final = 8
BEFORE: Final = 12


@pytest.fixture(scope="module")
def district_key(module_stack: Stack) -> str:
    """A district's own key."""
    with client(module_stack, module_stack.admin_key) as operator:
        district = operator.post("/v1/districts", json={"name": "Lakeview"}).json()["id"]
        body = {"name": "office", "district": district, "scopes": ["roster.write", "surveys.read"]}
        return str(operator.post("/v1/api-keys", json=body).json()["key"])


def client(stack: Stack, key: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.Client(base_url=stack.base_url, headers=headers, timeout=PATIENCE_S)


@needs_curl
def test_every_command_of_the_guide_works_in_order(
    module_stack: Stack, district_key: str, tmp_path: Path
) -> None:
    blocks = blocks_of(GUIDE)
    reader = Reader(tmp_path, key_name="district-key", key=district_key)

    reader.run(blocks, base_url=module_stack.base_url)

    assert len(blocks) >= 4
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["people"]["in_schools"] == 3  # as the guide's comment says
    with client(module_stack, district_key) as office:
        rosters = office.get("/v1/rosters").json()["data"]
        schools = office.get("/v1/schools").json()["data"]
    assert [(one["format"], one["eligible"]) for one in rosters] == [
        ("schools_csv", 103),
        ("oneroster_1_2", 4),
    ]
    assert len(schools) == 4


def test_a_hundred_megabytes_are_read_in_bounded_memory(
    module_stack: Stack, district_key: str, tmp_path: Path
) -> None:
    path = tmp_path / "large.zip"
    write_large(path)
    api = psutil.Process(module_stack._api.pid)
    processes = [api, *api.children(recursive=True)]
    with client(module_stack, district_key) as office:
        small = tmp_path / "small.zip"
        write_large(small, teachers=1)
        assert send(office, small).status_code == 200  # whatever is loaded the first time
        before = sum(peak(process, anew=True) for process in processes)

        answer = send(office, path)

        grown = sum(peak(process) for process in processes) - before
    assert path.stat().st_size > AT_LEAST
    assert answer.status_code == 200, answer.text
    assert answer.json()["people"]["in_schools"] == TEACHERS
    assert 0 <= grown < AT_MOST, f"{grown / MIB:.0f} MiB"


def test_killed_while_schools_are_added_with_keys_all_sent_again_each_is_there_once(
    module_stack: Stack,
) -> None:
    with client(module_stack, module_stack.admin_key) as operator:
        district = operator.post("/v1/districts", json={"name": "Killed"}).json()["id"]

        def add(n: int) -> httpx.Response | None:
            """The answer; None where none came."""
            body, key = {"name": f"School {n}", "district": district}, {"Idempotency-Key": f"school-{n}"}
            try:
                return operator.post("/v1/schools", json=body, headers=key)
            except httpx.TransportError:
                return None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = [pool.submit(add, n) for n in range(KEYED)]
            wait(lambda: sum(one.done() for one in asked) >= BEFORE)
            module_stack.stop_api(signal.SIGKILL)
            first = [one.result() for one in asked]
        wait(lambda: port_is_free(module_stack.port))
        module_stack.start_api()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            again = list(pool.map(add, range(KEYED)))
        listed = operator.get("/v1/schools", params={"district": district, "limit": 200}).json()["data"]

    answered = [n for n, one in enumerate(first) if one is not None]
    assert BEFORE <= len(answered) < KEYED, "the kill came too early or too late"
    assert [one.status_code for one in again if one is not None] == [201] * KEYED
    assert Counter(one["name"] for one in listed) == {f"School {n}": 1 for n in range(KEYED)}
    for n in answered:
        before, after = first[n], again[n]
        assert before is not None
        assert after is not None
        assert (after.content, after.headers["idempotent-replayed"]) == (before.content, "true")


def wait(until: Callable[[], bool]) -> None:
    """Until something happened elsewhere."""
    give_up = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < give_up
        time.sleep(0.002)


def send(office: httpx.Client, path: Path) -> httpx.Response:
    with path.open("rb") as file:
        return office.post("/v1/rosters", files={"roster": file})


def peak(process: psutil.Process, *, anew: bool = False) -> int:
    """The most memory a process has held, in bytes, since it was last asked to begin anew."""
    if anew:
        Path(f"/proc/{process.pid}/clear_refs").write_text("5")
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def write_large(path: Path, *, teachers: int = TEACHERS) -> None:
    """A district of a hundred schools: teachers, and eleven rows of students after each."""
    schools = (f"S{n},,,School {n},school," for n in range(100))
    student = "person-9999999-0123456789"
    roles = lines(*[f"role-9999999-0123456789,{student},primary,student,S1"] * STUDENTS_EACH)
    users = lines(*[f"{student},active,user9999999,Given,Family,9@lakeview.example,"] * STUDENTS_EACH)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("orgs.csv", lines("sourcedId,status,x,name,type,identifier", *schools))
        with archive.open("roles.csv", "w") as file:
            file.write(lines("sourcedId,userSourcedId,roleType,role,orgSourcedId"))
            for n in range(teachers):
                file.write(lines(f"role-{n},person-{n:07d}-0123456789,primary,teacher,S{n % 100}") + roles)
        with archive.open("users.csv", "w") as file:
            file.write(lines("sourcedId,status,username,givenName,familyName,email,sms"))
            for n in range(teachers):
                row = f"person-{n:07d}-0123456789,active,user{n},Given{n},Family{n},{n}@lakeview.example,"
                file.write(lines(row) + users)
