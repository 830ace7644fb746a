"""A light load generator: prebuilt HTTP/1.1 requests over keep-alive sockets, in a process of its own.

It shares two cores with the servers it measures, so it builds nothing, parses only what it must and keeps
one request under way per client. `python -m tests.load.generator --help`.
"""

import argparse
import asyncio
import json
import struct
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import uvloop

_LENGTH = struct.Struct("<I")
_HEAD_END = b"\r\n\r\n"
_CONTENT_LENGTH = b"content-length: "


def http_request(path: str, body: bytes, *, host: str = "bench") -> bytes:
    """A whole POST request as bytes."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


def write_requests(path: Path, requests: Iterable[bytes]) -> int:
    """Store requests for `read_requests`, each with its length before it; returns how many."""
    count = 0
    with path.open("wb") as file:
        for request in requests:
            file.write(_LENGTH.pack(len(request)) + request)
            count += 1
    return count


def read_requests(path: Path) -> list[bytes]:
    """What `write_requests` stored."""
    data, start, requests = path.read_bytes(), 0, []
    while start < len(data):
        (length,) = _LENGTH.unpack_from(data, start)
        start += _LENGTH.size
        requests.append(data[start : start + length])
        start += length
    return requests


@dataclass
class Tally:
    """What came back."""

    statuses: Counter[int] = field(default_factory=Counter)
    latencies_s: list[float] = field(default_factory=list)
    #: Requests whose connection ended before an answer came.
    lost: int = 0


class Phone(asyncio.Protocol):
    """One client: sends the next request as soon as the last one is answered."""

    def __init__(self, requests: Iterator[bytes], tally: Tally) -> None:
        self._requests = requests
        self._tally = tally
        self._transport: asyncio.Transport | None = None
        self._sent_at: float | None = None
        self._received = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = transport  # type: ignore[assignment]  # a stream's transport
        self._send_next()

    def data_received(self, data: bytes) -> None:
        """Take one answer; it may come in pieces."""
        self._received += data
        head_end = self._received.find(_HEAD_END)
        if head_end < 0:
            return
        head = self._received[:head_end].lower()
        at = head.find(_CONTENT_LENGTH) + len(_CONTENT_LENGTH)
        length = int(head[at:].split(b"\r\n", 1)[0])
        if len(self._received) < head_end + len(_HEAD_END) + length:
            return
        self._count(int(self._received[9:12]))
        self._received = b""
        self._send_next()

    def connection_lost(self, _error: Exception | None) -> None:
        """The server went away, or all is done."""
        if self._sent_at is not None:
            self._tally.lost += 1
        if not self.done.done():
            self.done.set_result(None)

    def _count(self, status: int) -> None:
        now = time.perf_counter()
        self._tally.statuses[status] += 1
        self._tally.latencies_s.append(now - (self._sent_at or now))
        self._sent_at = None

    def _send_next(self) -> None:
        assert self._transport is not None
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(request)


async def generate(host: str, port: int, requests: Sequence[bytes], *, clients: int) -> tuple[Tally, float]:
    """Send every request once; returns what came back and the seconds it took."""
    tally, queue = Tally(), iter(requests)
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    phones = [
        (await loop.create_connection(lambda: Phone(queue, tally), host, port))[1] for _ in range(clients)
    ]
    await asyncio.gather(*(phone.done for phone in phones))
    return tally, time.perf_counter() - started


def summary(tally: Tally, elapsed_s: float) -> dict[str, object]:
    """Rates and latencies as JSON-ready numbers."""
    ordered = sorted(tally.latencies_s)
    answered = len(ordered)
    return {
        "answered": answered,
        "lost": tally.lost,
        "statuses": dict(sorted(tally.statuses.items())),
        "elapsed_s": elapsed_s,
        "per_s": answered / elapsed_s,
        "p50_ms": ordered[answered // 2] * 1000 if ordered else None,
        "p99_ms": ordered[min(answered - 1, answered * 99 // 100)] * 1000 if ordered else None,
    }


def main() -> None:
    """Send a file of requests and print a summary as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True, help="the server, e.g. http://127.0.0.1:8000")
    parser.add_argument("--requests", required=True, type=Path, help="file made by write_requests")
    parser.add_argument("--clients", required=True, type=int, help="connections, one request each under way")
    options = parser.parse_args()
    server = urlsplit(options.url)
    requests = read_requests(options.requests)
    tally, elapsed_s = uvloop.run(
        generate(server.hostname or "127.0.0.1", server.port or 80, requests, clients=options.clients)
    )
    print(json.dumps(summary(tally, elapsed_s)))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
