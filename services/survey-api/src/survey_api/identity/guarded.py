"""Requests to identity providers: their addresses are others' words, so the webhooks' guard checks them."""

import contextlib
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from survey_api.webhooks.addresses import (
    Address,
    AddressNotAllowed,
    Guard,
    NameNotResolved,
    Resolve,
    checked_addresses,
    resolve,
)

_LONGEST_ANSWER: Final = 2**18
_TIMEOUT_S: Final = 10.0
_HTTPS: Final = 443
_MOST_ADDRESSES: Final = 4


class ProviderFailed(Exception):
    """A provider could not be asked, or answered nothing usable; the message says which."""


@dataclass(frozen=True, kw_only=True)
class ProviderClient:
    """Asks providers.

    Attributes:
        guard: which addresses may be reached.
        tls: the authorities it trusts.
        resolve: looks a name up.
    """

    guard: Guard
    tls: ssl.SSLContext = field(repr=False)
    resolve: Resolve = resolve

    async def get(self, url: str) -> dict[str, Any]:
        """Read a JSON object.

        Raises:
            ProviderFailed: there is none.
        """
        return await self._ask("GET", url)

    async def post(
        self, url: str, form: Mapping[str, str], *, auth: tuple[str, str] | None
    ) -> dict[str, Any]:
        """Send a form and read a JSON object.

        Raises:
            ProviderFailed: it was refused, or there is none.
        """
        return await self._ask(
            "POST", url, data=dict(form), auth=None if auth is None else httpx.BasicAuth(*auth)
        )

    async def _ask(self, method: str, text: str, **options: Any) -> dict[str, Any]:
        try:
            url = httpx.URL(text)
            if url.scheme != "https" or url.userinfo:
                raise ProviderFailed("its addresses must begin with https://")
            name = url.raw_host.decode("ascii")
            found = await checked_addresses(
                name, url.port or _HTTPS, encrypted=True, guard=self.guard, resolve=self.resolve
            )
            *others, last = found[:_MOST_ADDRESSES]
            for address in others:
                with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
                    return await self._from(address, method, url, name=name, **options)
            return await self._from(last, method, url, name=name, **options)
        except NameNotResolved:
            raise ProviderFailed("its name cannot be looked up") from None
        except AddressNotAllowed:
            raise ProviderFailed("it is at an address that may not be reached from here") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise ProviderFailed(f"it cannot be reached ({type(error).__name__})") from None

    async def _from(
        self, address: Address, method: str, url: httpx.URL, *, name: str, **options: Any
    ) -> dict[str, Any]:
        """Ask at a checked address; `Host` and the name that the certificate must hold stay the URL's."""
        headers = {"host": url.netloc.decode("ascii"), "accept": "application/json"}
        async with (
            httpx.AsyncClient(verify=self.tls, trust_env=False, timeout=_TIMEOUT_S) as client,
            client.stream(
                method,
                url.copy_with(host=str(address)),
                headers=headers,
                extensions={"sni_hostname": name},
                follow_redirects=False,
                **options,
            ) as response,
        ):
            body = b""
            async for part in response.aiter_bytes():
                body += part
                if len(body) > _LONGEST_ANSWER:
                    raise ProviderFailed("its answer is too long")
        return _object(response, body)


def _object(response: httpx.Response, body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not response.is_success:
        word = found.get("error") if isinstance(found, dict) else None
        known = f", {word}" if isinstance(word, str) and word.isascii() and word.isidentifier() else ""
        raise ProviderFailed(f"it refused ({response.status_code}{known})")
    if not isinstance(found, dict):
        raise ProviderFailed("its answer is no JSON object")
    return found
