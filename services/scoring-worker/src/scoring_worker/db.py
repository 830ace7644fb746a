"""Connections to PostgreSQL, one login per kind of work."""

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from scoring_worker.settings import ReleaseSettings
from survey_core.tables.roles import Role

_POOL_SIZE = 4  # connections per login and process
_CONNECT_TIMEOUT_S = 10


def engine_for(role: Role, settings: ReleaseSettings) -> AsyncEngine:
    """Make the engine of one login; nothing is connected yet.

    Parameters are hidden from error messages: they could be a respondent's bytes.
    """
    return create_async_engine(
        settings.url_of(role),
        hide_parameters=True,
        pool_size=_POOL_SIZE,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={
            "timeout": _CONNECT_TIMEOUT_S,
            "server_settings": {"application_name": "scoring-worker"},
        },
    )
