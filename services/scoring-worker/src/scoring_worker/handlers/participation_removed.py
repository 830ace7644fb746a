"""Schools of a draft were joined and a participation is gone: destroy the sealing key nobody ever used."""

from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.handlers.context import HandlerContext, Wake
from scoring_worker.release.preparing import drop_key
from survey_core.contracts.events import AnyEvent, ParticipationRemoved


async def handle(event: AnyEvent, connection: AsyncConnection, context: HandlerContext) -> Wake | None:
    """Destroy both key files, unless the participation is there after all."""
    if not isinstance(event, ParticipationRemoved):
        raise TypeError(f"not a participation.removed event: {event.type}")
    await drop_key(connection, event.data.participation, keys=context.keys)
    return None
