"""What happens to a request with a key: it is carried out once, and its answer is kept with what it changed.

The answer is written in the transaction of the change: both are there, or neither. Who works on a key holds a
lock that ends with that transaction, so that a process that was killed keeps no key for itself.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from fastapi import FastAPI, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from survey_api.db import EVERY_DISTRICT, AnyRow, Database
from survey_api.idempotency import queries
from survey_api.idempotency.requests import fingerprint, key_of
from survey_api.metrics import REPLAYS
from survey_api.problems import IdempotencyKeyReused, RequestInFlight

#: Headers that belong to an answer; the others are made anew.
_KEPT: Final = (
    "content-type",
    "location",
    "content-location",
    "etag",
    "link",
    "retry-after",
    "cache-control",
)
_SUCCESS: Final = range(200, 300)
_RETRY_AFTER_S: Final = 1


class StoredAnswer(Exception):
    """There is an answer already: leaves the request at once, before anything is done."""

    def __init__(self, row: AnyRow) -> None:
        super().__init__("answered before")
        self.row = row


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A key on whose request this transaction works, alone."""

    session: AsyncSession
    caller: str
    key_hash: bytes
    request_hash: bytes
    district_id: UUID | None

    async def keep(self, response: Response) -> None:
        """Store the answer with the change.

        Refusals are not kept: they changed nothing, and may come out otherwise the next time.

        Raises:
            TypeError: the answer must not be stored, so the route has to say `NOT_REPEATABLE`.
        """
        if response.status_code not in _SUCCESS:
            return
        if "no-store" in response.headers.get("cache-control", "") or not hasattr(response, "body"):
            raise TypeError("an answer that must not be stored: mark its route NOT_REPEATABLE")
        await queries.insert_answer(
            self.session,
            values={
                "caller": self.caller,
                "key_hash": self.key_hash,
                "request_hash": self.request_hash,
                "district_id": self.district_id,
                "status": response.status_code,
                "headers": _kept(response.headers),
                "body": bytes(response.body),
            },
        )


async def claim(
    request: Request, session: AsyncSession, *, caller: str, district_id: UUID | None
) -> Claim | None:
    """Begin to work on a request's key; None for a request without one.

    Args:
        request: with its body.
        session: the transaction that will make the change.
        caller: kind and public id of who asks.
        district_id: of the caller; None for an operator.

    Raises:
        StoredAnswer: the same was asked and answered before.
        IdempotencyKeyReused: something else was asked with this key.
        RequestInFlight: the same key is being worked on now.
        IdempotencyKeyNotTaken, IdempotencyKeyInvalid: see `key_of`.
    """
    if (key := key_of(request)) is None:
        return None
    key_hash, request_hash = hashlib.sha256(key.encode()).digest(), await fingerprint(request)
    await queries.become(session, caller=caller)
    if not await queries.try_lock(session, caller=caller, key_hash=key_hash):
        raise RequestInFlight(headers={"Retry-After": str(_RETRY_AFTER_S)})
    row = await queries.select_answer(session, caller=caller, key_hash=key_hash)
    if row is not None:
        if row.request_hash != request_hash:
            raise IdempotencyKeyReused
        raise StoredAnswer(row)
    return Claim(
        session=session,
        caller=caller,
        key_hash=key_hash,
        request_hash=request_hash,
        district_id=district_id,
    )


async def forget_old(database: Database) -> None:
    """Forget answers that are older than a day."""
    async with database.admin(district=EVERY_DISTRICT) as session:
        await queries.delete_old(session)


def install(app: FastAPI) -> None:
    """Let an application answer again what it answered before."""
    app.add_exception_handler(StoredAnswer, _answer_again)


async def _answer_again(_request: Request, stored: Exception) -> Response:
    row: Any = stored.row if isinstance(stored, StoredAnswer) else None
    headers = {**row.headers, "Idempotent-Replayed": "true"}
    REPLAYS.inc()
    return Response(row.body, status_code=row.status, headers=headers)


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: headers[name] for name in _KEPT if name in headers}
