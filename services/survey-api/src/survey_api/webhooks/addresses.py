"""Which addresses a webhook may reach: public ones, and networks the operator allows.

A URL is somebody else's word. Without this check it could name the database beside us, a cloud's metadata
service or a printer in the district's network, and our server would knock there. A name is therefore resolved
once, every address it has is checked, and the connection goes to a checked address; the name itself is never
looked up again, so an answer that changes in between changes nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final, TypeAlias

from survey_api.webhooks.settings import Network

Address: TypeAlias = IPv4Address | IPv6Address
Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""Name and port to the addresses of the name."""

# IANA's registries of special-purpose addresses, multicast and what is reserved. Written out, because what
# Python calls global has changed between its minor versions.
_CLOSED_V4: Final = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Only 2000::/3 is given out to the public at all: mapped and translated IPv4 (::ffff:0:0/96, 64:ff9b::/96),
# loopback, link-local, unique local and multicast lie outside of it.
_OPEN_V6: Final = ip_network("2000::/3")
_CLOSED_V6: Final = tuple(
    ip_network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public Internet: nothing private, special, mapped or translated."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


@dataclass(frozen=True)
class Guard:
    """What the operator decided.

    Attributes:
        allowed: networks that are not public and may be reached all the same.
    """

    allowed: tuple[Network, ...] = ()

    def permits(self, address: Address, *, encrypted: bool) -> bool:
        """Whether a webhook may go to an address; unencrypted only where the operator vouches for it."""
        inside = any(address in network for network in self.allowed)
        return inside or (encrypted and is_public(address))

    def refuses_host(self, host: str, *, encrypted: bool) -> bool:
        """Whether a URL is hopeless as it stands: `http` for nobody, this machine, or a refused address.

        Names are judged by what they resolve to, at each delivery; this only says early what is plain.
        """
        if not encrypted and not self.allowed:
            return True
        if host.rstrip(".").lower() == "localhost":
            host = "127.0.0.1"
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return not self.permits(address, encrypted=encrypted)


class NameNotResolved(Exception):
    """A name has no address, or cannot be looked up."""


class AddressNotAllowed(Exception):
    """A name leads where nobody may be sent."""


async def checked_addresses(
    host: str, port: int, *, encrypted: bool, guard: Guard, resolve: Resolve
) -> Sequence[Address]:
    """Look a name up, once, and check every address it has; one that is refused refuses them all.

    Raises:
        NameNotResolved, AddressNotAllowed: nothing may be sent there.
    """
    try:
        found = await resolve(host, port)
    except (OSError, UnicodeError):
        raise NameNotResolved from None
    addresses = list(dict.fromkeys(ip_address(one) for one in found))
    if not all(guard.permits(address, encrypted=encrypted) for address in addresses):
        raise AddressNotAllowed
    return addresses


async def resolve(host: str, port: int) -> Sequence[str]:
    """Look a name up, once.

    Raises:
        OSError: it has no address, or cannot be looked up.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]
