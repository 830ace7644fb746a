"""A code whose message was refused: it never left, so it is withdrawn and its address is named."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.mail import queries
from survey_api.mail.addresses import same
from survey_api.mail.key_store import MailKeyStore
from survey_api.mail.lists import read_addresses
from survey_api.mail.queries import Sealing
from survey_api.mail.slips import Slip
from survey_api.participations.cards import Code


async def note_bounce(
    session: AsyncSession, *, participation_id: UUID, kind: str, slip: Slip, keys: MailKeyStore
) -> None:
    """Withdraw the code and put the address on the list of bounces, in the transaction that ends its message.

    A code that was used did arrive, by an earlier attempt that nobody confirmed: nothing bounced then. Naming
    the address is harmless: whoever has it has received no code.
    """
    code_hash = Code(slip.code or "").hashed(participation_id)
    if not await queries.withdraw_code(session, participation_id=participation_id, code_hash=code_hash):
        return
    if kind == "invitation":
        in_use = await read_addresses(session, participation_id=participation_id, keys=keys, bounced=False)
        for row_id, address in in_use.items():
            if same(address) == same(slip.address):
                await queries.mark_bounced(session, participation_id=participation_id, row_id=row_id)
                return
    # Of a replacement the first message was accepted: the address stays in use, and this entry is one more.
    bounced = await read_addresses(session, participation_id=participation_id, keys=keys, bounced=True)
    if same(slip.address) not in {same(one) for one in bounced.values()}:
        key = await keys.read(participation_id, "addresses")
        sealing = Sealing(participation_id=participation_id, kind="address", key=key)
        await queries.insert_addresses(session, sealing, [Slip(slip.address)], bounced=True)
