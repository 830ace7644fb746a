"""One attempt over real sockets: receivers that fail in every way, and names that try to lead inside."""

import asyncio
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest

from infra.local.nats import free_port
from survey_api.webhooks.addresses import Guard
from survey_api.webhooks.sender import Sender, trust
from tests.fixtures.mail_server import certificate_for
from tests.fixtures.receiver import Answer, Receiver, receiving

LOOPBACK = Guard((ip_network("127.0.0.0/8"),))
BODY = b'{"type":"webhook.test"}'


class Names:
    """A resolver under a test's control: one list of addresses for each time it is asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers: Iterator[Sequence[str]] = iter(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return next(self._answers)


@pytest.fixture
def sender() -> Sender:
    return Sender(guard=LOOPBACK, tls=trust(None), timeout_s=1.0)


async def result(sender: Sender, url: str) -> tuple[str, int | None]:
    outcome = await sender.send(url, body=BODY, headers={"webhook-id": "x"})
    return outcome.result, outcome.response_code


def certificate(name: str, directory: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS for a name, and the file that makes a client trust it."""
    directory.mkdir(exist_ok=True)
    files = certificate_for(name, directory)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*files)
    return context, files[0]


async def speak_plainly(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer without TLS where TLS is expected."""
    writer.write(b"HTTP/1.1 400 No TLS here\r\n\r\n")
    writer.close()


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (Answer(204), ("delivered", 204)),
        (Answer(200), ("delivered", 200)),
        (Answer(410), ("gone", 410)),
        (Answer(400), ("refused", 400)),
        (Answer(500), ("refused", 500)),
        (Answer(hang_up=True), ("unreachable", None)),
        (Answer(delay_s=5), ("timed_out", None)),
        (Answer(204, endless=True), ("delivered", 204)),
        (Answer(500, endless=True), ("refused", 500)),
        (Answer(200, headers=("X-Long: " + "x" * 200_000,)), ("unreachable", None)),
    ],
)
async def test_what_comes_of_an_answer(
    sender: Sender, answer: Answer, wanted: tuple[str, int | None]
) -> None:
    async with receiving() as receiver:
        receiver.always = answer
        started = time.monotonic()

        assert await result(sender, f"http://127.0.0.1:{receiver.port}/hook?a=b") == wanted

        assert time.monotonic() - started < 2
        (got,) = receiver.got
        assert got.line == "POST /hook?a=b HTTP/1.1"
        assert got.body == BODY
        assert got.headers["content-type"] == "application/json"
        assert got.headers["host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_a_failure_and_is_not_followed(sender: Sender, status: int) -> None:
    async with receiving() as receiver, receiving() as elsewhere:
        receiver.always = Answer(status, headers=(f"Location: http://127.0.0.1:{elsewhere.port}/",))

        assert await result(sender, f"http://127.0.0.1:{receiver.port}/") == ("redirected", status)

        assert elsewhere.connections == 0


async def test_the_receivers_wish_to_wait_is_reported(sender: Sender) -> None:
    async with receiving() as receiver:
        receiver.answers += [
            Answer(503, headers=("Retry-After: 120",)),
            Answer(503, headers=("Retry-After: Wed, 21 Oct 2026 07:28:00 GMT",)),
        ]
        wishes = [
            (await sender.send(f"http://127.0.0.1:{receiver.port}/", body=BODY, headers={})).wish_s
            for _ in range(2)
        ]

    assert wishes == [120, None]


async def test_nobody_there_and_no_such_name(sender: Sender) -> None:
    async def unknown(_host: str, _port: int) -> Sequence[str]:
        raise OSError("no such name")

    assert await result(sender, f"http://127.0.0.1:{free_port()}/") == ("unreachable", None)
    assert await result(replace(sender, resolve=unknown), "https://receiver.test/") == (
        "name_not_resolved",
        None,
    )
    assert await result(replace(sender, resolve=Names([])), "https://receiver.test/") == (
        "name_not_resolved",
        None,
    )


async def test_tls_is_for_the_name_although_the_connection_goes_to_the_address(
    sender: Sender, tmp_path: Path
) -> None:
    tls, ca = certificate("receiver.test", tmp_path / "right")
    async with receiving(tls=tls) as receiver:
        trusting = replace(sender, tls=trust(ca), resolve=Names(["127.0.0.1"], ["127.0.0.1"]))

        right = await result(trusting, f"https://receiver.test:{receiver.port}/")
        wrong = await result(trusting, f"https://other.test:{receiver.port}/")

    assert (right, wrong) == (("delivered", 204), ("tls_failed", None))
    (got,) = receiver.got
    assert got.headers["host"] == f"receiver.test:{receiver.port}"


async def test_a_certificate_nobody_vouches_for_is_refused(sender: Sender, tmp_path: Path) -> None:
    tls, _ = certificate("receiver.test", tmp_path)
    async with receiving(tls=tls) as receiver, receiving() as silent:
        plain = await asyncio.start_server(speak_plainly, "127.0.0.1", 0)
        ports = [receiver.port, plain.sockets[0].getsockname()[1], silent.port]
        names = replace(sender, resolve=Names(*[["127.0.0.1"]] * 3))

        results = [(await result(names, f"https://receiver.test:{port}/"))[0] for port in ports]
        plain.close()

    assert results == ["tls_failed", "tls_failed", "timed_out"]
    assert receiver.got == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["fe80::1%lo"],
        ["224.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],  # one of several is enough to refuse them all
    ],
)
async def test_a_name_that_leads_inside_is_refused_before_any_connection(
    sender: Sender, addresses: list[str]
) -> None:
    async with receiving() as receiver:
        closed = replace(sender, guard=Guard(), resolve=Names(addresses))

        assert await result(closed, f"https://receiver.test:{receiver.port}/") == (
            "address_not_allowed",
            None,
        )

        assert receiver.connections == 0


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "0", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
)
async def test_odd_spellings_of_this_machine_are_refused_with_the_real_resolver(
    sender: Sender, host: str
) -> None:
    async with receiving() as receiver:
        outcome = await result(replace(sender, guard=Guard()), f"https://{host}:{receiver.port}/")

        assert outcome in {("address_not_allowed", None), ("name_not_resolved", None)}
        assert receiver.connections == 0


async def test_a_name_that_changes_its_address_is_asked_once_and_reaches_the_checked_one(
    sender: Sender,
) -> None:
    """DNS rebinding: the second answer would lead to a machine that is not allowed."""
    guard = Guard((ip_network("127.0.0.2/32"),))
    async with receiving(host="127.0.0.2") as public:
        inside = Receiver()
        server = await asyncio.start_server(inside.serve, "127.0.0.3", public.port)
        names = Names(["127.0.0.2"], ["127.0.0.3"])
        rebound = replace(sender, guard=guard, resolve=names)

        first = await result(rebound, f"http://rebind.test:{public.port}/")
        asked = list(names.asked)
        second = await result(rebound, f"http://rebind.test:{public.port}/")
        server.close()

    assert (first, asked) == (("delivered", 204), ["rebind.test"])
    assert second == ("address_not_allowed", None)
    assert (public.connections, inside.connections) == (1, 0)


async def test_the_next_address_of_a_name_is_tried_when_one_takes_no_connection(sender: Sender) -> None:
    async with receiving(host="127.0.0.3") as receiver:
        names = Names(["127.0.0.2", "127.0.0.3"])

        assert await result(replace(sender, resolve=names), f"http://receiver.test:{receiver.port}/") == (
            "delivered",
            204,
        )


async def test_a_message_that_was_taken_is_not_sent_to_another_address(sender: Sender) -> None:
    async with receiving(host="127.0.0.2") as first:
        first.always = Answer(hang_up=True)
        second = Receiver()
        server = await asyncio.start_server(second.serve, "127.0.0.3", first.port)
        names = Names(["127.0.0.2", "127.0.0.3"])

        outcome = await result(replace(sender, resolve=names), f"http://receiver.test:{first.port}/")
        server.close()

    assert outcome == ("unreachable", None)
    assert (len(first.got), second.connections) == (1, 0)


async def test_no_proxy_of_the_environment_stands_between(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiving() as receiver, receiving() as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")

        assert await result(sender, f"http://127.0.0.1:{receiver.port}/") == ("delivered", 204)

    assert proxy.connections == 0


async def test_a_resolver_that_never_answers_costs_one_attempt_its_time(sender: Sender) -> None:
    async def silent(_host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    slow = replace(sender, timeout_s=0.2, resolve=silent)

    assert await result(slow, "https://receiver.test/") == ("timed_out", None)


def test_a_file_without_a_certificate_is_no_authority(tmp_path: Path) -> None:
    empty = tmp_path / "ca.pem"
    empty.write_text("nothing")

    with pytest.raises(OSError, match=r"PEM|NO_CERTIFICATE"):
        trust(empty)
