"""Statements on stored answers. Each names the caller: policies alone would show a whole district's."""

import hashlib
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import AnyRow
from survey_core.tables.idempotency import idempotency_keys

_OVER: Final = idempotency_keys.c.created_at <= func.now() - text("interval '24 hours'")


async def become(session: AsyncSession, *, caller: str) -> None:
    """Let row-level security show a caller who is bound to schools its own stored answers."""
    await session.execute(text("SELECT set_config('app.caller', :caller, true)"), {"caller": caller})


async def try_lock(session: AsyncSession, *, caller: str, key_hash: bytes) -> bool:
    """Become the only one who works on a key; held until the transaction ends, however it ends."""
    digest = hashlib.sha256(caller.encode() + b"|" + key_hash).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    return bool(await session.scalar(select(func.pg_try_advisory_xact_lock(number))))


async def select_answer(session: AsyncSession, *, caller: str, key_hash: bytes) -> AnyRow | None:
    """Return what was answered to a key within the last day; what is older goes."""
    mine = _of(caller, key_hash)
    await session.execute(delete(idempotency_keys).where(mine, _OVER))
    return (await session.execute(select(idempotency_keys).where(mine))).one_or_none()


async def insert_answer(session: AsyncSession, *, values: dict[str, Any]) -> None:
    """Keep an answer."""
    await session.execute(insert(idempotency_keys).values(**values))


async def delete_old(session: AsyncSession) -> None:
    """Forget every answer that is older than a day."""
    await session.execute(delete(idempotency_keys).where(_OVER))


def _of(caller: str, key_hash: bytes) -> ColumnElement[bool]:
    return (idempotency_keys.c.caller == caller) & (idempotency_keys.c.key_hash == key_hash)
