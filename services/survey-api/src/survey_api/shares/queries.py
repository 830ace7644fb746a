"""Statements on shares. Row-level security decides which of them exist for the caller."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import administrations, instruments
from survey_core.tables.people import shares
from survey_core.tables.reporter import profiles

_PUBLIC = (
    shares.c.id,
    shares.c.district_id,
    shares.c.participation_id,
    shares.c.note,
    shares.c.created_at,
    shares.c.expires_at,
    shares.c.revoked_at,
)


async def is_published(session: AsyncSession, *, participation_id: UUID) -> bool:
    """Whether a participation has a profile that the caller sees."""
    found = select(profiles.c.id).where(profiles.c.participation_id == participation_id).exists()
    return bool(await session.scalar(select(found)))


async def insert_share(session: AsyncSession, *, values: dict[str, Any]) -> AnyRow:
    """Store a share and return its public columns."""
    return (await session.execute(insert(shares).values(**values).returning(*_PUBLIC))).one()


async def select_share(session: AsyncSession, *, participation_id: UUID, share_id: UUID) -> AnyRow | None:
    """Return a share of a participation, in force or not."""
    statement = select(*_PUBLIC).where(shares.c.id == share_id, shares.c.participation_id == participation_id)
    return (await session.execute(statement)).one_or_none()


async def select_shares(
    session: AsyncSession, *, participation_id: UUID, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Return the shares of a participation in order of id, starting after `after`."""
    statement = (
        select(*_PUBLIC)
        .where(shares.c.participation_id == participation_id)
        .order_by(shares.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(shares.c.id > after)
    return (await session.execute(statement)).all()


async def revoke_share(session: AsyncSession, *, share_id: UUID) -> bool:
    """End a share; False when it has ended already."""
    statement = (
        update(shares)
        .where(shares.c.id == share_id, shares.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
        .returning(shares.c.id)
    )
    return await session.scalar(statement) is not None


async def find_shared_profile(session: AsyncSession, *, token_hash: bytes) -> AnyRow | None:
    """Return the newest revision that a share in force leads to, before any district is known.

    Returns:
        etag, document.
    """
    result = await session.execute(
        text("SELECT etag, document FROM find_shared_profile(:hash)"), {"hash": token_hash}
    )
    return result.one_or_none()


async def find_instrument(session: AsyncSession, *, administration_id: UUID) -> Any:
    """Return the document of an administration's instrument, as whoever reads reports may."""
    statement = (
        select(instruments.c.document)
        .join(administrations, administrations.c.instrument_id == instruments.c.id)
        .where(administrations.c.id == administration_id)
    )
    return await session.scalar(statement)
