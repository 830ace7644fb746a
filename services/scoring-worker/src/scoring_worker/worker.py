"""The running worker: where its parts are put together, started and stopped."""

import asyncio
import contextlib
import signal
from datetime import UTC, datetime, timedelta

import nats.errors
import structlog
from nats.js import JetStreamContext

from scoring_worker.clock import next_at_hour, next_tick
from scoring_worker.collected.service import import_waiting
from scoring_worker.consumer import EVENTS_CONSUMER, Consumer, make_broker
from scoring_worker.db import engine_for
from scoring_worker.fetching import start_consuming
from scoring_worker.handlers.context import HandlerContext, Wake
from scoring_worker.keys.service import remind
from scoring_worker.loops import Loop
from scoring_worker.metrics import served, watching
from scoring_worker.progress.service import write_progress
from scoring_worker.release.custody import open_key_store
from scoring_worker.release.due import Shredded
from scoring_worker.release.hardening import forbid_memory_dumps
from scoring_worker.release.preparing import report_lost_keys
from scoring_worker.release.processes import run_openers
from scoring_worker.release.reconciler import Reconciler
from scoring_worker.release.ticking import due_for_interim
from scoring_worker.safeguards import check_postgresql
from scoring_worker.settings import WorkerSettings
from scoring_worker.streams import ensure_streams, forget_completions
from scoring_worker.touched import Touched
from survey_core.contracts.subjects import EVENTS
from survey_core.tables.roles import Role

_STOP_TIMEOUT_S = 15.0

log = structlog.get_logger(__name__)


class Worker:
    """Consumer and loops of one worker process."""

    def __init__(self, settings: WorkerSettings) -> None:
        forbid_memory_dumps()  # sealing keys are made in this process
        self._settings = settings
        self._keys = open_key_store(settings)
        self._releaser = engine_for(Role.RELEASER, settings)
        self._reporter = engine_for(Role.REPORTER, settings)
        self._touched = Touched()
        self._reconciler = Reconciler(
            settings=settings,
            releaser=self._releaser,
            reporter=self._reporter,
            keys=self._keys,
            forget=self._forget,
        )
        self._jetstream: JetStreamContext | None = None
        self._loops = self._make_loops()
        self._broker = make_broker(
            settings.nats_url.get_secret_value(),
            Consumer(
                engine=self._releaser,
                context=HandlerContext(keys=self._keys),
                touched=self._touched,
                wake=lambda what: self._loops[what.name.lower()].wake.set(),
            ),
        )

    async def run(self) -> None:
        """Work until SIGTERM or SIGINT, then finish the present batch and stop."""
        asked_to_stop = _stop_signals()
        for engine in (self._releaser, self._reporter):
            await check_postgresql(engine)
        tasks = [asyncio.create_task(loop.run()) for loop in self._loops.values()]
        try:
            await report_lost_keys(self._releaser, keys=self._keys)
            client = await self._broker.connect()
            self._jetstream = client.jetstream()
            await ensure_streams(self._jetstream)
            await start_consuming(self._broker)
            log.info("worker started")
            async with (
                served(self._settings),
                watching(self._jetstream, stream=EVENTS.name, consumer=EVENTS_CONSUMER),
            ):
                await asked_to_stop.wait()
        finally:
            await self._broker.stop()
            await self._stop_loops(tasks)
            await self._releaser.dispose()
            await self._reporter.dispose()
            log.info("worker stopped")

    def _make_loops(self) -> dict[str, Loop]:
        settings = self._settings
        return {
            Wake.RELEASES.name.lower(): Loop(
                "releases",
                self._reconciler.run_once,
                next_at=lambda now: now + timedelta(seconds=settings.reconcile_seconds),
                at_start=True,
            ),
            Wake.IMPORTS.name.lower(): Loop(
                "imports",
                self._import,
                next_at=lambda now: now + timedelta(seconds=settings.reconcile_seconds),
                at_start=True,
            ),
            "rolling": Loop(
                "rolling",
                self._tick,
                next_at=lambda now: next_tick(now, every_seconds=settings.rolling_tick_seconds),
                at_start=False,
            ),
            "copies": Loop(
                "copies",
                self._remind,
                next_at=lambda now: next_at_hour(now, hour=settings.progress_hour),
                at_start=True,
            ),
            "progress": Loop(
                "progress",
                self._progress,
                next_at=lambda now: next_at_hour(now, hour=settings.progress_hour),
                at_start=False,
            ),
        }

    async def _forget(self, participation: Shredded) -> None:
        """Empty the memory stream of a released participation; without a broker its age limit does it."""
        if self._jetstream is None:
            return
        try:
            await forget_completions(
                self._jetstream,
                administration_id=participation.administration_id,
                participation_id=participation.participation_id,
            )
        except nats.errors.Error:
            log.warning("the broker did not forget a released participation's events; in an hour it will")

    async def _import(self) -> None:
        if await import_waiting(self._releaser):
            self._loops[Wake.RELEASES.name.lower()].wake.set()

    async def _tick(self) -> None:
        touched = self._touched.take(datetime.now(UTC))
        try:
            due = await due_for_interim(self._releaser, among=touched)
            await run_openers(due, settings=self._settings, interim=True)
        except Exception:
            self._touched.forget()
            raise

    async def _progress(self) -> None:
        changed = await write_progress(self._reporter)
        log.info("progress written", changed=changed)

    async def _remind(self) -> None:
        """Once at start and once a day: which released surveys the claim does not hold for yet."""
        await remind(self._releaser)

    async def _stop_loops(self, tasks: list[asyncio.Task[None]]) -> None:
        for loop in self._loops.values():
            loop.stop()
        _, unfinished = await asyncio.wait(tasks, timeout=_STOP_TIMEOUT_S)
        for task in unfinished:
            task.cancel()
        for task in unfinished:
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _stop_signals() -> asyncio.Event:
    asked = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, asked.set)
    return asked
