"""A window closed: its participations are released as soon as their grace time is over."""

from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.handlers.context import HandlerContext, Wake
from survey_core.contracts.events import AnyEvent


async def handle(_event: AnyEvent, _connection: AsyncConnection, _context: HandlerContext) -> Wake | None:
    """Wake the reconciler: it knows from the database which participations are due, and when."""
    return Wake.RELEASES
