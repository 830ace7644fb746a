"""The TypeScript client, built and run by Node against a running API."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.integration.sdks.conftest import N_SCHOOLS, Running

SDK = Path(__file__).resolve().parents[3] / "sdks" / "typescript"
PROGRAM = Path(__file__).with_name("program.mjs")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where `@throughline/client` is installed, freshly built."""
    folder = tmp_path_factory.mktemp("typescript")
    package = folder / "node_modules" / "@throughline" / "client"
    package.mkdir(parents=True)
    shutil.copy(SDK / "package.json", package)
    compiler = SDK / "node_modules" / "typescript" / "bin" / "tsc"
    done = run(["node", str(compiler), "-p", str(SDK), "--outDir", str(package / "dist")], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("openapi-fetch", "openapi-typescript-helpers"):
        (folder / "node_modules" / name).symlink_to(SDK / "node_modules" / name)
    return folder


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own programs
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=120,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def told(built: Path, running: Running) -> dict[str, Any]:
    """What the program found out."""
    shutil.copy(PROGRAM, built)
    given = running.environment | {"PROFILE": str(running.profile)}
    done = run(["node", PROGRAM.name], built, **given)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_wrong_credentials_and_refusals_are_errors_with_types(told: dict[str, Any]) -> None:
    assert told["noToken"] == "invalid_client"
    assert told["missing"] == {"code": "not-found", "status": 404}
    assert told["invalid"] == "/name"
    assert told["unexpected"] is True


def test_something_is_made_read_and_listed_over_several_pages(told: dict[str, Any]) -> None:
    assert [name for name in told["names"] if name.startswith("School ")] == [
        f"School {n:02}" for n in range(1, N_SCHOOLS + 1)
    ]
    assert told["made"] == told["read"] == "Hill School"
    assert told["tokens"] == 1


def test_a_withheld_value_is_told_apart_and_an_unchanged_profile_is_not_sent_again(
    told: dict[str, Any],
) -> None:
    assert told["suppressed"] == "not_enough_responses"
    assert told["profile"] == [200, 304]
    assert told["fromCache"] == [None, "1"]
    assert told["same"] is True


def test_tokens_are_renewed_and_retry_after_is_heard_where_it_is_safe(told: dict[str, Any]) -> None:
    assert told["after401"] == {"status": 200, "tokens": 2}
    assert told["patient"] == [200, 503, 429]


def test_the_readme_runs(built: Path, running: Running) -> None:
    text = (SDK / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```js\n(.*?)```", text, flags=re.DOTALL)
    (built / "readme.mjs").write_text(block)

    done = run(["node", "readme.mjs"], built, **running.environment)

    assert done.returncode == 0, done.stderr
    assert "made Lakeview High" in done.stdout
    assert "refused: not-found" in done.stdout
