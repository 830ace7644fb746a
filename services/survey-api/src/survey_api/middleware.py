"""What every request passes: an id, HEAD for GET, a body limit, an administrators' log line, a last net."""

import time
from collections.abc import Iterator, MutableMapping
from typing import Any, Final

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey_api import metrics, request_ids
from survey_api.problems import (
    BodyTooLarge,
    DeletedMeanwhile,
    InternalError,
    InvalidRequest,
    NotReady,
    Problem,
)
from survey_api.rendering import problem_response

log = structlog.get_logger("survey_api.requests")

#: Largest bodies, in bytes. Sealed responses and pass requests are a few KiB.
BODY_LIMIT: Final = 2**20
BODY_LIMITS: Final = (
    ("/v1/passes", 2**14),
    ("/v1/responses", 2**17),
    ("/v1/administrations/", 2**26),
    ("/v1/rosters", 100 * 2**20 + 2**16),  # an archive, and what the form around it takes
)
RETRY_AFTER_S: Final = 2
#: SQLSTATE: connection lost, out of resources, shut down; and a database that takes no connections.
_LOST_CLASSES: Final = frozenset({"08", "53", "57"})
_NOT_ACCEPTING: Final = "55000"
#: SQLSTATE: a character that no text of the database can hold, plainly or as an escape of JSON.
_NO_TEXT: Final = frozenset({"22021", "22P05"})
#: SQLSTATE: a row refers to one that is not there any more.
_BELONGS_TO_NOTHING: Final = "23503"


class RequestContext:
    """Outermost: request id, HEAD, the administrators' log line, unexpected errors without values."""

    def __init__(self, app: ASGIApp, *, base_url: str) -> None:
        self._app = app
        self._base_url = base_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        request_id: str | None = scope["app"].state.request_ids.of(scope)
        state["request_id"] = request_id
        method, started = scope["method"], time.perf_counter()
        answer = _Answer(send, head=method == "HEAD", state=state)
        state["head"] = answer.head  # for what would otherwise read a long body for nothing
        if answer.head:
            scope = {
                **scope,
                "method": "GET",
            }  # every GET route serves HEAD: the same headers without the body
        known = {} if request_id is None else {"request_id": request_id}
        try:
            with structlog.contextvars.bound_contextvars(**known):
                await self._app(scope, receive, answer)
        except Exception as error:  # noqa: BLE001 - the last net: nothing may reach the server's own log
            if answer.status is None:
                problem = _problem_of(error, state=state)
                response = problem_response(problem, request_id=request_id, base_url=self._base_url)
                await response(scope, receive, answer)
        seconds = time.perf_counter() - started
        if state.get("key_id") is not None:
            _log_request(scope, method=method, status=answer.status, seconds=seconds)
        route: str = getattr(scope.get("route"), "path", "")
        if route in scope["app"].state.administration_paths:
            metrics.count_request(route=route, method=method, status=answer.status, seconds=seconds)


def _problem_of(error: Exception, *, state: MutableMapping[str, Any]) -> Problem:
    """The problem an exception stands for; what nobody expected is logged without its message.

    While the database is away only the requests of signed-in administrators are logged: a line for every
    other attempt would tell when people tried to answer.
    """
    if isinstance(error, Problem):
        return error
    code = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    if code in _NO_TEXT:
        return InvalidRequest("a text holds a character that cannot be stored, such as U+0000")
    if code == _BELONGS_TO_NOTHING and "key_id" in state:
        # Rooms look first whether it is there, so somebody deleted it since.
        return DeletedMeanwhile()
    away = isinstance(error, PoolTimeout | OSError) or (isinstance(error, DBAPIError) and _is_lost(error))
    if not away or "key_id" in state:
        known = {} if state["request_id"] is None else {"request_id": state["request_id"]}
        log.error("unexpected error", **known, exc_info=error)
    return NotReady(headers={"Retry-After": str(RETRY_AFTER_S)}) if away else InternalError()


def _is_lost(error: DBAPIError) -> bool:
    """Whether the database could not be reached or had no room, so that trying again may help."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return error.connection_invalidated or state[:2] in _LOST_CLASSES or state == _NOT_ACCEPTING


def _log_request(scope: Scope, *, method: str, status: int | None, seconds: float) -> None:
    """One line for a signed-in administrator's request: the route's template, never its values."""
    log.info(
        "request",
        method=method,
        route=getattr(scope.get("route"), "path", None),
        status=status,
        request_id=scope["state"]["request_id"],
        key_id=scope["state"]["key_id"],
        duration_ms=round(seconds * 1000),
    )


def _headers_of(state: MutableMapping[str, Any]) -> Iterator[tuple[bytes, bytes]]:
    """The request's id, how its caller stands, when the route ends; nothing for a respondent."""
    if state["request_id"] is not None:
        yield request_ids.HEADER, state["request_id"].encode("ascii")
    standing = state.get("rate_limit")
    told = state.get("ending", {}) | ({} if standing is None else standing.headers())
    for name, value in told.items():
        yield name.lower().encode("ascii"), value.encode("ascii")


class _Answer:
    """`send` that adds what every answer has, remembers the status, and drops the body for HEAD."""

    def __init__(self, send: Send, *, head: bool, state: MutableMapping[str, Any]) -> None:
        self._send = send
        self._state = state
        self.head = head
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [
                *message.get("headers", ()),
                *_headers_of(self._state),
                (b"x-content-type-options", b"nosniff"),
            ]
        elif self.head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


class BodyLimit:
    """Refuse a body that is too large, before anything reads it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = next((n for prefix, n in BODY_LIMITS if scope["path"].startswith(prefix)), BODY_LIMIT)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            raise BodyTooLarge
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise BodyTooLarge
            return message

        await self._app(scope, counted, send)
