"""What Prometheus may read of a worker, on a port of its own; the API's file of that name says what never.

Completed surveys are left out here too: neither their events nor what waits of them is counted.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import nats.errors
import structlog
from nats.js import JetStreamContext
from nats.js.errors import Error as JetStreamError
from prometheus_client import CollectorRegistry, Counter, Gauge, start_http_server

from scoring_worker.settings import SettingsError, WorkerSettings

#: A registry of our own: the default one adds the process's memory and processor time.
REGISTRY: Final = CollectorRegistry()
LOOK_S: Final = 10.0

EVENTS_HANDLED: Final = Counter(
    "throughline_worker_events",
    "Lifecycle events, by type and what became of them.",
    ("type", "outcome"),
    registry=REGISTRY,
)
LAG: Final = Gauge(
    "throughline_worker_lag_events",
    "Lifecycle events that wait for a worker or were not acknowledged yet.",
    registry=REGISTRY,
)
LOOP_FAILURES: Final = Counter(
    "throughline_worker_loop_failures", "Rounds of a loop that failed.", ("loop",), registry=REGISTRY
)

log = structlog.get_logger(__name__)


@asynccontextmanager
async def served(settings: WorkerSettings) -> AsyncIterator[None]:
    """Let Prometheus read inside the block, if WORKER_METRICS_PORT is set.

    Raises:
        SettingsError: another process listens there already.
    """
    if settings.worker_metrics_port is None:
        yield
        return
    try:
        server, thread = start_http_server(
            settings.worker_metrics_port, addr=settings.metrics_host, registry=REGISTRY
        )
    except OSError as error:
        raise SettingsError(f"WORKER_METRICS_PORT cannot be listened on: {error.strerror}") from None
    try:
        yield
    finally:
        await asyncio.to_thread(server.shutdown)
        server.server_close()
        thread.join()


@asynccontextmanager
async def watching(jetstream: JetStreamContext, *, stream: str, consumer: str) -> AsyncIterator[None]:
    """Count inside the block, again and again, what waits for a consumer."""
    task = asyncio.create_task(_watch(jetstream, stream=stream, consumer=consumer), name="metrics")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _watch(jetstream: JetStreamContext, *, stream: str, consumer: str) -> None:
    while True:
        try:
            await look_once(jetstream, stream=stream, consumer=consumer)
        except (nats.errors.Error, JetStreamError, OSError) as error:
            log.warning("what waits could not be counted", exc_info=error)
        await asyncio.sleep(LOOK_S)


async def look_once(jetstream: JetStreamContext, *, stream: str, consumer: str) -> None:
    """Count what waits now."""
    found = await jetstream.consumer_info(stream, consumer)
    LAG.set((found.num_pending or 0) + (found.num_ack_pending or 0))
