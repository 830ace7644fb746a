"""Sending the same bytes until the server answers."""

import asyncio
import secrets
from dataclasses import dataclass

import httpx

from respondent_client.errors import ServerUnreachable, UnexpectedAnswer

#: A respondent's request carries nothing that a browser or an administrator would add.
_NEVER_SENT = ("cookie", "authorization", "referer")
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_random = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Retry:
    """How long to keep trying: exponential delays with full jitter."""

    attempts: int = 6
    first_delay_ms: int = 200
    longest_delay_ms: int = 5_000

    def delay_ms(self, attempt: int) -> float:
        """A random delay before attempt number `attempt` (1 is the first retry)."""
        return _random.uniform(0, min(self.longest_delay_ms, self.first_delay_ms * 2 ** (attempt - 1)))


async def send(
    http: httpx.AsyncClient, method: str, path: str, *, retry: Retry, body: bytes | None = None
) -> httpx.Response:
    """Send one request, again and again with identical bytes until there is an answer.

    Every respondent request may be repeated: reading, the same check-in, the same pass.

    Args:
        http: client with the server's base URL.
        method: HTTP method.
        path: path and query.
        retry: how often and how long.
        body: exact JSON bytes.

    Returns:
        The first answer that does not ask to try again.

    Raises:
        ServerUnreachable: no such answer in `retry.attempts` attempts.
    """
    headers = {} if body is None else {"content-type": "application/json"}
    request = http.build_request(method, path, content=body, headers=headers)
    for name in _NEVER_SENT:
        request.headers.pop(name, None)
    for attempt in range(1, retry.attempts + 1):
        try:
            response = await http.send(request)
        except httpx.TransportError:
            response = None
        if response is not None and response.status_code not in _TRY_AGAIN:
            return response
        if attempt < retry.attempts:
            await asyncio.sleep(retry.delay_ms(attempt) / 1000)
    raise ServerUnreachable("the server does not answer: nothing is lost, try again when the line is better")


def problem_of(response: httpx.Response) -> str:
    """The last part of an RFC 9457 problem's type, or "" when the body is none."""
    try:
        return str(response.json()["type"]).rsplit("/", 1)[-1]
    except (ValueError, KeyError, TypeError):
        return ""


def unexpected(response: httpx.Response) -> UnexpectedAnswer:
    """The error for an answer outside the contract."""
    return UnexpectedAnswer(response.status_code, problem_of(response))
