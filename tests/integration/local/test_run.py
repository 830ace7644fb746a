"""`make run` as a person meets it: starts, reuses its data, stops in order, says what went wrong."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from infra.local.nats import EmbeddedNats, free_port
from infra.local.postgres import EmbeddedPostgres

ROOT = Path(__file__).parent.parent.parent.parent
START_S = 90


class Running:
    """One `python -m infra.local run` and what it printed."""

    def __init__(self, place: Path, *, port: int, **more: str) -> None:
        self.output = place / f"output-{time.monotonic_ns()}"
        environment = os.environ | {
            "DATA_DIR": str(place / "data"),
            "KEY_DIR": str(place / "keys"),
            "LOG_DIR": str(place / "logs"),
            "PORT": str(port),
            "DEMO": "0",
        }
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infra.local", "run"],
                cwd=ROOT,
                env=environment | more,
                stdout=file,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

    @property
    def text(self) -> str:
        return self.output.read_text()

    def until(self, text: str) -> str:
        deadline = time.monotonic() + START_S
        while text not in self.text:
            assert self.process.poll() is None, f"ended early:\n{self.text}"
            assert time.monotonic() < deadline, f"never said {text!r}:\n{self.text}"
            time.sleep(0.1)
        return self.text

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(60)


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-") as name:
        yield Path(name)
        for left in processes_of(Path(name)):  # of a test that failed
            left.kill()


def processes_of(place: Path) -> list[psutil.Process]:
    """Everything that still runs for the installation in `place`: by command line or environment."""
    found = []
    for process in psutil.process_iter():
        try:
            words = [*process.cmdline(), *process.environ().values()]
        except psutil.Error:
            continue
        if any(str(place) in word for word in words):
            found.append(process)
    return found


def test_a_port_in_use_is_named_with_a_way_out(place: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        running = Running(place, port=port)

        assert running.process.wait(START_S) == 1

    assert re.search(rf"port {port} is in use by another program.*make run PORT=\d+", running.text)
    assert processes_of(place) == []


@pytest.mark.parametrize("port", ["web", "0", "70000"])
def test_a_port_that_is_no_port_is_refused(place: Path, port: str) -> None:
    running = Running(place, port=0, PORT=port)

    assert running.process.wait(START_S) == 1
    assert f"PORT must be a whole number from 1 to 65535, not '{port}'" in running.text


def test_a_database_that_does_not_answer_is_named(place: Path) -> None:
    running = Running(
        place, port=free_port(), DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    )

    assert running.process.wait(START_S) == 1
    assert "the database could not be migrated" in running.text
    assert processes_of(place) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_nobody_may_write_to_is_named(place: Path) -> None:
    (place / "data").mkdir(mode=0o500)

    running = Running(place, port=free_port())

    assert running.process.wait(START_S) == 1
    assert f"Permission denied: '{place / 'data'}" in running.text


def test_a_file_in_the_place_of_a_directory_is_named(place: Path) -> None:
    (place / "data").write_text("")

    running = Running(place, port=free_port())

    assert running.process.wait(START_S) == 1
    assert f"could not go on: [Errno 17] File exists: '{place / 'data'}'" in running.text


def test_with_servers_of_ones_own_it_starts_none_and_stops_none(place: Path) -> None:
    postgres, nats = EmbeddedPostgres(place / "mine" / "pg"), EmbeddedNats(place / "mine" / "nats")
    try:
        running = Running(place, port=free_port(), DATABASE_URL=postgres.start(), NATS_URL=nats.start())
        running.until("Ctrl-C stops it")
        assert sorted(path.name for path in (place / "data").iterdir()) == ["api.pid", "lock", "worker.pid"]
        assert running.stop() == 0
        assert postgres.child.running
        assert nats.child.running
    finally:
        postgres.stop()
        nats.stop()


def test_it_shows_its_key_once_goes_on_with_its_data_and_survives_its_own_death(place: Path) -> None:
    port = free_port()
    first = Running(place, port=port)
    said = first.until("Ctrl-C stops it")
    key = (place / "keys" / "admin-key").read_text().strip()
    assert key in said
    assert httpx.get(f"http://127.0.0.1:{port}/readyz").json()["status"] == "ready"

    refused = Running(place, port=free_port())
    assert refused.process.wait(START_S) == 1
    assert f"another Throughline (process {first.process.pid}) runs with the data" in refused.text

    assert first.stop() == 0
    assert processes_of(place) == []
    assert key not in "".join(path.read_text() for path in (place / "logs").iterdir())

    second = Running(place, port=port)
    said = second.until("Ctrl-C stops it")
    assert key not in said
    assert (place / "keys" / "admin-key").read_text().strip() == key

    second.stop(signal.SIGKILL)  # nobody stops its children now
    assert len(processes_of(place)) > 3
    third = Running(place, port=port)
    third.until("Ctrl-C stops it")
    assert third.stop(signal.SIGTERM) == 0
    assert processes_of(place) == []


@pytest.mark.parametrize("part", ["worker", "PostgreSQL"])
def test_when_one_part_dies_all_stop_and_the_message_names_it(place: Path, part: str) -> None:
    running = Running(place, port=free_port())
    running.until("Ctrl-C stops it")
    pid_file = {"worker": "worker.pid", "PostgreSQL": "postgres.pid"}[part]
    pid = int((place / "data" / pid_file).read_text().split()[0])

    os.kill(pid, signal.SIGKILL)

    assert running.process.wait(60) == 1
    assert re.search(rf"could not go on: (the )?{part} ended by signal 9. Its log: {place}", running.text)
    assert "Everything else has been stopped" in running.text
    assert processes_of(place) == []
