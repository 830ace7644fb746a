"""The built pages and a real Chromium, for tests and for the attacks of `make privacy`."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FRONTEND = Path(__file__).parent.parent.parent / "frontend"
PAGES = ("survey", "results", "console", "sign-in", "verify", "paper", "preview")
_JOURNEY_TIMEOUT_S = 120
_BUILD_TIMEOUT_S = 180


class PageFailed(AssertionError):
    """A script of the frontend failed, or cannot run here; the message says what it said."""


def build_once() -> None:
    """Build the pages where nobody has yet, as `make` does.

    Raises:
        PageFailed: the frontend's packages are not installed, or the build fails.
    """
    if not (FRONTEND / "node_modules").is_dir():
        raise PageFailed(
            "the frontend's packages are not installed: run `npm ci` in frontend/, or `make test`"
        )
    with _alone():
        if not all((FRONTEND / "dist" / page / "index.html").is_file() for page in PAGES):
            node("scripts/build.mjs", timeout_s=_BUILD_TIMEOUT_S)


def chromium_path() -> str:
    """Where the browser is; unpacked on first use, by one process at a time."""
    with _alone():
        return node("e2e/where.mjs", timeout_s=_BUILD_TIMEOUT_S).strip()


def run_journey(name: str, *, chromium: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Send a browser on a journey of `frontend/e2e/journeys`.

    Args:
        name: of the journey.
        chromium: from `chromium_path`.
        facts: what the journey needs to know; `profile` is the directory of the phone.

    Returns:
        What the journey found.

    Raises:
        PageFailed: an expectation of the journey did not hold.
    """
    environment = {"CHROMIUM": chromium}
    given = json.dumps(facts)
    said = node("e2e/run.mjs", name, timeout_s=_JOURNEY_TIMEOUT_S, given=given, environment=environment)
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def node(
    script: str, *arguments: str, timeout_s: int, given: str = "", environment: dict[str, str] | None = None
) -> str:
    """Run a script of the frontend and return what it printed; its own words are the failure's."""
    program = shutil.which("node")
    if program is None:
        raise PageFailed("node is not installed: Node.js 20 or newer builds and tests the pages")
    done = subprocess.run(  # noqa: S603 - our own script, no shell
        [program, script, *arguments],
        cwd=FRONTEND,
        env=os.environ | (environment or {}),
        input=given,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    if done.returncode:
        raise PageFailed(f"{script} {' '.join(arguments)}\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    return done.stdout


@contextmanager
def _alone() -> Iterator[None]:
    with (FRONTEND / "node_modules" / ".e2e-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
