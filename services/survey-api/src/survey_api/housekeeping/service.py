"""Finishing a close: no key, no pass, and only then the event that lets a release begin."""

import structlog

from survey_api.administrations.stages import close
from survey_api.db import EVERY_DISTRICT, Database
from survey_api.housekeeping import queries
from survey_api.mail.erasing import erase
from survey_api.mail.key_store import MailKeyStore
from survey_api.passes.key_store import IssuerKeyStore

log = structlog.get_logger(__name__)


async def close_due(database: Database) -> None:
    """Close the windows that are over, whether or not anybody asked for it."""
    async with database.admin(district=EVERY_DISTRICT) as session:
        for administration_id in await queries.lock_due(session):
            await close(session, administration_id)


async def finish_closing(database: Database, keys: IssuerKeyStore, mail_keys: MailKeyStore) -> None:
    """Destroy the issuer keys of closed participations, then say so and announce it, in one transaction.

    Before that everything that access by e-mail stored of them goes: rows, then keys.

    Safe to repeat and to run in several processes: destroying twice is destroying once, and one of them
    notes it. A crash between the two steps leaves the note to the next call.
    """
    async with database.admin(district=EVERY_DISTRICT) as session:
        unfinished = await queries.find_unfinished(session)
    for administration_id, participation_ids in unfinished.items():
        try:
            await erase(database, mail_keys, participation_ids)
            for participation_id in participation_ids:
                await keys.destroy(participation_id)
        except OSError:
            # Without this key gone the release refuses to run, so a person must look at the key store.
            log.exception("an issuer key cannot be destroyed", administration=str(administration_id))
            continue
        async with database.admin(district=EVERY_DISTRICT) as session:
            if await queries.mark_destroyed(session, administration_id):
                await queries.announce_closed(session, administration_id)


async def retire_never_opened(database: Database, keys: IssuerKeyStore, mail_keys: MailKeyStore) -> None:
    """Destroy the keys and addresses of surveys that were made ready, never opened, and cannot be any more.

    The worker does the same with the keys that open responses. Nothing is announced: nobody answered.
    """
    async with database.admin(district=EVERY_DISTRICT) as session:
        late = await queries.find_never_opened(session)
    for participation_id in late:
        try:
            await erase(database, mail_keys, [participation_id])
            await keys.destroy(participation_id)
        except OSError:
            log.exception("an issuer key cannot be destroyed", participation=str(participation_id))
            continue
        async with database.admin(district=EVERY_DISTRICT) as session:
            await queries.mark_key_destroyed(session, participation_id)


async def forget_closed(database: Database, keys: IssuerKeyStore) -> None:
    """Drop from this process's memory the keys of windows that were closed elsewhere."""
    if not (remembered := keys.remembered):
        return
    async with database.admin(district=EVERY_DISTRICT) as session:
        still_open = await queries.find_open(session, remembered)
    for participation_id in remembered - still_open:
        keys.forget(participation_id)
