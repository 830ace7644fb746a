"""Pages on other origins may call the API, if they are listed: exact origins, never with credentials."""

from collections.abc import Collection
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What the pages use. Credentials (cookies, client certificates) are never allowed: nothing here reads any.
_ALLOWED: Final = (
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", b"Authorization, Content-Type"),
    (b"access-control-max-age", b"7200"),  # seconds; no browser remembers longer
)
_VARY: Final = (b"vary", b"Origin")


class CrossOrigin:
    """Outermost middleware: marks answers for listed origins; for others browsers then refuse."""

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origin.encode("ascii") for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or not scope["path"].startswith("/v1/"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if origin not in self._origins:
            await self._app(scope, receive, _marked(send, _VARY))
            return
        allowed = (_VARY, (b"access-control-allow-origin", origin))
        if scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            answer = [*allowed, *_ALLOWED]
            await send({"type": "http.response.start", "status": 204, "headers": answer})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, _marked(send, *allowed))


def _marked(send: Send, *more: tuple[bytes, bytes]) -> Send:
    async def mark(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *more]
        await send(message)

    return mark
