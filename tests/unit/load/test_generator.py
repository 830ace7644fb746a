"""The load generator counts what really came back."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.load.generator import Tally, generate, http_request, read_requests, summary, write_requests

BODY = b'{"recorded":true}'


def answer(status: int) -> bytes:
    return b"HTTP/1.1 %d X\r\nContent-Type: a/b\r\nContent-Length: %d\r\n\r\n" % (status, len(BODY)) + BODY


@asynccontextmanager
async def server(pieces_of: Sequence[Sequence[bytes]]) -> AsyncIterator[tuple[int, list[bytes]]]:
    """Answers the n-th request with the n-th sequence of pieces; hangs up after the last."""
    received: list[bytes] = []
    waiting = iter(pieces_of)
    ended = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for pieces in waiting:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            received.append(await reader.readexactly(length))
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.01)
        writer.close()
        await writer.wait_closed()
        ended.set()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1], received
        async with asyncio.timeout(10):
            await ended.wait()


def requests(count: int) -> list[bytes]:
    return [http_request("/v1/responses", b"body %d" % number) for number in range(count)]


async def test_every_request_is_sent_once_and_every_answer_counted_also_in_pieces() -> None:
    whole = answer(201)
    pieces = [[whole], [whole[:5], whole[5:60], whole[60:]], [answer(200)], [answer(503)]]
    async with server(pieces) as (port, received):
        tally, _ = await generate("127.0.0.1", port, requests(4), clients=1)

    assert received == [b"body 0", b"body 1", b"body 2", b"body 3"]
    assert dict(tally.statuses) == {201: 2, 200: 1, 503: 1}
    assert (len(tally.latencies_s), tally.lost) == (4, 0)


async def test_a_request_whose_connection_ends_is_lost_and_not_answered() -> None:
    async with server([[answer(201)], [answer(201)[:30]]]) as (port, _):
        tally, _ = await generate("127.0.0.1", port, requests(5), clients=1)

    assert (dict(tally.statuses), tally.lost) == ({201: 1}, 1)


def test_files_of_requests_come_back_as_they_were(tmp_path: Path) -> None:
    sent = [b"", b"one", bytes(70_000)]

    assert write_requests(tmp_path / "requests", sent) == 3
    assert read_requests(tmp_path / "requests") == sent


def test_the_summary_is_by_answers_and_seconds() -> None:
    tally = Tally(latencies_s=[number / 1000 for number in range(1, 201)])
    tally.statuses[201] = 200

    numbers = summary(tally, 4.0)

    assert (numbers["per_s"], numbers["p50_ms"], numbers["p99_ms"]) == (50.0, 101.0, 199.0)
