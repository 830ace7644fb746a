"""The short way to `POST /v1/responses`: looking for a route would cost more than checking the pass.

The route exists as any other, is documented as any other, and would answer the same; this only spares each
response the framework's search (docs/adr/0006-group-commit.md has the numbers).
"""

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from survey_api.problems import MalformedSubmission
from survey_api.respondents.wire import parse_body
from survey_api.responses.endpoints import PATH, submit_response
from survey_api.responses.schemas import Submission


class Shortcut:
    """Answers submissions itself and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        body = parse_body(Submission, await _read(receive), malformed=MalformedSubmission)
        response = await submit_response(Request(scope), body)
        await response(scope, receive, send)


async def _read(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)
