"""What stands in the database before the first request: one of each thing, so that ids lead somewhere."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx

from survey_api.access.scopes import SCOPES
from tests.fixtures.office import Office
from tests.fixtures.surveys import add_survey
from tests.integration.api.conftest import Tenant
from tests.integration.api.test_tenancy import everything_of


@dataclass(frozen=True)
class Seeded:
    """A district and who may do everything in it.

    Attributes:
        key: of its administrator.
        own: ids that the administrator must not lose while the requests go on: their key and their district.
        ids: name in a path to an id of the district.
        survey: a participation that phones can reach, of another district.
    """

    key: str
    own: frozenset[str]
    ids: dict[str, str]
    survey: str


def seed(*, base_url: str, database_url: str, admin_key: str, key_dir: Path) -> Seeded:
    """Make a district of its own over HTTP."""
    return asyncio.run(_seed(base_url, database_url, admin_key, key_dir))


async def _seed(base_url: str, database_url: str, admin_key: str, key_dir: Path) -> Seeded:
    superuser = await asyncpg.connect(database_url)
    async with httpx.AsyncClient(base_url=base_url) as client:
        operator = Office.with_key(client, admin_key)
        district = await operator.district()
        key = await operator.key(district, *SCOPES)
        school = await operator.school(district)
        tenant = Tenant(district, school, Office.with_key(client, key))
        ids = await everything_of(tenant, tenant.office, superuser)
    await superuser.close()
    survey = await add_survey(database_url, key_dir=key_dir)
    return Seeded(key, frozenset({key.split("_")[2], district}), ids, str(survey.participation))
