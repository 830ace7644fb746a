"""The failure limit in front of the two anonymous POST routes."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey_api.limits.failures import FailureLimit
from survey_api.problems import Problem, TooManyFailures

LIMITED_PATHS: Final = frozenset({"/v1/passes", "/v1/responses"})
#: What counts: guesses, forgeries and nonsense. A late or repeated request is nobody's fault.
COUNTED_STATUSES: Final = frozenset({400, 403, 404, 413, 422})


def client_address(scope: Scope) -> str:
    """Who asks, for the failure limit and for nothing else."""
    address: str = (scope.get("client") or ("",))[0]
    return address


class FailureLimitMiddleware:
    """Refuses a client that failed too often, before anything is read; never counts a success."""

    def __init__(self, app: ASGIApp, *, limit: FailureLimit) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["path"] not in LIMITED_PATHS:
            await self._app(scope, receive, send)
            return
        address = client_address(scope)
        if wait_s := self._limit.wait_s(address):
            raise TooManyFailures(headers={"Retry-After": str(wait_s)})

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in COUNTED_STATUSES:
                self._limit.count(address)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Problem as problem:  # refused by a middleware inside this one
            if problem.status in COUNTED_STATUSES:
                self._limit.count(address)
            raise
