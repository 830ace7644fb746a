"""A running API with a district, a client of it, twelve schools and a profile, for programs with the SDKs."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from tests.fixtures.live_api import quiet_settings, serving
from tests.fixtures.office import Office
from tests.fixtures.servers import Migrated
from tests.integration.api.conftest import EVERYTHING, Tenant
from tests.integration.api.test_profiles import publish

N_SCHOOLS = 12


@dataclass(frozen=True)
class Running:
    """What a program is told.

    Attributes:
        base_url: of the API.
        client_id: of a client that may read and write.
        client_secret: its secret.
        profile: one whose single values are withheld.
        database_url: superuser.
    """

    base_url: str
    client_id: str
    client_secret: str
    profile: UUID
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        """As the READMEs name it."""
        return {
            "THROUGHLINE_URL": self.base_url,
            "THROUGHLINE_CLIENT_ID": self.client_id,
            "THROUGHLINE_CLIENT_SECRET": self.client_secret,
        }


@pytest.fixture(scope="module")
def running(
    migrated_template: Migrated, nats_url: str, admin_key: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    key_dir = tmp_path_factory.mktemp("issuer")
    key_dir.chmod(0o700)
    with (
        quiet_settings(migrated_template, nats_url=nats_url, key_dir=key_dir) as settings,
        serving(settings) as base_url,
    ):
        yield asyncio.run(_furnish(base_url, settings.database_url.get_secret_value(), admin_key))


async def _furnish(base_url: str, database_url: str, admin_key: str) -> Running:
    profile, superuser = uuid4(), await asyncpg.connect(database_url)
    async with httpx.AsyncClient(base_url=base_url) as http:
        operator = Office.with_key(http, admin_key)
        district = await operator.district()
        office = Office.with_key(http, await operator.key(district, *EVERYTHING))
        schools = [await office.school(district, f"School {n:02}") for n in range(1, N_SCHOOLS + 1)]
        await publish(superuser, Tenant(district, schools[0], office), profile=profile)
        body = {"name": "dashboard", "district": district, "scopes": list(EVERYTHING)}
        made = await operator.made("/v1/clients", body)
    await superuser.close()
    return Running(base_url, made["id"], made["secret"], profile, database_url)
