"""Connections under each login, to try what it may and may not do."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from survey_core.tables.roles import Role, role_password

ConnectAs = Callable[[Role], Awaitable["asyncpg.Connection[asyncpg.Record]"]]
SECRET = bytes.fromhex("5f" * 32)  # what tests/fixtures/servers.py migrates with


async def connect_as(
    database_url: str, role: Role, *, secret: bytes = SECRET
) -> "asyncpg.Connection[asyncpg.Record]":
    """Connect as a login with its derived password."""
    url = make_url(database_url)
    return await asyncpg.connect(
        host=str(url.query.get("host") or url.host),
        port=url.port,
        database=url.database,
        user=role.value,
        password=role_password(role, secret),
    )


@pytest.fixture
async def as_login(database_url: str) -> AsyncIterator[ConnectAs]:
    """`connection = await as_login(Role.ISSUER)`; closed at the end."""
    opened: list[asyncpg.Connection[asyncpg.Record]] = []

    async def connect(role: Role) -> "asyncpg.Connection[asyncpg.Record]":
        opened.append(await connect_as(database_url, role))
        return opened[-1]

    yield connect
    for connection in opened:
        await connection.close()
