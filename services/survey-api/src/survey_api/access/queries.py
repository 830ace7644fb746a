"""Statements on API keys, on what keys and clients have in common, and on the audit log."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.admin import api_keys, audit_log

_PUBLIC = ("id", "district_id", "name", "scopes", "school_ids", "created_at", "revoked_at")


def public_columns(table: Table) -> Sequence[Column[Any]]:
    """What may be known of a key or a client; both tables name it alike."""
    return [table.c[name] for name in _PUBLIC]


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


async def find_session(session: AsyncSession, *, token_hash: bytes, idle: timedelta) -> AnyRow | None:
    """Return whose session this is, before any district is known; its use is noted once a minute.

    Args:
        session: any transaction of the administration's login.
        token_hash: of the session.
        idle: how long it may have been unused.

    Returns:
        person_id, district_id, email, name, role, school_ids, expires_at.
    """
    result = await session.execute(
        text(
            "SELECT person_id, district_id, email, name, role, school_ids, expires_at"
            " FROM find_session(:hash, :idle)"
        ),
        {"hash": token_hash, "idle": idle},
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
        .returning(*public_columns(api_keys))
    )
    return (await session.execute(statement)).one()


async def select_holder(session: AsyncSession, table: Table, *, holder_id: str) -> AnyRow | None:
    """Return the public columns of a key or a client, in force or not."""
    return (
        await session.execute(select(*public_columns(table)).where(table.c.id == holder_id))
    ).one_or_none()


async def select_holders(
    session: AsyncSession, table: Table, *, district_id: UUID | None, after: str | None, limit: int
) -> Sequence[AnyRow]:
    """Return public columns in order of id, starting after `after`; None leaves the filter out."""
    statement = select(*public_columns(table)).order_by(table.c.id).limit(limit)
    if district_id is not None:
        statement = statement.where(table.c.district_id == district_id)
    if after is not None:
        statement = statement.where(table.c.id > after)
    return (await session.execute(statement)).all()


async def revoke_holder(session: AsyncSession, table: Table, *, holder_id: str) -> AnyRow | None:
    """End a key or a client; returns its public columns, None when there is none in force."""
    statement = (
        update(table)
        .where(table.c.id == holder_id, table.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
        .returning(*public_columns(table))
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
