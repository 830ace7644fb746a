"""Request ids: one for each request of an administrator or an integrator, none for a respondent's.

A caller may bring its own in `X-Request-Id`. It comes back with the answer, stands in problems and log lines,
and goes along with the events that the request causes, into the worker's log lines too. At an address that
there is not, which may be a respondent's mistyped, nothing that was sent comes back.
"""

import re
import secrets
from collections.abc import Collection
from typing import Final

from starlette.routing import compile_path
from starlette.types import Scope

HEADER: Final = b"x-request-id"
_SANE: Final = re.compile(rb"[A-Za-z0-9._~-]{1,128}")
#: Everything else is a page, and pages are the respondents'.
_PREFIXES: Final = ("/v1/", "/oauth/", "/.well-known/")
_ALONE: Final = frozenset({"/", "/livez", "/readyz"})


class RequestIds:
    """Says which request has which id; kept in `app.state.request_ids`."""

    def __init__(self, *, respondents: Collection[str], others: Collection[str]) -> None:
        """Learn which addresses are the respondents', and which are certainly not.

        Args:
            respondents: templates of their routes.
            others: templates of all other routes.
        """
        self._theirs = [compile_path(path)[0] for path in sorted(respondents)]
        self._others = [compile_path(path)[0] for path in sorted(others)]

    def of(self, scope: Scope) -> str | None:
        """A request's id: the sane one it brings to a route there is, or a new one; respondents have none."""
        path: str = scope["path"]
        if not (path in _ALONE or path.startswith(_PREFIXES)) or any(one.match(path) for one in self._theirs):
            return None
        given: bytes = dict(scope["headers"]).get(HEADER, b"")
        if _SANE.fullmatch(given) and any(one.match(path) for one in self._others):
            return given.decode("ascii")
        return secrets.token_hex(16)
