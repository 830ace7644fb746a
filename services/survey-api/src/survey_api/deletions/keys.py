"""Keys of what was deleted: they lie outside the database, and go as soon as the deletion is committed."""

import structlog

from survey_api.db import EVERY_DISTRICT, Database
from survey_api.deletions import queries
from survey_api.mail.key_store import PURPOSES, MailKeyStore
from survey_api.passes.key_store import IssuerKeyStore

log = structlog.get_logger(__name__)


async def destroy_of_deleted(database: Database, keys: IssuerKeyStore, mail_keys: MailKeyStore) -> None:
    """Destroy the issuer and mail keys of participations that went; a crash leaves it to the next call.

    The worker does the same with the keys that open responses.
    """
    async with database.admin(district=EVERY_DISTRICT) as session:
        waiting = await queries.select_with_keys(session)
    gone = []
    for participation_id in waiting:
        try:
            for purpose in PURPOSES:
                await mail_keys.destroy(participation_id, purpose)
            await keys.destroy(participation_id)
        except OSError:
            log.exception(
                "a key of what was deleted cannot be destroyed", participation=str(participation_id)
            )
            continue
        gone.append(participation_id)
    if gone:
        async with database.admin(district=EVERY_DISTRICT) as session:
            await queries.mark_keys_gone(session, gone)
