"""Guides are run as a reader would run them: every shell block, in order, against a live system."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from infra.local.stack import Stack
from tests.fixtures.mail_server import mail_server

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDE, ACCESS = DOCS / "district-it.md", DOCS / "integrate" / "access.md"
PATIENCE_S = 120
#: As much of jq as the guides use: `jq -r .a`, `jq -r '.a[0]' FILE`.
JQ = """#!{python}
import json, re, sys
found = json.load(open(sys.argv[3]) if len(sys.argv) > 3 else sys.stdin)
for name, index in re.findall(r"[.](\\w+)|\\[(\\d+)\\]", sys.argv[2]):
    found = found[name] if name else found[int(index)]
print(found)
"""
#: What the guide leaves to the reader, before the block that needs it.
READERS_PART = """
IMPORT=$(api $BASE/v1/administrations -d "{\\"title\\": \\"Paper\\",
  \\"instrument\\": \\"internal-coherence\\",
  \\"version\\": \\"1.0.0\\", \\"access\\": \\"import\\", \\"opens_at\\": \\"2026-09-01T08:00:00Z\\",
  \\"closes_at\\": \\"2026-09-10T08:00:00Z\\"}" | jq -r .id)
printf 'school,il1\\nLMS,4\\n' > responses.csv
printf 'school,eligible\\nLMS,42\\n' > eligible.csv
"""


def shell_blocks(guide: Path) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", guide.read_text(encoding="utf-8"), flags=re.DOTALL)


def script(guide: Path, base_url: str) -> str:
    """A guide's blocks, with this system's address, and every refusal an error."""
    blocks = shell_blocks(guide)
    if guide == GUIDE:
        blocks[-1] = READERS_PART + blocks[-1]
    text = "\n".join(blocks).replace("curl -sS", "curl -fsS")
    return "set -euo pipefail\n" + text.replace("http://127.0.0.1:8000", base_url)


@pytest.mark.skipif(shutil.which("curl") is None, reason="the guide's examples are for curl")
def test_every_command_of_the_guides_works_in_order(new_stack: Callable[..., Stack], tmp_path: Path) -> None:
    with mail_server() as mail:
        stack = new_stack(
            extra_env={
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(mail.port),
                "SMTP_SECURITY": "none",
                "MAIL_FROM": "Survey office <survey@lakeview.example>",
            }
        )
        prepare(stack, tmp_path)
        run(ACCESS, stack, tmp_path)
        look_at_access(stack, tmp_path)
        run(GUIDE, stack, tmp_path)
        look_at_the_survey(stack, tmp_path)
    assert "office@lakeview.example" in mail.recipients


def prepare(stack: Stack, tmp_path: Path) -> None:
    """What a reader has: the operator's key, and jq."""
    (tmp_path / ".keys").mkdir()
    shutil.copy(stack.home.admin_key_file, tmp_path / ".keys" / "admin-key")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "jq").write_text(JQ.format(python=sys.executable))
    (tools / "jq").chmod(0o755)


def run(guide: Path, stack: Stack, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    done = subprocess.run(  # noqa: S603 - our own guide is what is being tested
        ["/bin/bash", "-c", script(guide, stack.base_url)],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=PATIENCE_S,
        env={"PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path)},
    )

    assert done.returncode == 0, done.stderr + done.stdout


def look_at_access(stack: Stack, tmp_path: Path) -> None:
    """The client of the guide is ended, and with it the secret it had last."""
    made = json.loads((tmp_path / "client.json").read_text())
    form = {"grant_type": "client_credentials"}
    answer = httpx.post(f"{stack.base_url}/oauth/token", data=form, auth=(made["id"], made["secret"]))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert len(shell_blocks(ACCESS)) >= 5


def look_at_the_survey(stack: Stack, tmp_path: Path) -> None:
    """What the guide left behind: a card for each person, and an open survey."""
    cards = (tmp_path / "cards.csv").read_text().splitlines()
    assert len(cards) == 1 + 42
    headers = {"Authorization": f"Bearer {stack.admin_key}"}
    waves = httpx.get(f"{stack.base_url}/v1/administrations", headers=headers).json()["data"]
    assert {(wave["title"], wave["state"]) for wave in waves} >= {("Autumn", "open")}
    assert len(shell_blocks(GUIDE)) >= 5
