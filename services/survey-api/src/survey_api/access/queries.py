"""Statements on API keys and the audit trail."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import api_keys, audit_log

_PUBLIC = (
    api_keys.c.id,
    api_keys.c.district_id,
    api_keys.c.name,
    api_keys.c.scopes,
    api_keys.c.created_at,
    api_keys.c.revoked_at,
)


async def find_key(session: AsyncSession, *, key_id: str) -> AnyRow | None:
    """Return (district_id, name, secret_hash, scopes) of a key in force, before any district is known."""
    result = await session.execute(
        text("SELECT district_id, name, secret_hash, scopes FROM find_api_key(:id)"), {"id": key_id}
    )
    return result.one_or_none()


async def insert_key(
    session: AsyncSession,
    *,
    key_id: str,
    secret_hash: bytes,
    district_id: UUID | None,
    name: str,
    scopes: Sequence[str],
) -> AnyRow:
    """Store a key and return its public columns."""
    statement = (
        insert(api_keys)
        .values(id=key_id, secret_hash=secret_hash, district_id=district_id, name=name, scopes=list(scopes))
        .returning(*_PUBLIC)
    )
    return (await session.execute(statement)).one()


async def select_keys(session: AsyncSession, *, after: str | None, limit: int) -> Sequence[AnyRow]:
    """Return public columns in order of id, starting after `after`."""
    statement = select(*_PUBLIC).order_by(api_keys.c.id).limit(limit)
    if after is not None:
        statement = statement.where(api_keys.c.id > after)
    return (await session.execute(statement)).all()


async def revoke_key(session: AsyncSession, *, key_id: str) -> bool:
    """End a key; False when there is none in force."""
    statement = (
        update(api_keys)
        .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
        .returning(api_keys.c.id)
    )
    return await session.scalar(statement) is not None


async def insert_audit(
    session: AsyncSession,
    *,
    district_id: UUID | None,
    api_key_id: str,
    action: str,
    subject: str,
    detail: dict[str, Any],
) -> None:
    """Write one line of the audit trail."""
    await session.execute(
        insert(audit_log).values(
            district_id=district_id, api_key_id=api_key_id, action=action, subject=subject, detail=detail
        )
    )
