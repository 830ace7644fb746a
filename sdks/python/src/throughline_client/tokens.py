"""Access tokens: fetched with id and secret, renewed before they end, and once more after a 401."""

import base64
import time
from collections.abc import Generator
from http import HTTPStatus
from urllib.parse import quote

import httpx

#: Renewed this long before its end, so that no request is under way with a token that ends meanwhile.
_MARGIN_S = 60.0


class NoTokenError(Exception):
    """No access token was given: `error` and `description` are the server's words (RFC 6749)."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(f"{error}: {description}")
        self.error = error
        self.description = description


class ClientCredentials(httpx.Auth):
    """OAuth 2.0 client credentials for httpx, with `asyncio` and without."""

    requires_response_body = True

    def __init__(self, base_url: str, client_id: str, client_secret: str) -> None:
        self._url = base_url.rstrip("/") + "/oauth/token"
        pair = f"{quote(client_id, safe='')}:{quote(client_secret, safe='')}"
        self._basic = "Basic " + base64.b64encode(pair.encode("ascii")).decode("ascii")
        self._token = ""
        self._ends = 0.0  # by time.monotonic(), in seconds

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put a token into a request that is about to be sent; httpx calls it."""
        if time.monotonic() >= self._ends - _MARGIN_S:
            yield from self._renew()
        request.headers["Authorization"] = f"Bearer {self._token}"
        answer = yield request
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            yield from self._renew()
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request

    def _renew(self) -> Generator[httpx.Request, httpx.Response, None]:
        asked = time.monotonic()
        headers = {"Authorization": self._basic}
        form = {"grant_type": "client_credentials"}
        answer = yield httpx.Request("POST", self._url, headers=headers, data=form)
        if answer.status_code != HTTPStatus.OK:
            raise _refusal(answer)
        given = answer.json()
        self._token = str(given["access_token"])
        self._ends = asked + float(given["expires_in"])


def _refusal(answer: httpx.Response) -> NoTokenError:
    try:
        said = answer.json()
        return NoTokenError(str(said["error"]), str(said.get("error_description", "")))
    except (ValueError, KeyError, TypeError):
        return NoTokenError(f"HTTP {answer.status_code}", answer.reason_phrase)
