"""When messages leave: at start, every few seconds, and at once after a list or a reminder."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from survey_api import background
from survey_api.mail.mailing import Mailer

log = structlog.get_logger(__name__)

TICK_S: Final = 2.0


async def run(mailer: Mailer, woken: asyncio.Event) -> None:
    """Work until cancelled; what fails is tried again at the next tick."""
    while True:
        try:
            await mailer.once()
        except (SQLAlchemyError, OSError) as error:
            log.warning("mailing failed and will be tried again", exc_info=error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), TICK_S)
        woken.clear()


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Send messages as long as the application runs."""
    settings = app.state.settings
    mailer = Mailer(
        app.state.mail_room, public_url=settings.respondents_url, retry_s=settings.mail_retry_seconds
    )
    app.state.mail_woken = asyncio.Event()
    task = asyncio.create_task(run(mailer, app.state.mail_woken), name="mailing")
    try:
        yield
    finally:
        await background.end(task)
