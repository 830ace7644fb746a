"""The shipped instruments in the database, where every district may use them."""

import json

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.instruments import queries
from survey_core.instruments import SHIPPED, Instrument, shipped


async def store_shipped(session: AsyncSession) -> list[str]:
    """Store each shipped instrument that is not there yet; a stored one never changes.

    Args:
        session: the administration's login, seeing every district.

    Returns:
        One line for each that is new, or that differs from the one stored under its version.
    """
    said: list[str] = []
    for instrument in map(shipped, SHIPPED):
        known = await queries.select_version(
            session, district_id=None, instrument=instrument.id, version=instrument.version
        )
        name = f"the instrument {instrument.id} {instrument.version}"
        if known is None:
            await _store(session, instrument)
            said.append(f"stored {name}")
        elif known.digest != instrument.digest:
            said.append(f"{name} is stored with an earlier wording, which stays in use here")
    return said


async def _store(session: AsyncSession, instrument: Instrument) -> None:
    await queries.insert_instrument(
        session,
        district_id=None,
        instrument=instrument.id,
        version=instrument.version,
        digest=instrument.digest,
        document=json.loads(instrument.canonical_json),
    )
