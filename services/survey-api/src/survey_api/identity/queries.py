"""Statements on identity providers, and on the people they name."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.people import identity_providers, people

_PUBLIC = (
    identity_providers.c.district_id,
    identity_providers.c.issuer,
    identity_providers.c.client_id,
    identity_providers.c.email_domains,
    identity_providers.c.changed_at,
)


async def select_provider(session: AsyncSession, *, district_id: UUID) -> AnyRow | None:
    """Return a district's provider, its sealed secret included."""
    statement = select(*_PUBLIC, identity_providers.c.sealed_secret).where(
        identity_providers.c.district_id == district_id
    )
    return (await session.execute(statement)).one_or_none()


async def put_provider(session: AsyncSession, *, district_id: UUID, values: dict[str, Any]) -> AnyRow:
    """Set a district's provider and return its public columns."""
    changed = values | {"changed_at": func.now()}
    statement = (
        insert(identity_providers)
        .values(district_id=district_id, **values)
        .on_conflict_do_update(index_elements=["district_id"], set_=changed)
        .returning(*_PUBLIC)
    )
    return (await session.execute(statement)).one()


async def delete_provider(session: AsyncSession, *, district_id: UUID) -> bool:
    """Remove a district's provider; False when it has none."""
    statement = (
        delete(identity_providers)
        .where(identity_providers.c.district_id == district_id)
        .returning(identity_providers.c.district_id)
    )
    return await session.scalar(statement) is not None


async def lock_person(session: AsyncSession, *, district_id: UUID, email: str) -> AnyRow | None:
    """Return who may sign in with an address: id, issuer, subject."""
    statement = (
        select(people.c.id, people.c.issuer, people.c.subject)
        .where(people.c.district_id == district_id, people.c.email == email, people.c.disabled_at.is_(None))
        .with_for_update(key_share=True)
    )
    return (await session.execute(statement)).one_or_none()


async def is_bound(session: AsyncSession, *, district_id: UUID, issuer: str, subject: str) -> bool:
    """Whether somebody of the district is bound to this subject already."""
    statement = select(people.c.id).where(
        people.c.district_id == district_id, people.c.issuer == issuer, people.c.subject == subject
    )
    return await session.scalar(statement) is not None


async def bind(session: AsyncSession, *, person_id: UUID, issuer: str, subject: str) -> None:
    """Bind somebody to what their provider calls them."""
    await session.execute(
        update(people).where(people.c.id == person_id).values(issuer=issuer, subject=subject)
    )
