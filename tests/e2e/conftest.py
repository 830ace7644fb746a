"""The pages in a real Chromium against the live system."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

FRONTEND = Path(__file__).parent.parent.parent / "frontend"
_JOURNEY_TIMEOUT_S = 120
_BUILD_TIMEOUT_S = 180

Journey = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session", autouse=True)
def built_pages() -> None:
    """The pages as `make` builds them; built here only where nobody has yet, and once."""
    if not (FRONTEND / "node_modules").is_dir():
        pytest.fail("the frontend's packages are not installed: run `npm ci` in frontend/, or `make test`")
    with (FRONTEND / "node_modules" / ".e2e-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all(
            (FRONTEND / "dist" / page / "index.html").is_file() for page in ("survey", "results", "verify")
        ):
            _node("scripts/build.mjs", timeout_s=_BUILD_TIMEOUT_S)


@pytest.fixture(scope="session")
def chromium(built_pages: None) -> str:  # noqa: ARG001 - its lock keeps two processes from unpacking at once
    """Where the browser is; unpacked on first use."""
    with (FRONTEND / "node_modules" / ".e2e-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _node("e2e/where.mjs", timeout_s=_BUILD_TIMEOUT_S).strip()


@pytest.fixture
def journey(chromium: str, tmp_path: Path) -> Iterator[Journey]:
    """Send a browser on a journey of `frontend/e2e/journeys`; every call in a test is the same phone."""
    profile = tmp_path / "phone"

    def run(name: str, **facts: Any) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            _node(
                "e2e/run.mjs",
                name,
                timeout_s=_JOURNEY_TIMEOUT_S,
                given=json.dumps({"profile": str(profile)} | facts),
                environment={"CHROMIUM": chromium},
            ).splitlines()[-1]
        )
        return found

    yield run
    shutil.rmtree(profile, ignore_errors=True)


def _node(
    script: str, *arguments: str, timeout_s: int, given: str = "", environment: dict[str, str] | None = None
) -> str:
    """Run a script of the frontend; its own words are the failure's."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is not installed: Node.js 20 or newer builds and tests the pages")
    done = subprocess.run(  # noqa: S603 - our own script, no shell
        [node, script, *arguments],
        cwd=FRONTEND,
        env=os.environ | (environment or {}),
        input=given,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{script} {' '.join(arguments)}\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    return done.stdout
