"""docs/integrate/profiles.md, changes.md and deletion.md as a reader would follow them."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from fastapi import FastAPI

from survey_api.settings import Settings
from tests.fixtures.guides import DOCS, Reader, blocks_of, needs_curl
from tests.fixtures.live_api import serving
from tests.fixtures.office import Office
from tests.fixtures.printed import pages_of, text_of
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_trends import EXAMPLE, published, wave

#: The address in an answer is the installation's; the test's own has another port.
HREF = (
    '"$(jq -r .data[0].href changes.json)"',
    '"$(jq -r .data[0].href changes.json | sed s,^http://[^/]*,$BASE,)"',
)
_SUMMARY = "INSERT INTO district_summaries VALUES ($1, 1, $2, '2026-12-05', '1', 'e', '{}', 1)"


@pytest.fixture
def api(quiet_api: FastAPI) -> FastAPI:
    """Nothing here needs what runs in the background."""
    return quiet_api


def reader(folder: Path, name: str, key: str) -> Reader:
    """Somebody in a folder of their own."""
    folder.mkdir()
    return Reader(folder, key_name=name, key=key)


@needs_curl
async def test_every_command_of_the_guides_works(
    operator: Office, tenant: Tenant, superuser: Any, api_settings: Settings, tmp_path: Path
) -> None:
    made = await wave(tenant, superuser, 2025)
    school = orjson.loads(EXAMPLE.read_bytes())["school"] | {"id": tenant.school}
    document = await published(superuser, made, id=str(uuid4()), school=school)
    await superuser.execute(_SUMMARY, UUID(made["id"]), UUID(tenant.district))
    read = await operator.key(tenant.district, "profiles.read")
    write = await operator.key(tenant.district, "surveys.write")
    vendor, office = reader(tmp_path / "v", "vendor-key", read), reader(tmp_path / "o", "district-key", write)
    following = [block.replace(*HREF) for block in blocks_of(DOCS / "integrate" / "changes.md")]
    deleting = blocks_of(DOCS / "integrate" / "deletion.md")
    with serving(api_settings) as url:
        said = {
            name: await asyncio.to_thread(who.run, blocks, base_url=url)
            for name, who, blocks in (
                ("profiles", vendor, blocks_of(DOCS / "integrate" / "profiles.md")),
                ("pdf", vendor, blocks_of(DOCS / "integrate" / "pdf.md")[:1]),
                ("changes", vendor, following),
                ("deletion", office, [f"ADMINISTRATION={made['id']}", *deleting]),
            )
        }

    assert school["name"] in said["profiles"]
    assert "304\n" in said["profiles"]
    assert said["profiles"].strip().endswith("False"), "the first of a trend compares with nothing"
    assert said["pdf"] == "304\n"
    assert len(pages_of((tmp_path / "v" / "summary.pdf").read_bytes())) == 1
    assert school["name"] in text_of((tmp_path / "v" / "report.pdf").read_bytes())
    assert said["changes"].startswith("profile.published\n")
    assert (tmp_path / "v" / "profile.json").read_bytes() == orjson.dumps(document)
    assert orjson.loads(said["deletion"].splitlines()[-1])["dry_run"] is False
    assert await superuser.fetchval("SELECT count(*) FROM profiles") == 0


@pytest.mark.parametrize("name", ["profiles", "changes", "deletion", "pdf"])
def test_each_guide_has_powershell_beside_its_curl(name: str) -> None:
    guide = DOCS / "integrate" / f"{name}.md"

    assert len(blocks_of(guide, "powershell")) == len(blocks_of(guide)) >= 1
