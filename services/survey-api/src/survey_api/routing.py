"""Routes of the administration: what all their answers have in common, whatever the room.

An answer passes here before the request's transaction is committed (`access/admission.py`), so that what is
kept of it is kept with the change or not at all.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from survey_api import deprecation
from survey_api.etags import CACHE, JSON, etag_of, unless_known
from survey_api.idempotency.requests import HEADER, may_repeat
from survey_api.preconditions.items import Items

_OK: Final = 200
_MADE: Final = frozenset({200, 201, 202})


class AdministrationRoute(APIRoute):
    """Answers with ETags, and remembers the answer for whoever closes the transaction."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override] # narrower than a coroutine
        """Wrap the framework's handler."""
        handle = super().get_route_handler()
        ending = deprecation.headers_of(self.openapi_extra)

        async def handle_and_mark(request: Request) -> Response:
            request.state.ending = ending
            if request.method == "POST" and HEADER in request.headers and may_repeat(self):
                await request.body()  # the framework reads a form only once, and keeps nothing of it
            response = await handle(request)
            if request.method == "GET":
                response = _conditional(request, response)
            else:
                _mark(request, response, path=self.path, model=self.response_model)
            request.state.answer = response
            return response

        return handle_and_mark


class AdministrationRouter(APIRouter):
    """A router all of whose routes are the administration's."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=AdministrationRoute, **options)


def _conditional(request: Request, response: Response) -> Response:
    """Give an answer to GET its ETag, and 304 to whoever has it; what may not be stored has none."""
    is_json = response.headers.get("content-type") == JSON
    if response.status_code != _OK or not is_json or "no-store" in response.headers.get("cache-control", ""):
        return response
    response.headers.setdefault("cache-control", CACHE)
    if "etag" not in response.headers:
        response.headers["etag"] = etag_of(bytes(response.body))
    return unless_known(response, if_none_match=request.headers.get("if-none-match"))


def _mark(request: Request, response: Response, *, path: str, model: Any) -> None:
    """Give the answer to a change the ETag of the thing, where it shows just what GET would."""
    items: Items = request.app.state.items
    shown = [one for one in (items.find(path), items.made_at(path)) if one is not None]
    if response.status_code in _MADE and model is not None and any(one.model is model for one in shown):
        response.headers["etag"] = etag_of(bytes(response.body))
