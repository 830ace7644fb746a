"""Limits in front of anonymous routes: the respondents' two, and those for signing in and for shares."""

from collections.abc import Collection
from typing import Final

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey_api.limits.failures import FailureLimit
from survey_api.problems import Problem, TooManyFailures, TooManySignIns

LIMITED_PATHS: Final = frozenset({"/v1/passes", "/v1/responses"})
#: What counts: guesses, forgeries and nonsense. A late or repeated request is nobody's fault.
COUNTED_STATUSES: Final = frozenset({400, 403, 404, 413, 422})
#: Guesses at links and shares. Counted apart from the respondents': neither may shut the other out.
TOKEN_PATHS: Final = frozenset(
    {
        "/v1/sign-in/sessions",
        "/v1/shared-profile",
        "/v1/shared-profile/report",
        "/v1/shared-profile/pdf",
    }
)
TOKEN_STATUSES: Final = COUNTED_STATUSES | {401}
#: Each request may send a message, so each one counts.
LINK_PATHS: Final = frozenset({"/v1/sign-in/links"})
#: Each of them asks a provider.
PROVIDER_PATHS: Final = frozenset({"/v1/sign-in/oidc", "/v1/sign-in/oidc/callback"})
PROVIDER_STATUSES: Final = COUNTED_STATUSES | {303}
LINK_STATUSES: Final = COUNTED_STATUSES | {202}
LINKS_FROM_ONE_ADDRESS: Final = 30


def client_address(scope: Scope) -> str:
    """Who asks, for the failure limit and for nothing else."""
    address: str = (scope.get("client") or ("",))[0]
    return address


def limit_sign_ins(app: Starlette) -> None:
    """Put limits of their own in front of the routes for who signs in, and for readers of shares."""
    app.add_middleware(
        FailureLimitMiddleware, limit=FailureLimit(), paths=TOKEN_PATHS, counted=TOKEN_STATUSES
    )
    app.add_middleware(
        FailureLimitMiddleware,
        limit=FailureLimit(failures=LINKS_FROM_ONE_ADDRESS),
        paths=LINK_PATHS,
        counted=LINK_STATUSES,
        refusal=TooManySignIns,
    )
    app.add_middleware(
        FailureLimitMiddleware,
        limit=FailureLimit(),
        paths=PROVIDER_PATHS,
        counted=PROVIDER_STATUSES,
        refusal=TooManySignIns,
    )


class FailureLimitMiddleware:
    """Refuses a client that failed too often, before anything is read; never counts a success."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: FailureLimit,
        paths: Collection[str] = LIMITED_PATHS,
        counted: Collection[int] = COUNTED_STATUSES,
        refusal: type[Problem] = TooManyFailures,
    ) -> None:
        """Stand in front of some paths.

        Args:
            app: what comes after.
            limit: counts.
            paths: which requests it looks at.
            counted: statuses that count.
            refusal: what is answered beyond the limit.
        """
        self._app = app
        self._limit = limit
        self._paths = paths
        self._counted = counted
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or scope["path"] not in self._paths:
            await self._app(scope, receive, send)
            return
        address = client_address(scope)
        if wait_s := self._limit.wait_s(address):
            raise self._refusal(headers={"Retry-After": str(wait_s)})

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in self._counted:
                self._limit.count(address)
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Problem as problem:  # refused by a middleware inside this one
            if problem.status in self._counted:
                self._limit.count(address)
            raise
