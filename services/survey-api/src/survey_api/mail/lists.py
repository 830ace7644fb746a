"""The list of addresses, opened: as the issuer, who alone may read it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.mail import queries
from survey_api.mail.addresses import same
from survey_api.mail.key_store import MailKeyMissing, MailKeyStore
from survey_api.mail.slips import open_slip


async def read_addresses(
    session: AsyncSession, *, participation_id: UUID, keys: MailKeyStore, bounced: bool
) -> dict[UUID, str]:
    """Return the addresses in use, or those that bounced, by the ids of their rows.

    Raises:
        MailKeyMissing, SlipUnreadable: the key store does not fit the database.
    """
    rows = await queries.select_addresses(session, participation_id=participation_id, bounced=bounced)
    if not rows:
        return {}
    key = await keys.read(participation_id, "addresses")
    return {
        row.id: open_slip(
            row.sealed, key=key, kind="address", participation_id=participation_id, row_id=row.id
        ).address
        for row in rows
    }


async def drop_bounced(
    session: AsyncSession, *, participation_id: UUID, keys: MailKeyStore, addresses: Collection[str]
) -> None:
    """Take these addresses off the list of bounces, where they are on it."""
    wanted = {same(one) for one in addresses}
    try:
        listed = await read_addresses(session, participation_id=participation_id, keys=keys, bounced=True)
    except MailKeyMissing:
        return
    ids = [row_id for row_id, address in listed.items() if same(address) in wanted]
    await queries.delete_addresses(session, participation_id=participation_id, row_ids=ids)
