"""What PostgreSQL must not keep, checked as each of the worker's logins before anything is done."""

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.settings import SettingsError
from survey_core.safeguards.postgresql import NAMES, judge_settings, judge_slots, refusal

log = structlog.get_logger(__name__)


async def check_postgresql(engine: AsyncEngine) -> None:
    """Refuse a server that is too old or keeps traces; warn about what is only advised.

    Raises:
        SettingsError: naming every setting, its value and what is needed.
    """
    async with engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT name, setting FROM pg_settings WHERE name = ANY(:names)"), {"names": list(NAMES)}
        )
        settings = {row.name: row.setting for row in rows}
        slots = text("SELECT count(*) FROM pg_replication_slots WHERE slot_type = 'logical'")
        logical_slots = await connection.scalar(slots) or 0
    found = [*judge_settings(settings), *judge_slots(logical_slots)]
    if (reason := refusal(found)) is not None:
        raise SettingsError(reason)
    for one in found:
        log.warning("traces may stay", where=one.subject, value=one.value, problem=one.problem)
