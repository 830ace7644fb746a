"""docs/integrate/webhooks.md as a reader would follow it: its commands in order, and its receiver."""

import asyncio
from pathlib import Path

from infra.local.nats import free_port
from infra.local.stack import Stack
from tests.fixtures.guides import DOCS, Reader, blocks_of, needs_curl
from tests.integration.webhooks.conftest import SCOPES, District

GUIDE = DOCS / "integrate" / "webhooks.md"
#: What the guide leaves to the reader: to start the receiver with its secret.
START_RECEIVER = """
WEBHOOK_SECRET=$(jq -r .secret webhook.json) python receiver.py > received.txt 2> receiver.log &
trap 'kill %1' EXIT
until (: > /dev/tcp/127.0.0.1/PORT) 2> /dev/null; do kill -0 %1; sleep 0.1; done
"""


@needs_curl
async def test_every_command_of_the_guide_works_and_its_receiver_verifies(
    running: Stack, district: District, tmp_path: Path
) -> None:
    first, *others = blocks_of(GUIDE)
    port = str(free_port())
    operator = type(district.office).with_key(district.office.http, running.admin_key)
    key = await operator.key(district.id, *SCOPES)
    (receiver,) = blocks_of(GUIDE, "python")
    (tmp_path / "receiver.py").write_text(receiver.replace("9000", port))
    reader = Reader(tmp_path, key_name="district-key", key=key)
    blocks = [first, START_RECEIVER.replace("PORT", port), *others]

    said = await asyncio.to_thread(
        reader.run,
        [block.replace("127.0.0.1:9000", f"127.0.0.1:{port}") for block in blocks],
        base_url=running.base_url,
    )

    assert '"state":"delivered"' in said
    # Verified, and although it was replayed, taken once.
    assert (tmp_path / "received.txt").read_text().splitlines()[0].startswith("webhook.test {'webhook': ")
    assert len((tmp_path / "received.txt").read_text().splitlines()) == 1
    assert len(others) >= 4
