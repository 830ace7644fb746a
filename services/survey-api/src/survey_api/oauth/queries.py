"""Statements on revoked tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from survey_core.tables.admin import revoked_tokens


async def insert_revoked(
    session: AsyncSession, *, token_id: str, district_id: UUID, expires_at: datetime
) -> None:
    """Remember that a token is revoked; once more is no fault."""
    new = insert(revoked_tokens).values(id=token_id, district_id=district_id, expires_at=expires_at)
    await session.execute(new.on_conflict_do_nothing())


async def delete_expired(session: AsyncSession) -> None:
    """Forget tokens of the caller's reach that would not be accepted any more anyway."""
    await session.execute(delete(revoked_tokens).where(revoked_tokens.c.expires_at < func.now()))
