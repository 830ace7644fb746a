"""The process that opens answers: nothing heavy in it, nothing that could leave a copy of its memory."""

import subprocess
import sys

PROBE = """
import resource, sys
import scoring_worker.release.__main__ as entry
from scoring_worker.release.hardening import forbid_memory_dumps
forbid_memory_dumps()
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
if sys.platform == "linux":
    import ctypes
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0, "PR_GET_DUMPABLE"
loaded = {name.partition(".")[0] for name in sys.modules}
print(sorted(loaded & {"numpy", "scipy", "faststream", "nats", "typer"}))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], check=False, capture_output=True, text=True)  # noqa: S603 - our own program


def test_it_loads_neither_scoring_nor_the_broker_and_cannot_dump_core() -> None:
    done = run("-c", PROBE)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_it_refuses_to_start_without_settings_and_shows_no_value() -> None:
    done = run("-m", "scoring_worker.release", "not-a-participation")

    assert done.returncode == 2
    assert "invalid UUID value" in done.stderr
