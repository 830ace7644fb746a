"""`run`: the worker beside a database and a broker."""

import asyncio

import structlog
import typer

from scoring_worker.logs import WorkerError, configure_logging
from scoring_worker.settings import WorkerSettings, load

log = structlog.get_logger(__name__)


def run() -> None:
    """Run the worker until it is told to stop; settings come from the environment (docs/settings.md)."""
    configure_logging("info")
    try:
        settings = load(WorkerSettings)
    except WorkerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    configure_logging(settings.log_level)
    try:
        asyncio.run(_run(settings))
    except WorkerError as error:
        log.error("cannot start", reason=str(error))  # noqa: TRY400 - the reason is for a person to read
        raise typer.Exit(1) from None


async def _run(settings: WorkerSettings) -> None:
    from scoring_worker.worker import Worker  # noqa: PLC0415 - the other commands need no broker

    await Worker(settings).run()
