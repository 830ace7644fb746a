"""Exports over the wire: the guide as a reader would follow it, and a receiver that is told of them."""

import asyncio
import json
from pathlib import Path
from typing import Any

from infra.local.stack import Stack
from tests.fixtures.guides import DOCS, Reader, blocks_of, needs_curl
from tests.fixtures.office import Office
from tests.fixtures.published import publish_wave
from tests.fixtures.receiver import Receiver
from tests.integration.webhooks.conftest import District, settled

GUIDE = DOCS / "integrate" / "exports.md"
SCOPES = ("surveys.read", "surveys.write", "roster.write", "exports.read", "webhooks.manage")


async def exporter(operator: Office, superuser: Any) -> tuple[str, Office, str]:
    """A district with two published schools: its key, an office with it, the administration."""
    district = await operator.district("Juniper Valley")
    key = await operator.key(district, *SCOPES)
    office = Office.with_key(operator.http, key)
    wave = await publish_wave(superuser, office, district, names=["Juniper Hill", "Small Creek"])
    return key, office, str(wave.id)


@needs_curl
async def test_every_command_of_the_guide_works_and_its_numbers_are_reproduced(
    running: Stack, operator: Office, superuser: Any, tmp_path: Path
) -> None:
    key, office, _ = await exporter(operator, superuser)
    *blocks, delete = blocks_of(GUIDE)
    (check,) = blocks_of(GUIDE, "python")
    (tmp_path / "check.py").write_text(check)
    reader = Reader(tmp_path, key_name="district-key", key=key)

    said = await asyncio.to_thread(
        reader.run, [*blocks, "python3 check.py", delete], base_url=running.base_url
    )

    assert "throughline-csv.zip: OK" in said
    assert "reproduced 20 factor scores" in said
    assert json.loads((tmp_path / "results" / "manifest.json").read_text())["standings"] == {"profile": 2}
    assert (await office.http.get("/v1/exports")).json()["data"] == []
    assert len(blocks) >= 3


async def test_a_receiver_is_told_when_an_export_is_ready(
    district: District, operator: Office, superuser: Any, receiver: Receiver
) -> None:
    _, office, administration = await exporter(operator, superuser)
    other = await district.webhook(receiver, "export.ready", path="/other")
    url = f"http://127.0.0.1:{receiver.port}/hook"
    hook = await office.made("/v1/webhooks", {"url": url, "events": ["export.ready"]})
    export = await office.made("/v1/exports", {"administration": administration, "format": "ndjson"})

    theirs = District(export["district"], "", administration, office, superuser)
    (told,) = await settled(theirs, hook, "delivered")

    assert told["payload"]["type"] == "export.ready"
    assert told["payload"]["data"] == {
        "district": export["district"],
        "administration": administration,
        "export": export["id"],
    }
    assert (await office.http.get(f"/v1/exports/{export['id']}")).json()["state"] == "ready"
    assert await district.deliveries(other) == [], "another district's"
