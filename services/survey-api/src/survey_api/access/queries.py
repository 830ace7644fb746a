"""Statements on API keys and the audit log."""

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
    api_keys.c.school_ids,
    api_keys.c.created_at,
    api_keys.c.revoked_at,
)


async def find_key(session: AsyncSession, *, key_id: str) -> AnyRow | None:
    """Return a key in force, before any district is known.

    Returns:
        district_id, name, secret_hash, scopes, school_ids.
    """
    result = await session.execute(
        text("SELECT district_id, name, secret_hash, scopes, school_ids FROM find_api_key(:id)"),
        {"id": key_id},
    )
    return result.one_or_none()


async def find_client(session: AsyncSession, *, client_id: str, token_id: str = "") -> AnyRow | None:
    """Return a client in force, before any district is known, and whether one of its tokens was revoked.

    Returns:
        district_id, name, secret_hash, previous_secret_hash (None once its time is over), scopes, school_ids,
        token_revoked.
    """
    result = await session.execute(
        text(
            "SELECT district_id, name, secret_hash, previous_secret_hash, scopes, school_ids, token_revoked"
            " FROM find_api_client(:client, :token)"
        ),
        {"client": client_id, "token": token_id},
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
    school_ids: Sequence[UUID] | None,
) -> AnyRow:
    """Store a key and return its public columns."""
    statement = (
        insert(api_keys)
        .values(
            id=key_id,
            secret_hash=secret_hash,
            district_id=district_id,
            name=name,
            scopes=list(scopes),
            school_ids=school_ids,
        )
        .returning(*_PUBLIC)
    )
    return (await session.execute(statement)).one()


async def select_key(session: AsyncSession, *, key_id: str) -> AnyRow | None:
    """Return the public columns of a key, in force or not."""
    return (await session.execute(select(*_PUBLIC).where(api_keys.c.id == key_id))).one_or_none()


async def select_keys(
    session: AsyncSession, *, district_id: UUID | None, after: str | None, limit: int
) -> Sequence[AnyRow]:
    """Return public columns in order of id, starting after `after`; None leaves the filter out."""
    statement = select(*_PUBLIC).order_by(api_keys.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(api_keys.c.district_id == district_id)
    if after is not None:
        statement = statement.where(api_keys.c.id > after)
    return (await session.execute(statement)).all()


async def revoke_key(session: AsyncSession, *, key_id: str) -> AnyRow | None:
    """End a key; returns its public columns, None when there is none in force."""
    statement = (
        update(api_keys)
        .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
        .returning(*_PUBLIC)
    )
    return (await session.execute(statement)).one_or_none()


async def insert_audit(
    session: AsyncSession,
    *,
    district_id: UUID | None,
    actor: str,
    actor_id: str,
    action: str,
    subject: str,
    detail: dict[str, Any],
) -> None:
    """Write one line of the audit log."""
    # Inline: asking for the new id would be reading the log, which whoever is bound to schools may not.
    await session.execute(
        insert(audit_log)
        .inline()
        .values(
            district_id=district_id,
            actor=actor,
            actor_id=actor_id,
            action=action,
            subject=subject,
            detail=detail,
        )
    )
