"""Web origins, exactly as browsers write them: `https://pages.example`, and nothing after it."""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN: Final = re.compile(rf"(https?)://({_LABEL}(?:\.{_LABEL})*)(?::([1-9][0-9]{{0,4}}))?")
_DEFAULT_PORTS: Final = {"http": "80", "https": "443"}
_LAST_PORT: Final = 65535


def check_origin(text: str) -> str:
    """Return an origin that a page may have and still do cryptography.

    Raises:
        ValueError: it is no exact origin, or plain `http` of another machine: browsers send an origin in one
            spelling only, and offer cryptography on secure pages only.
    """
    found = _ORIGIN.fullmatch(text)
    if found is None:
        raise ValueError(
            "must be scheme and host, with a port if it is not the usual one, all in lower case: "
            "https://pages.example. No `*`, no path, no slash at the end"
        )
    scheme, host, port = found.groups()
    if port is not None and (port == _DEFAULT_PORTS[scheme] or int(port) > _LAST_PORT):
        raise ValueError("must leave out the usual port, as browsers do, and name no impossible one")
    if scheme == "http" and not is_this_machine(host):
        raise ValueError("must begin with https:// unless it is this machine (localhost, 127.0.0.1)")
    return text


def check_url(url: str) -> str:
    """Return the address of a site: something a link can be made of by adding a path.

    Raises:
        ValueError: it is no such address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError("must be an address that begins with https:// (or http:// for this machine)")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise ValueError("must end with its host, port or path: no user, no ?, no #")
    return url


def origin_of(url: str) -> str:
    """The origin of an address, in the spelling of browsers."""
    parts = urlsplit(url)
    port = "" if parts.port in {None, int(_DEFAULT_PORTS.get(parts.scheme, "0"))} else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname or ''}{port}"


def is_this_machine(host: str) -> bool:
    """Whether a host name means "the machine that asks", so that a phone would look for it on itself."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
