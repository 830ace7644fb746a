"""Beginning and ending sessions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.admission import Access
from survey_api.access.bearers import LINK, SESSION, hash_bearer, new_bearer
from survey_api.access.queries import insert_audit
from survey_api.db import Database, set_district
from survey_api.problems import LinkNotValid, NotFound
from survey_api.settings import Settings
from survey_api.sign_in import queries
from survey_core.tables.roles import Role


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A session as its holder gets it.

    Attributes:
        token: its text; never stored.
        expires_at: when it ends at the latest.
    """

    token: str = field(repr=False)
    expires_at: datetime


async def exchange(database: Database, *, token: str, settings: Settings) -> Begun:
    """Use a one-time link up and begin a session.

    Raises:
        LinkNotValid: it is unknown, was used, or its time is over; which one is not said.
    """
    token_hash = hash_bearer(token, LINK)
    if token_hash is None:
        raise LinkNotValid
    async with database.transaction(Role.ADMIN) as session:
        person = await queries.take_link(session, token_hash=token_hash)
        if person is not None:
            await set_district(session, district=person.district_id)
            return await begin(
                session,
                person_id=person.person_id,
                district_id=person.district_id,
                by="link",
                settings=settings,
            )
    raise LinkNotValid  # after the commit: a link whose time is over is gone too


async def begin(
    session: AsyncSession, *, person_id: UUID, district_id: UUID, by: str, settings: Settings
) -> Begun:
    """Begin a session of somebody who has shown who they are.

    Args:
        session: sees their district.
        person_id: who.
        district_id: theirs.
        by: how they showed it, for the audit log.
        settings: say how long it lasts.
    """
    token, token_hash = new_bearer(SESSION)
    expires_at = await queries.insert_session(
        session,
        token_hash=token_hash,
        person_id=person_id,
        district_id=district_id,
        lifetime=timedelta(hours=settings.session_hours),
    )
    await queries.note_sign_in(session, person_id=person_id)
    await insert_audit(
        session,
        district_id=district_id,
        actor="person",
        actor_id=str(person_id),
        action="person.signed_in",
        subject=str(person_id),
        detail={"by": by},
    )
    return Begun(token=token, expires_at=expires_at)


async def sign_out(access: Access, *, token: str | None) -> None:
    """End the session this request was made with.

    Raises:
        NotFound: it was made with a key or a token.
    """
    token_hash = None if token is None else hash_bearer(token, SESSION)
    if token_hash is None or access.caller.kind != "person":
        raise NotFound
    await queries.end_session(access.session, token_hash=token_hash)
    caller = access.caller
    await access.audit("person.signed_out", subject=caller.key_id, district_id=caller.district_id)
