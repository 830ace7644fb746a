"""One file per event the worker acts on, and one dictionary that shows them all.

A handler runs inside the consumer's transaction, after the claim of the event's id: its writes, the claim
and nothing else commit together. It returns which loop to wake afterwards. Events are hints; what they ask
for is also found by the loops from the database alone, so a lost event delays work and loses nothing.
"""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from scoring_worker.handlers import (
    administration_closed,
    import_requested,
    participation_added,
    participation_removed,
)
from scoring_worker.handlers.context import HandlerContext, Wake
from survey_core.contracts.events import AnyEvent

Handler = Callable[[AnyEvent, AsyncConnection, HandlerContext], Awaitable[Wake | None]]

HANDLERS: Mapping[str, Handler] = {
    "participation.added.v1": participation_added.handle,
    "participation.removed.v1": participation_removed.handle,
    "administration.closed.v1": administration_closed.handle,
    "import.requested.v1": import_requested.handle,
}

#: In the same stream, for others.
NOT_FOR_THE_WORKER = frozenset(
    {"administration.opened.v1", "profile.published.v1", "profile.deleted.v1", "export.ready.v1"}
)
