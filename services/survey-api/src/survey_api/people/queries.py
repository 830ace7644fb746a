"""Statements on people. Row-level security decides which of them exist for the caller."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access.roles import ADMINISTRATOR
from survey_api.db import AnyRow
from survey_core.tables.people import people, sessions, sign_in_links


async def insert_person(session: AsyncSession, *, values: dict[str, Any]) -> AnyRow | None:
    """Store somebody; None when the district has somebody of this address."""
    statement = (
        insert(people)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["district_id", "email"])
        .returning(*people.c)
    )
    return (await session.execute(statement)).one_or_none()


async def select_person(session: AsyncSession, *, person_id: UUID) -> AnyRow | None:
    """Return somebody."""
    return (await session.execute(select(people).where(people.c.id == person_id))).one_or_none()


async def select_people(
    session: AsyncSession, *, district_id: UUID | None, email: str | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return people in order of id, starting after `after`; None leaves a filter out."""
    statement = select(people).order_by(people.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(people.c.district_id == district_id)
    if email is not None:
        statement = statement.where(people.c.email == email)
    if after is not None:
        statement = statement.where(people.c.id > after)
    return (await session.execute(statement)).all()


async def lock_administrators(session: AsyncSession, *, district_id: UUID) -> Sequence[UUID]:
    """Return the administrators of a district who may sign in; of two who end each other the second waits."""
    statement = (
        select(people.c.id)
        .where(
            people.c.district_id == district_id,
            people.c.role == ADMINISTRATOR,
            people.c.disabled_at.is_(None),
        )
        .order_by(people.c.id)
        .with_for_update(key_share=True)
    )
    return (await session.scalars(statement)).all()


async def update_person(session: AsyncSession, *, person_id: UUID, changes: dict[str, Any]) -> AnyRow | None:
    """Change somebody; None when there is nobody."""
    statement = update(people).where(people.c.id == person_id).values(**changes).returning(*people.c)
    return (await session.execute(statement)).one_or_none()


async def delete_person(session: AsyncSession, *, person_id: UUID) -> None:
    """Remove somebody, with their sessions and links."""
    await session.execute(delete(people).where(people.c.id == person_id))


async def end_sessions(session: AsyncSession, *, person_id: UUID) -> None:
    """End every session somebody has, and every link."""
    await session.execute(delete(sign_in_links).where(sign_in_links.c.person_id == person_id))
    await session.execute(delete(sessions).where(sessions.c.person_id == person_id))
