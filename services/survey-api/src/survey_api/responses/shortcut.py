"""The short way of a good submission: past the framework, whose search for a route costs more than the pass.

Only answers "recorded". Anything else (a problem, a client at its limit, a body that is too long) goes the
long way, body included, through every middleware to the route, which decides again: a submission may be sent
twice. docs/adr/0006-group-commit.md has the numbers.
"""

from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey_api.limits.failures import FailureLimit
from survey_api.limits.middleware import client_address
from survey_api.problems import MalformedSubmission, Problem
from survey_api.respondents.wire import parse_body
from survey_api.responses import service
from survey_api.responses.endpoints import PATH, RECORDED
from survey_api.responses.schemas import Submission

#: Bytes; a longer body than this has to pass the body limit first.
LONGEST_BODY: Final = 2**17

_HEADERS: Final = (
    (b"content-type", b"application/json"),
    (b"content-length", str(len(RECORDED)).encode("ascii")),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)


class Shortcut:
    """Outermost middleware: answers good submissions itself and passes everything else on."""

    def __init__(self, app: ASGIApp, *, limit: FailureLimit) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if (
            scope["type"] != "http"
            or scope["path"] != PATH
            or scope["method"] != "POST"
            or self._limit.wait_s(client_address(scope))
        ):
            await self._app(scope, receive, send)
            return
        body, is_whole = await _read(receive)
        is_new = await _store(scope, body) if is_whole else None
        if is_new is None:
            await self._app(scope, _from_start(body, receive, is_whole=is_whole), send)
            return
        await send(
            {"type": "http.response.start", "status": 201 if is_new else 200, "headers": list(_HEADERS)}
        )
        await send({"type": "http.response.body", "body": RECORDED})


async def _store(scope: Scope, raw: bytes) -> bool | None:
    """Whether the response is new; None when there is anything else to say."""
    try:
        submission = parse_body(Submission, raw, malformed=MalformedSubmission)
        return await service.submit(submission, intake=scope["app"].state.intake)
    except Problem:
        return None


async def _read(receive: Receive) -> tuple[bytes, bool]:
    """Return (body, whether that is all of it), stopping beyond the longest good one."""
    body = b""
    while len(body) <= LONGEST_BODY:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body, True
    return body, False


def _from_start(body: bytes, receive: Receive, *, is_whole: bool) -> Receive:
    """A `receive` that gives what was read already, then goes on."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": not is_whole}

    return again
