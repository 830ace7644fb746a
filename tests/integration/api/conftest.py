"""An operator's office, a district's own, and a stranger's, over one running application."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from tests.fixtures.office import Office

EVERYTHING = ("profiles.read", "surveys.read", "surveys.write", "roster.write")


@dataclass(frozen=True)
class Tenant:
    """A district with one school and a key for everything in it."""

    district: str
    school: str
    office: Office


@pytest.fixture
async def operator(client: httpx.AsyncClient, admin_key: str) -> AsyncIterator[Office]:
    """Whoever runs the installation."""
    office = Office.with_key(client, admin_key)
    yield office
    await office.http.aclose()


async def make_tenant(client: httpx.AsyncClient, operator: Office, name: str) -> Tenant:
    """A district of its own."""
    district = await operator.district(name)
    key = await operator.key(district, *EVERYTHING)
    school = await operator.school(district, f"{name} Middle")
    return Tenant(district, school, Office.with_key(client, key))


@pytest.fixture
async def tenant(client: httpx.AsyncClient, operator: Office) -> Tenant:
    """A district."""
    return await make_tenant(client, operator, "Lakeview")


@pytest.fixture
async def stranger(client: httpx.AsyncClient, operator: Office) -> Tenant:
    """Another district."""
    return await make_tenant(client, operator, "Elsewhere")
