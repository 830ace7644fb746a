"""A district with published results, over one running application."""

import asyncio
import io
import zipfile
from typing import Any

import httpx
import pytest

from tests.fixtures.office import Json, Office
from tests.fixtures.published import Wave, publish_wave
from tests.integration.api.conftest import Tenant, operator, stranger, tenant

__all__ = ["operator", "stranger", "tenant"]

#: Names that a spreadsheet would run, and the one that is what it says.
NAMES = ['=HYPERLINK("http://x")', "Juniper Hill", "-2+3", "Small Creek"]
HIDDEN = frozenset({"Small Creek"})
SCOPES = ("profiles.read", "surveys.read", "surveys.write", "roster.write", "exports.read")
PATIENCE_S = 30


@pytest.fixture
async def office(client: httpx.AsyncClient, operator: Office, tenant: Tenant) -> Office:
    """The tenant's own, which may export."""
    return Office.with_key(client, await operator.key(tenant.district, *SCOPES))


@pytest.fixture
async def wave(superuser: Any, office: Office, tenant: Tenant) -> Wave:
    """Four schools; one of them answered too little for anything."""
    return await publish_wave(superuser, office, tenant.district, names=NAMES, hidden=HIDDEN)


async def finished(office: Office, export: str) -> Json:
    """Wait until an export is no longer waiting or running."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            shown: Json = (await office.http.get(f"/v1/exports/{export}")).json()
            if shown["state"] not in {"waiting", "running"}:
                return shown
            await asyncio.sleep(0.05)


async def exported(office: Office, **body: Any) -> Json:
    """Ask for an export and wait for it."""
    made = await office.made("/v1/exports", body)
    shown = await finished(office, made["id"])
    assert shown["state"] == "ready", shown
    return shown


async def downloaded(office: Office, export: Json) -> zipfile.ZipFile:
    """The zip of a finished export."""
    (href,) = (one["href"] for one in export["files"] if one["name"].endswith(".zip"))
    answer = await office.http.get(href)
    assert answer.status_code == 200, answer.text
    return zipfile.ZipFile(io.BytesIO(answer.content))
