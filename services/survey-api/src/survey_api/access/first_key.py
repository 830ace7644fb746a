"""The operator's first API key, made when an installation starts for the first time."""

import asyncio
import os
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.access import queries
from survey_api.access.keys import ApiKey, new_key, parse_key
from survey_api.access.scopes import SCOPES

NAME: Final = "operator"


async def ensure_operator_key(session: AsyncSession, *, path: Path) -> bool:
    """Write a fresh operator key to `path` unless the file already holds one that works.

    Args:
        session: the administration's login, seeing every district.
        path: ADMIN_KEY_FILE; its directory must exist.

    Returns:
        Whether a key was made; False when the file's key is in force.
    """
    held = await asyncio.to_thread(_read, path)
    if held is not None and await _in_force(session, held):
        return False
    key = new_key()
    await queries.insert_key(
        session,
        key_id=key.id,
        secret_hash=key.secret_hash,
        district_id=None,
        name=NAME,
        scopes=tuple(SCOPES),
        school_ids=None,
    )
    await asyncio.to_thread(_write_private, path, key.text)
    return True


def _read(path: Path) -> ApiKey | None:
    return parse_key(path.read_text(encoding="ascii", errors="replace").strip()) if path.exists() else None


async def _in_force(session: AsyncSession, key: ApiKey) -> bool:
    row = await queries.find_key(session, key_id=key.id)
    return row is not None and key.matches(row.secret_hash)


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
