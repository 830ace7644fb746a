"""Counting failures per client, in memory only. Successes are never counted.

Two hundred phones behind one school's address must pass, so only refusals count. Nothing here is ever
written anywhere: addresses are kept as keyed hashes, and the key is thrown away with the counts every hour.
"""

import hashlib
import ipaddress
import math
import secrets
import time
from collections import deque
from collections.abc import Callable

FAILURES = 50
WINDOW_S = 600.0
SALT_LIFE_S = 3600.0
MAX_CLIENTS = 20_000  # about 10 MB when every one of them is at the limit

_IPV6_NETWORK_BITS = 64  # one subscriber holds a whole /64


class FailureLimit:
    """At most `failures` failures of one client in any `window_s` seconds."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        window_s: float = WINDOW_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures = failures
        self._window_s = window_s
        self._clock = clock
        self._recent: dict[bytes, deque[float]] = {}
        self._salt = b""
        self._salt_made = -math.inf

    def wait_s(self, address: str) -> int:
        """Whole seconds until this client may try again; 0 while it may."""
        if not self._recent:
            return 0  # a quiet hour: nothing to hash, nobody to look up
        now = self._clock()
        recent = self._recent.get(self._key(address, now=now))
        if recent is None or len(recent) < self._failures:
            return 0
        return max(0, math.ceil(recent[0] + self._window_s - now))

    def count(self, address: str) -> None:
        """Remember one failure of this client."""
        now = self._clock()
        key = self._key(address, now=now)
        if key not in self._recent and len(self._recent) >= MAX_CLIENTS:
            self._make_room(now)
        self._recent.setdefault(key, deque(maxlen=self._failures)).append(now)

    def _key(self, address: str, *, now: float) -> bytes:
        if now - self._salt_made >= SALT_LIFE_S:
            self._salt, self._salt_made = secrets.token_bytes(32), now
            self._recent.clear()
        return hashlib.blake2b(_network(address), key=self._salt, digest_size=16).digest()

    def _make_room(self, now: float) -> None:
        """Drop clients whose failures are old; if all are recent, the one seen first."""
        old = [key for key, recent in self._recent.items() if now - recent[-1] >= self._window_s]
        for key in old or [next(iter(self._recent))]:
            del self._recent[key]


def _network(address: str) -> bytes:
    """What counts as one client: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address.encode("utf-8", "replace")
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return parsed.ipv4_mapped.packed
        return parsed.packed[: _IPV6_NETWORK_BITS // 8]
    return parsed.packed
