"""What every request passes: wait when told to, and fetch nothing again that has not changed."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping

import httpx

from throughline_client.problems import UnexpectedAnswerError

_OK, _NOT_MODIFIED, _REFUSED, _NOT_SIGNED_IN, _TOO_MANY, _NOT_READY = 200, 304, 400, 401, 429, 503
_TRIES = 5
_REMEMBERED = 500
#: What may be sent twice without doing anything twice; a POST only under an Idempotency-Key.
_SAFE = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})


class Courteous(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Hears `Retry-After`, and keeps the last answers with their ETags.

    An answer that is still right costs a 304; the operation gets the kept answer as if it were new, with the
    header `X-From-Cache: 1`. Answers are kept in memory, the last 500, for one client and its credentials.
    """

    def __init__(
        self,
        transport: httpx.BaseTransport | None = None,
        async_transport: httpx.AsyncBaseTransport | None = None,
        *,
        longest_wait_s: float = 60,
    ) -> None:
        self._transport = transport or httpx.HTTPTransport()
        self._async_transport = async_transport or httpx.AsyncHTTPTransport()
        self._longest_wait_s = longest_wait_s
        self._kept: OrderedDict[tuple[str, str], tuple[str, bytes, list[tuple[bytes, bytes]]]] = OrderedDict()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        self._add_etag(request)
        request.read()
        for left in reversed(range(_TRIES)):
            response = self._transport.handle_request(request)
            response.read()
            wait_s = self._wait(request, response.status_code, response.headers) if left else None
            if wait_s is None:
                break
            time.sleep(wait_s)
        return self._remembered(request, response)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        self._add_etag(request)
        await request.aread()
        for left in reversed(range(_TRIES)):
            response = await self._async_transport.handle_async_request(request)
            await response.aread()
            wait_s = self._wait(request, response.status_code, response.headers) if left else None
            if wait_s is None:
                break
            await asyncio.sleep(wait_s)
        return self._remembered(request, response)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._async_transport.aclose()

    def _wait(self, request: httpx.Request, status: int, headers: Mapping[str, str]) -> float | None:
        """How many seconds to wait before trying again; None to be content with the answer."""
        may_repeat = request.method in _SAFE or "Idempotency-Key" in request.headers
        asked = headers.get("Retry-After", "")
        if status not in {_TOO_MANY, _NOT_READY} or not asked.isdigit():
            return None
        if not may_repeat and status != _TOO_MANY:  # 429 says that nothing was done
            return None
        return float(asked) if float(asked) <= self._longest_wait_s else None

    def _key(self, request: httpx.Request) -> tuple[str, str]:
        return str(request.url), request.headers.get("Accept", "")

    def _add_etag(self, request: httpx.Request) -> None:
        kept = self._kept.get(self._key(request))
        if request.method == "GET" and kept is not None and "If-None-Match" not in request.headers:
            request.headers["If-None-Match"] = kept[0]
            request.extensions["kept"] = kept

    def _remembered(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        said = response.headers.get("Content-Type", "")
        if response.status_code >= _REFUSED and response.status_code != _NOT_SIGNED_IN and "json" not in said:
            raise UnexpectedAnswerError(f"HTTP {response.status_code} {response.reason_phrase}")
        if request.method != "GET":
            return response
        kept = request.extensions.get("kept")
        if response.status_code == _NOT_MODIFIED and kept is not None:
            self._kept.move_to_end(self._key(request))
            headers = [*kept[2], (b"x-from-cache", b"1")]
            return httpx.Response(_OK, headers=headers, content=kept[1], request=request)
        etag = response.headers.get("ETag")
        if response.status_code == _OK and etag is not None:
            self._keep(request, response, etag)
        return response

    def _keep(self, request: httpx.Request, response: httpx.Response, etag: str) -> None:
        gone = {b"content-encoding", b"content-length", b"transfer-encoding"}
        headers = [(name, value) for name, value in response.headers.raw if name.lower() not in gone]
        self._kept[self._key(request)] = (etag, response.content, headers)
        self._kept.move_to_end(self._key(request))
        if len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)
