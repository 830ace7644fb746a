"""Fresh codes and their messages, put into the queue in the caller's transaction."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.mail import queries
from survey_api.mail.key_store import MailKeyStore
from survey_api.mail.queries import Sealing
from survey_api.mail.slips import Slip
from survey_api.participations.cards import draw
from survey_api.participations.queries import insert_codes


async def enqueue(
    session: AsyncSession,
    *,
    participation_id: UUID,
    addresses: Sequence[str],
    kind: str,
    keys: MailKeyStore,
) -> None:
    """Give each address a fresh code: its hash is stored, address and code are sealed into the queue.

    Args:
        session: as the administration; the caller holds the participation's row.
        participation_id: whose codes.
        addresses: normalised.
        kind: `invitation` or `replacement`.
        keys: the key store.
    """
    await queries.lock_keys(session, participation_id)
    key = await keys.make(participation_id, "codes")
    codes = draw(len(addresses))
    slips = [Slip(address, code.text) for address, code in zip(addresses, codes, strict=True)]
    sealing = Sealing(participation_id=participation_id, kind=kind, key=key)
    await queries.insert_messages(session, sealing, shuffled(slips))
    hashes = [code.hashed(participation_id) for code in codes]
    await insert_codes(
        session, participation_id=participation_id, hashes=hashes, replacement=kind == "replacement"
    )


async def list_addresses(
    session: AsyncSession, *, participation_id: UUID, addresses: Sequence[str], keys: MailKeyStore
) -> None:
    """Add addresses to the list that reminders go to, shuffled anew: nothing in it leads to a code."""
    await queries.lock_keys(session, participation_id)
    key = await keys.make(participation_id, "addresses")
    sealing = Sealing(participation_id=participation_id, kind="address", key=key)
    await queries.insert_addresses(session, sealing, shuffled([Slip(one) for one in addresses]))


def shuffled(slips: Sequence[Slip]) -> list[Slip]:
    """In an order that nothing else can reproduce."""
    return secrets.SystemRandom().sample(slips, len(slips))
