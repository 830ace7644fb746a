"""Statements on one-time links and sessions."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Interval, bindparam, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.people import people, sessions, sign_in_links


async def find_people(session: AsyncSession, *, email: str) -> list[AnyRow]:
    """Return who may sign in with an address, before any district is known.

    Returns:
        person_id, district_id, district_name; one for each district that knows them.
    """
    result = await session.execute(
        text("SELECT person_id, district_id, district_name FROM find_people(:email)"), {"email": email}
    )
    return list(result.all())


async def insert_link(
    session: AsyncSession, *, token_hash: bytes, person_id: UUID, lifetime: timedelta
) -> None:
    """Store a link of somebody the session sees; those whose time is over go."""
    await session.execute(delete(sign_in_links).where(sign_in_links.c.expires_at < func.now()))
    of_person = select(
        bindparam("hash", token_hash),
        people.c.district_id,
        people.c.id,
        func.now() + bindparam("lifetime", lifetime, type_=Interval()),
    ).where(people.c.id == person_id)
    await session.execute(
        insert(sign_in_links).from_select(["token_hash", "district_id", "person_id", "expires_at"], of_person)
    )


async def take_link(session: AsyncSession, *, token_hash: bytes) -> AnyRow | None:
    """Use a link up, before any district is known; None when it is not in force.

    Returns:
        person_id, district_id.
    """
    result = await session.execute(
        text("SELECT person_id, district_id FROM take_sign_in_link(:hash)"), {"hash": token_hash}
    )
    return result.one_or_none()


async def insert_session(
    session: AsyncSession, *, token_hash: bytes, person_id: UUID, district_id: UUID, lifetime: timedelta
) -> datetime:
    """Store a session and return when it ends; those whose time is over go."""
    await session.execute(delete(sessions).where(sessions.c.expires_at < func.now()))
    statement = (
        insert(sessions)
        .values(
            token_hash=token_hash,
            person_id=person_id,
            district_id=district_id,
            expires_at=func.now() + lifetime,
        )
        .returning(sessions.c.expires_at)
    )
    ends: datetime = (await session.execute(statement)).scalar_one()
    return ends


async def note_sign_in(session: AsyncSession, *, person_id: UUID) -> None:
    """Write down when somebody signed in last."""
    await session.execute(update(people).where(people.c.id == person_id).values(signed_in_at=func.now()))


async def end_session(session: AsyncSession, *, token_hash: bytes) -> None:
    """End one session; whoever is bound to schools sees no row of it, so a function does."""
    await session.execute(text("SELECT end_session(:hash)"), {"hash": token_hash})
