"""Forgetting: rows first, then keys; every step may be repeated, and is, until both are gone."""

from collections.abc import Collection
from uuid import UUID

from survey_api.db import EVERY_DISTRICT, Database
from survey_api.mail import queries
from survey_api.mail.key_store import PURPOSES, MailKeyStore
from survey_core.tables.roles import Role


async def erase(database: Database, keys: MailKeyStore, participation_ids: Collection[UUID]) -> None:
    """Delete every address and message of participations that take no more, and destroy their mail keys.

    Call it only when their state lets nobody add a row: a key that goes takes such a row with it.

    Raises:
        OSError: a key cannot be destroyed.
    """
    async with database.transaction(Role.ISSUER) as session:
        await queries.erase(session, participation_ids)
    for purpose in PURPOSES:
        for participation_id in participation_ids:
            await keys.destroy(participation_id, purpose)


async def erase_forgotten(database: Database, keys: MailKeyStore) -> None:
    """Erase what belongs to administrations that were made ready, never opened, and cannot be any more."""
    async with database.admin(district=EVERY_DISTRICT) as session:
        forgotten = await queries.find_forgotten(session)
    if forgotten:
        await erase(database, keys, forgotten)


async def discard_idle_keys(database: Database, keys: MailKeyStore) -> None:
    """Destroy mail keys under which nothing is sealed any more.

    So a code's key goes right after the last message was accepted; what the write-ahead log keeps of the
    messages opens no more, long before the close. It also clears up after a list that failed to be stored.
    """
    for purpose in PURPOSES:
        if not (held := await keys.held(purpose)):
            continue
        async with database.transaction(Role.ISSUER) as session:
            idle = await queries.find_idle(session, purpose=purpose, among=held)
        for participation_id in idle:
            async with database.transaction(Role.ISSUER) as session:
                # Nobody seals under the key while it is looked at again, and goes.
                await queries.lock_keys(session, participation_id)
                if await queries.find_idle(session, purpose=purpose, among=[participation_id]):
                    await keys.destroy(participation_id, purpose)
