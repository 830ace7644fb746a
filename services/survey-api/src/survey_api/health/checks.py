"""The parts the API cannot work without, each asked on its own."""

import asyncio
from functools import cache
from typing import Final

import structlog
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from survey_api.broker import Broker
from survey_api.db import Database
from survey_api.migrate import migrations_config
from survey_api.passes.key_store import IssuerKeyStore
from survey_core.tables.roles import Role

log = structlog.get_logger(__name__)

TIMEOUT_S: Final = 3.0


async def check_database(database: Database) -> tuple[bool, bool]:
    """Return (PostgreSQL answers, its schema is this version's)."""
    try:
        async with asyncio.timeout(TIMEOUT_S), database.transaction(Role.ADMIN) as session:
            revision = await session.scalar(text("SELECT version_num FROM alembic_version"))
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        log.warning("the database does not answer", exc_info=error)
        return False, False
    return True, revision == newest_migration()


def check_broker(broker: Broker) -> bool:
    """Whether NATS is connected."""
    return broker.connected


async def check_key_store(store: IssuerKeyStore) -> bool:
    """Whether the issuer keys' directory is there, private and writable."""
    try:
        await asyncio.to_thread(store.check)
    except OSError as error:
        log.warning("the key store cannot be used", exc_info=error)
        return False
    return True


@cache
def newest_migration() -> str | None:
    """The revision this version of the code was written for."""
    return ScriptDirectory.from_config(migrations_config()).get_current_head()
