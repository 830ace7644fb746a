"""What Prometheus may read, on a port of its own. What may be counted is decided here, once.

Only what administrators and programs do is counted: no respondent's request, nothing by district, school or
survey. A monitoring system keeps what it reads, with times: the steps of a counter of submissions would tell
when people answered. That is why completed surveys count neither in the requests nor in the outbox.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from survey_api import background
from survey_api.db import EVERY_DISTRICT, Database
from survey_api.settings import Settings, SettingsError
from survey_core.tables.outbox import outbox_events
from survey_core.tables.webhooks import webhook_deliveries

log = structlog.get_logger(__name__)

#: A registry of our own: the default one adds the process's memory and processor time.
REGISTRY: Final = CollectorRegistry()
LOOK_S: Final = 10.0
_STATUS_CLASS: Final = 100

REQUESTS: Final = Counter(
    "throughline_api_requests",
    "Requests of the administration.",
    ("route", "method", "status"),
    registry=REGISTRY,
)
SECONDS: Final = Histogram(
    "throughline_api_request_duration_seconds",
    "How long they took.",
    ("route", "method"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
REPLAYS: Final = Counter(
    "throughline_idempotent_replays", "Answers given again to a repeated request.", registry=REGISTRY
)
RATE_LIMITED: Final = Counter(
    "throughline_rate_limited", "Requests of callers over their limit.", registry=REGISTRY
)
WEBHOOK_ATTEMPTS: Final = Counter(
    "throughline_webhook_attempts", "Attempts to deliver, by outcome.", ("outcome",), registry=REGISTRY
)
OUTBOX: Final = Gauge(
    "throughline_outbox_events",
    "Events that wait for the broker, completed surveys left out.",
    registry=REGISTRY,
)
WEBHOOKS_WAITING: Final = Gauge(
    "throughline_webhook_deliveries_waiting", "Deliveries that wait for an attempt.", registry=REGISTRY
)


def count_request(*, route: str, method: str, status: int | None, seconds: float) -> None:
    """Count a request of the administration.

    Args:
        route: its template, never its values.
        method: of HTTP.
        status: as answered; None where nothing was.
        seconds: how long it took.
    """
    kind = "none" if status is None else f"{status // _STATUS_CLASS}xx"
    REQUESTS.labels(route=route, method=method, status=kind).inc()
    SECONDS.labels(route=route, method=method).observe(seconds)


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Let Prometheus read as long as the application runs, if METRICS_PORT is set.

    Raises:
        SettingsError: another process listens there already.
    """
    settings: Settings = app.state.settings
    if settings.metrics_port is None:
        yield
        return
    try:
        server, thread = start_http_server(
            settings.metrics_port, addr=settings.metrics_host, registry=REGISTRY
        )
    except OSError as error:
        raise SettingsError(f"METRICS_PORT cannot be listened on: {error.strerror}") from None
    task = asyncio.create_task(_look(app.state.database), name="metrics")
    try:
        yield
    finally:
        await background.end(task)
        await asyncio.to_thread(server.shutdown)
        server.server_close()
        thread.join()


async def _look(database: Database) -> None:
    """Count what waits, again and again."""
    while True:
        try:
            await look_once(database)
        except (SQLAlchemyError, OSError) as error:
            log.warning("what waits could not be counted", exc_info=error)
        await asyncio.sleep(LOOK_S)


async def look_once(database: Database) -> None:
    """Count what waits now."""
    events = select(func.count()).where(outbox_events.c.type != "response.completed.v1")
    deliveries = select(func.count()).where(webhook_deliveries.c.state == "waiting")
    async with database.admin(district=EVERY_DISTRICT) as session:
        OUTBOX.set(await session.scalar(events) or 0)
        WEBHOOKS_WAITING.set(await session.scalar(deliveries) or 0)
