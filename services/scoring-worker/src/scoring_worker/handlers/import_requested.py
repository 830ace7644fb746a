"""Responses collected elsewhere were uploaded."""

from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.handlers.context import HandlerContext, Wake
from survey_core.contracts.events import AnyEvent


async def handle(_event: AnyEvent, _connection: AsyncConnection, _context: HandlerContext) -> Wake | None:
    """Wake the import loop: a large file must not hold up the consumer or its acknowledgement."""
    return Wake.IMPORTS
