"""docs/integrate/webhooks.md as a reader would follow it: its commands in order, and its receiver."""

import asyncio
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.nats import free_port
from infra.local.stack import Stack
from tests.integration.api.test_district_it_guide import JQ, shell_blocks
from tests.integration.webhooks.conftest import SCOPES, District

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "integrate" / "webhooks.md"
PATIENCE_S = 60
#: What the guide leaves to the reader: to start the receiver with its secret.
START_RECEIVER = """
WEBHOOK_SECRET=$(jq -r .secret webhook.json) python receiver.py > received.txt 2> receiver.log &
trap 'kill %1' EXIT
until (: > /dev/tcp/127.0.0.1/PORT) 2> /dev/null; do kill -0 %1; sleep 0.1; done
"""


@pytest.mark.skipif(shutil.which("curl") is None, reason="the guide's examples are for curl")
async def test_every_command_of_the_guide_works_and_its_receiver_verifies(
    running: Stack, district: District, tmp_path: Path
) -> None:
    first, *others = shell_blocks(GUIDE)
    port = str(free_port())
    await prepare(running, district, tmp_path, port=port)
    text = "\n".join(["set -euo pipefail", first, START_RECEIVER.replace("PORT", port), *others])
    text = text.replace("curl -sS", "curl -fsS").replace("http://127.0.0.1:8000", running.base_url)

    done = await asyncio.to_thread(
        subprocess.run,
        ["/bin/bash", "-c", text.replace("127.0.0.1:9000", f"127.0.0.1:{port}")],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=PATIENCE_S,
        env={"PATH": f"{tmp_path / 'tools'}:/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path)},
    )

    assert done.returncode == 0, done.stderr + done.stdout + (tmp_path / "receiver.log").read_text()
    assert '"state":"delivered"' in done.stdout
    # Verified, and although it was replayed, taken once.
    assert (tmp_path / "received.txt").read_text().splitlines()[0].startswith("webhook.test {'webhook': ")
    assert len((tmp_path / "received.txt").read_text().splitlines()) == 1
    assert len(others) >= 4


async def prepare(running: Stack, district: District, tmp_path: Path, *, port: str) -> None:
    """A key, jq, and the guide's receiver."""
    tools = tmp_path / "tools"
    (tmp_path / ".keys").mkdir()
    tools.mkdir()
    (tools / "jq").write_text(JQ.format(python=sys.executable))
    (tools / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    for tool in ("jq", "python"):
        (tools / tool).chmod(0o755)
    operator = type(district.office).with_key(district.office.http, running.admin_key)
    (tmp_path / ".keys" / "district-key").write_text(await operator.key(district.id, *SCOPES))
    (block,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    (tmp_path / "receiver.py").write_text(block.replace("9000", port))
