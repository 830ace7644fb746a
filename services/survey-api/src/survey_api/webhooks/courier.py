"""Delivering: what is due is attempted, a few at a time for each webhook, and the outcome is written down.

A delivery stays `waiting` until its outcome is committed. A process that is killed in between leaves it so,
and whoever delivers next attempts it again: at least once, and nothing is lost. Receivers know a
repetition by its `webhook-id`.
"""

import asyncio
import contextlib
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import structlog

from survey_api import background
from survey_api.metrics import WEBHOOK_ATTEMPTS
from survey_api.webhooks import delivery_queries as queries
from survey_api.webhooks.catalogue import body_of
from survey_api.webhooks.delivery_queries import Due
from survey_api.webhooks.desk import Desk
from survey_api.webhooks.key_store import SecretUnreadable, WebhookKeyStore
from survey_api.webhooks.ladder import pause_after
from survey_api.webhooks.sender import Outcome, Sender
from survey_api.webhooks.signing import signed_headers

log = structlog.get_logger(__name__)

TICK_S: Final = 0.25
AT_ONCE: Final = 64
OF_EACH: Final = 4
#: Until a secret that cannot be opened is tried again; the owner may rotate it, an operator restore the key.
UNREADABLE_PAUSE_S: Final = 60.0


class Courier:
    """Attempts what is due, as long as it runs."""

    def __init__(self, desk: Desk, *, keys: WebhookKeyStore, sender: Sender) -> None:
        self._desk = desk
        self._keys = keys
        self._sender = sender
        self._under_way: dict[asyncio.Task[None], Due] = {}

    async def run(self) -> None:
        """Deliver until cancelled.

        Raises:
            asyncpg.PostgresError, asyncpg.InterfaceError, OSError: the database is lost.
        """
        try:
            while True:
                for due in await self._take():
                    task = asyncio.create_task(self._attempt(due), name="webhook-attempt")
                    self._under_way[task] = due
                await self._wait()
        finally:
            for task in list(self._under_way):
                with contextlib.suppress(Exception):
                    await background.end(task)

    async def _take(self) -> list[Due]:
        """What to attempt now, within the limits of all and of each webhook."""
        free = AT_ONCE - len(self._under_way)
        if free <= 0:
            return []
        busy = Counter(due.webhook_id for due in self._under_way.values())
        async with self._desk.work() as connection:
            besides = [due.id for due in self._under_way.values()]
            found = await queries.find_due(connection, besides=besides, of_each=OF_EACH)
        taken: list[Due] = []
        for due in found:
            if len(taken) < free and busy[due.webhook_id] < OF_EACH:
                busy[due.webhook_id] += 1
                taken.append(due)
        return taken

    async def _wait(self) -> None:
        """Until the next tick, or at once after an attempt has ended: its successor may be due.

        Raises:
            Exception: what an attempt could not deal with: the database is lost.
        """
        if not self._under_way:
            await asyncio.sleep(TICK_S)
            return
        done, _ = await asyncio.wait(self._under_way, timeout=TICK_S, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            del self._under_way[task]
            task.result()

    async def _attempt(self, due: Due) -> None:
        try:
            in_force = await self._secrets(due)
        except SecretUnreadable:
            log.exception("a webhook's secret cannot be opened", webhook=str(due.webhook_id))
            async with self._desk.work() as connection:
                await queries.postpone(connection, due.id, pause_s=UNREADABLE_PAUSE_S)
            return
        body, now_s = body_of(due.event, at=due.at, data=due.data), int(time.time())
        headers = signed_headers(
            body, message_id=str(due.message_id), timestamp_s=now_s, secrets_in_force=in_force
        )
        outcome = await self._sender.send(due.url, body=body, headers=headers)
        WEBHOOK_ATTEMPTS.labels(outcome=outcome.result).inc()
        await self._record(due, outcome, at=datetime.fromtimestamp(now_s, UTC))

    async def _secrets(self, due: Due) -> list[bytes]:
        """The secrets that sign now: the present one, and during a rotation the one before."""
        in_force = [await self._keys.open(due.sealed_secret, webhook_id=due.webhook_id)]
        if due.sealed_old_secret is not None:
            with contextlib.suppress(SecretUnreadable):  # rotated because the key was lost
                in_force.append(await self._keys.open(due.sealed_old_secret, webhook_id=due.webhook_id))
        return in_force

    async def _record(self, due: Due, outcome: Outcome, *, at: datetime) -> None:
        state, pause_s = _what_follows(outcome, attempts=due.attempts + 1)
        entry = _entry(outcome, number=due.attempts + 1, at=at)
        gone = outcome.result == "gone"
        async with self._desk.work() as connection:
            if gone:  # the webhook before its deliveries, as whoever changes it locks them
                await queries.lock_webhook(connection, due.webhook_id)
            await queries.record(connection, due.id, state=state, entry=entry, pause_s=pause_s)
            if gone:
                await queries.disable_gone(connection, due.webhook_id)
        _log(due.webhook_id, due.id, outcome, state=state)


def _what_follows(outcome: Outcome, *, attempts: int) -> tuple[str, float]:
    """State of the delivery after an attempt, and the pause until the next one."""
    if outcome.result == "delivered":
        return "delivered", 0
    pause_s = None if outcome.result == "gone" else pause_after(attempts, wish_s=outcome.wish_s)
    return ("failed", 0) if pause_s is None else ("waiting", pause_s)


def _entry(outcome: Outcome, *, number: int, at: datetime) -> dict[str, Any]:
    return {
        "attempt": number,
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "result": outcome.result,
        "response_code": outcome.response_code,
        "duration_ms": outcome.duration_ms,
    }


def _log(webhook_id: UUID, delivery_id: UUID, outcome: Outcome, *, state: str) -> None:
    told = {"webhook": str(webhook_id), "delivery": str(delivery_id), "result": outcome.result}
    if outcome.result == "gone":
        log.warning("a webhook's receiver is gone; it was disabled", **told)
    elif state == "failed":
        log.warning("a webhook was given up", **told)
