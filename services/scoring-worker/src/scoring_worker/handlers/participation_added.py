"""A school joined a draft administration: make its sealing key."""

from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.handlers.context import HandlerContext, Wake
from scoring_worker.release.preparing import prepare_key
from survey_core.contracts.events import AnyEvent, ParticipationAdded


async def handle(event: AnyEvent, connection: AsyncConnection, context: HandlerContext) -> Wake | None:
    """Make the key pair, keep the private half wrapped, store the public half."""
    if not isinstance(event, ParticipationAdded):
        raise TypeError(f"not a participation.added event: {event.type}")
    await prepare_key(connection, event.data.participation, keys=context.keys)
    return None
