"""Finishes whatever is due or was interrupted: at start, at fixed intervals, and when an event says so."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from scoring_worker.publishing.district import publish_summaries
from scoring_worker.publishing.service import publish_shredded
from scoring_worker.release.due import Shredded, due_for_release, shredded
from scoring_worker.release.key_custody import KeyCustody
from scoring_worker.release.preparing import destroy_unused, prepare_missing
from scoring_worker.release.processes import run_openers
from scoring_worker.release.removed import destroy_of_deleted
from scoring_worker.settings import ReleaseSettings

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reconciler:
    """Takes every participation as far as it can go, from the database alone.

    Attributes:
        settings: handed to the opener process.
        releaser: engine of login releaser.
        reporter: engine of login reporter.
        keys: the opener keys.
        forget: told of every participation before its profile is published; removes its traces elsewhere.
    """

    settings: ReleaseSettings
    releaser: AsyncEngine
    reporter: AsyncEngine
    keys: KeyCustody
    forget: Callable[[Shredded], Awaitable[None]] | None = None

    async def run_once(self) -> None:
        """Destroy and make keys, release what is due, publish, summarise; one failing stops no other."""
        duties: dict[str, Callable[[], Awaitable[None]]] = {
            "destroying keys of what was deleted": self._destroy,
            "preparing keys": self._prepare,
            "releasing": self._release,
            "publishing": self._publish,
            "summarising": self._summarise,
        }
        for name, duty in duties.items():
            try:
                await duty()
            except Exception:
                log.exception("a duty failed and will be tried again", duty=name)

    async def _destroy(self) -> None:
        await destroy_of_deleted(self.releaser, keys=self.keys)

    async def _prepare(self) -> None:
        await prepare_missing(self.releaser, keys=self.keys)
        await destroy_unused(self.releaser, keys=self.keys)

    async def _release(self) -> None:
        await run_openers(await due_for_release(self.releaser), settings=self.settings)

    async def _publish(self) -> None:
        if self.forget is not None:
            for participation in await shredded(self.releaser):
                await self.forget(participation)
        await publish_shredded(self.reporter)

    async def _summarise(self) -> None:
        await publish_summaries(self.reporter)
