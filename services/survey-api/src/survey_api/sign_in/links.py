"""One-time links: what they look like, and how they are made."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.bearers import LINK, new_bearer
from survey_api.sign_in import queries

LIFETIME: Final = timedelta(minutes=15)
#: For whoever is on the way to the page already.
AT_ONCE: Final = timedelta(minutes=1)


async def make_link(
    session: AsyncSession, *, person_id: UUID, pages_url: str, lifetime: timedelta = LIFETIME
) -> str:
    """Make a link for somebody the session sees; its token is in the fragment, which is never sent."""
    token, token_hash = new_bearer(LINK)
    await queries.insert_link(session, token_hash=token_hash, person_id=person_id, lifetime=lifetime)
    return f"{pages_url}/sign-in/#t={token}"
