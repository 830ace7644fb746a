"""What must hold before the API serves: safe places for keys, and a PostgreSQL that keeps no traces."""

from typing import Final

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.settings import Settings, SettingsError

log = structlog.get_logger(__name__)

LEAST_VERSION: Final = 180_000
#: Settings that would write down who answered when, or what a failing statement held.
REQUIRED_SETTINGS: Final = {"track_commit_timestamp": ("off",), "log_statement": ("none", "ddl")}
ADVISED_SETTINGS: Final = {
    "log_error_verbosity": ("terse",),
    "log_min_error_statement": ("panic", "fatal"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_duration": ("off",),
    "log_connections": ("", "off"),
    "log_disconnections": ("off",),
    "log_parameter_max_length": ("0",),
    "log_parameter_max_length_on_error": ("0",),
}


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


async def check_postgresql(session: AsyncSession) -> None:
    """Refuse a server that is too old or keeps traces; warn about what is only advised.

    Raises:
        SettingsError: naming the setting, its value and what is needed.
    """
    version = int(await _show(session, "server_version_num"))
    if version < LEAST_VERSION:
        raise SettingsError(
            f"PostgreSQL 18 or newer is needed, this is {await _show(session, 'server_version')}"
        )
    for name, allowed in REQUIRED_SETTINGS.items():
        if (value := await _show(session, name)) not in allowed:
            raise SettingsError(
                f"PostgreSQL has {name} = {value}, which keeps traces of respondents; "
                f"set it to {' or '.join(allowed)} (infra/postgres/postgresql.conf)"
            )
    for name, allowed in ADVISED_SETTINGS.items():
        if (value := await _show(session, name)) not in allowed:
            log.warning(
                "a PostgreSQL setting may leave traces", setting=name, value=value, advised=allowed[0]
            )


async def _show(session: AsyncSession, name: str) -> str:
    return str(await session.scalar(text("SELECT current_setting(:name)"), {"name": name}))
