"""One attempt: a signed POST to a checked address, no redirect, no proxy, and never a look at the body."""

import asyncio
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import httpx
import structlog

from survey_api.webhooks.addresses import (
    Address,
    AddressNotAllowed,
    Guard,
    NameNotResolved,
    Resolve,
    checked_addresses,
    resolve,
)

Result = Literal[
    "delivered",
    "refused",
    "redirected",
    "gone",
    "timed_out",
    "unreachable",
    "tls_failed",
    "name_not_resolved",
    "address_not_allowed",
    "internal_error",
]

log = structlog.get_logger(__name__)

CONNECT_TIMEOUT_S: Final = 5.0
MOST_ADDRESSES: Final = 4
_GONE: Final = 410
_PORTS: Final = {"https": 443, "http": 80}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an attempt.

    Attributes:
        result: in a word.
        response_code: the receiver's status, if it answered.
        duration_ms: how long it took.
        wish_s: the receiver's `Retry-After`, in seconds.
    """

    result: Result
    response_code: int | None = None
    duration_ms: int = 0
    wish_s: int | None = None


class _Failed(Exception):
    def __init__(self, result: Result) -> None:
        self.result = result
        super().__init__(result)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Makes attempts.

    Attributes:
        guard: which addresses may be reached.
        tls: the authorities it trusts.
        timeout_s: how long an attempt may take in all.
        resolve: looks a name up.
    """

    guard: Guard
    tls: ssl.SSLContext = field(repr=False)
    timeout_s: float
    resolve: Resolve = resolve

    async def send(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> Outcome:
        """Make one attempt; whatever goes wrong is an outcome."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(self.timeout_s):
                response = await self._post(httpx.URL(url), body=body, headers=headers)
            result, code, wish_s = _result_of(response), response.status_code, _wish_of(response)
        except TimeoutError:
            result, code, wish_s = "timed_out", None, None
        except _Failed as failed:
            result, code, wish_s = failed.result, None, None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            result, code, wish_s = _result_of_error(error), None, None
        except Exception:  # one odd receiver must not keep the others waiting
            log.exception("an attempt failed in a way nobody expected")
            result, code, wish_s = "internal_error", None, None
        duration_ms = round((time.monotonic() - started) * 1000)
        return Outcome(result=result, response_code=code, duration_ms=duration_ms, wish_s=wish_s)

    async def _post(self, url: httpx.URL, *, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """Try the addresses of a name one after the other until one takes the connection.

        The request goes to an address; `Host` and the name that the certificate must hold stay the URL's.
        """
        name = url.raw_host.decode("ascii")
        addresses = await self._checked(name, url)
        sent = {**headers, "host": url.netloc.decode("ascii"), "content-type": "application/json"}
        sent["connection"] = "close"
        for last, address in _with_last(addresses[:MOST_ADDRESSES]):
            # A connection of its own each time: none is ever shared between receivers.
            async with httpx.AsyncClient(
                verify=self.tls, trust_env=False, timeout=self._timeouts()
            ) as client:
                request = client.build_request(
                    "POST",
                    url.copy_with(host=str(address)),
                    content=body,
                    headers=sent,
                    extensions={"sni_hostname": name},
                )
                try:
                    response = await client.send(request, stream=True, follow_redirects=False)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    if last or _is_tls(error):
                        raise
                else:
                    await response.aclose()  # the status is all that counts; the body stays unread
                    return response
        raise _Failed("name_not_resolved")

    def _timeouts(self) -> httpx.Timeout:
        # Shorter than the whole, so that a handshake that hangs is ended by whoever can close its socket.
        return httpx.Timeout(self.timeout_s, connect=min(CONNECT_TIMEOUT_S, self.timeout_s / 3))

    async def _checked(self, name: str, url: httpx.URL) -> Sequence[Address]:
        """Every address of a name; one that is refused refuses them all."""
        port, encrypted = url.port or _PORTS.get(url.scheme, 0), url.scheme == "https"
        try:
            return await checked_addresses(
                name, port, encrypted=encrypted, guard=self.guard, resolve=self.resolve
            )
        except NameNotResolved:
            raise _Failed("name_not_resolved") from None
        except AddressNotAllowed:
            raise _Failed("address_not_allowed") from None


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """The public certificate authorities, and one more.

    Raises:
        OSError: the file cannot be read, or holds no certificate.
    """
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    return context


def _result_of(response: httpx.Response) -> Result:
    if response.is_success:
        return "delivered"
    if response.status_code == _GONE:
        return "gone"
    return "redirected" if response.is_redirect else "refused"


def _wish_of(response: httpx.Response) -> int | None:
    """`Retry-After` in seconds; the form with a date is not heard."""
    text = response.headers.get("retry-after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None  # noqa: PLR2004 - 30 years


def _result_of_error(error: Exception) -> Result:
    if isinstance(error, httpx.TimeoutException):
        return "timed_out"
    return "tls_failed" if _is_tls(error) else "unreachable"


def _is_tls(error: BaseException) -> bool:
    return any(isinstance(cause, ssl.SSLError) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _with_last(addresses: Sequence[Address]) -> Iterator[tuple[bool, Address]]:
    for number, address in enumerate(addresses, start=1):
        yield number == len(addresses), address
