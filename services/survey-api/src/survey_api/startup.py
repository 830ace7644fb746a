"""What must hold before the API serves: safe places for keys, and a PostgreSQL that keeps no traces."""

import os
import resource
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import API_ROLES, Database
from survey_api.settings import Settings, SettingsError
from survey_core.safeguards.findings import Finding
from survey_core.safeguards.places import file_system_of, judge_file_system, judge_owner, judge_swap
from survey_core.safeguards.postgresql import NAMES, judge_settings, judge_slots, refusal

log = structlog.get_logger(__name__)

_MOUNTS: Final = Path("/proc/self/mountinfo")
_SWAPS: Final = Path("/proc/swaps")
#: The worker's. A service that signs passes must not even be told where responses are opened.
_NOT_OURS: Final = ("OPENER_KEY_DIR", "KEK_DIR")


def refuse_keys_in_data(settings: Settings) -> None:
    """Refuse a key directory inside the data directory: a backup of the data would carry the keys.

    Raises:
        SettingsError: ISSUER_KEY_DIR is DATA_DIR or below it.
    """
    if settings.data_dir is None:
        return
    keys, data = settings.issuer_key_dir.resolve(), settings.data_dir.resolve()
    if keys == data or data in keys.parents:
        raise SettingsError(f"ISSUER_KEY_DIR ({keys}) must not lie inside DATA_DIR ({data})")


def refuse_the_openers_keys(environment: Mapping[str, str]) -> None:
    """Refuse to run where the worker's key directories are named: the API must not be able to open.

    Raises:
        SettingsError: one of the worker's settings is in the environment.
    """
    named = [name for name in _NOT_OURS if environment.get(name)]
    if named:
        raise SettingsError(
            f"{' and '.join(named)} must not be set for the API: it signs passes, the worker opens "
            "responses; neither may reach the other's keys. Give the two services environments of their own"
        )


def check_key_directory(settings: Settings) -> None:
    """Refuse a key directory that others may read; warn where a destroyed key might survive.

    Raises:
        SettingsError: it belongs to another account, or others may read it.
    """
    directory, found = settings.issuer_key_dir, []
    if directory.exists():
        status = directory.stat()
        found += judge_owner("ISSUER_KEY_DIR", mode=status.st_mode, owner=status.st_uid, account=os.geteuid())
    if _MOUNTS.exists():
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        found += judge_file_system("ISSUER_KEY_DIR", file_system_of(mounts, directory.resolve()))
    if _SWAPS.exists():
        found += judge_swap(_SWAPS.read_text(encoding="utf-8"))
    for one in _warn(found):
        raise SettingsError(f"{one.subject} ({directory}), {one.value}: {one.problem}")


def check_mail_files(settings: Settings) -> None:
    """Refuse files for the mail server that cannot be read: messages would wait, and no reply would say why.

    Raises:
        SettingsError: naming the setting and the file.
    """
    for name in ("smtp_password_file", "smtp_ca_file"):
        path: Path | None = getattr(settings, name)
        if path is None:
            continue
        try:
            path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not text in UTF-8"
            raise SettingsError(f"{name.upper()} cannot be read ({reason}): {path}") from None
    secret = settings.smtp_password_file
    if secret is not None and (mode := stat.S_IMODE(secret.stat().st_mode)) & 0o077:
        # Only said: secrets that containers are handed come with the mode of whoever hands them.
        log.warning("other accounts may read a password", where="SMTP_PASSWORD_FILE", mode=f"{mode:o}")


def forbid_core_dumps() -> None:
    """A crash must not write the signing keys to a disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


async def check_database(database: Database) -> None:
    """Check PostgreSQL as each of this service's logins: settings may differ between them.

    Raises:
        SettingsError: naming every setting that has to change.
    """
    for role in API_ROLES:
        async with database.transaction(role) as session:
            await check_postgresql(session)


async def check_postgresql(session: AsyncSession) -> None:
    """Refuse a server that is too old or keeps traces; warn about what is only advised.

    Raises:
        SettingsError: naming every setting, its value and what is needed.
    """
    rows = await session.execute(
        text("SELECT name, setting FROM pg_settings WHERE name = ANY(:names)"), {"names": list(NAMES)}
    )
    slots = text("SELECT count(*) FROM pg_replication_slots WHERE slot_type = 'logical'")
    found = [
        *judge_settings({row.name: row.setting for row in rows}),
        *judge_slots(await session.scalar(slots) or 0),
    ]
    if _warn(found):
        raise SettingsError(refusal(found))


def _warn(found: Iterable[Finding]) -> list[Finding]:
    """Log what is only advised; returns what refuses."""
    stops = []
    for one in found:
        if one.refuses:
            stops.append(one)
        else:
            log.warning("traces or keys may stay", where=one.subject, value=one.value, problem=one.problem)
    return stops
