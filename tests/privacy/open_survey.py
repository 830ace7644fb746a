"""While a survey is open: is anything anybody answered in a dump, the write-ahead log, a file or a log?"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx

from infra.local.stack import Stack
from respondent_client import seal_answers
from survey_core.encoding import unb64url
from survey_core.passes.codes import parse_code
from survey_core.sealing.manifest import parse_manifest
from survey_core.sealing.plaintext import encode_plaintext
from tests.fixtures.places import fresh_home
from tests.privacy.logs import dump, messages
from tests.privacy.polling import Booth, fields, open_poll
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

#: Where sealed responses lie, and plain ones would.
CLEAR = ("dump", "tables", "write-ahead log")
PEOPLE = 8


@dataclass(frozen=True)
class Planted:
    """One person's answers as a thief might find them.

    Attributes:
        plaintext: what was sealed, without its padding.
        sealed: an inner part of the ciphertext, which may be there.
        code: from the card.
    """

    plaintext: bytes
    sealed: bytes
    code: str

    @property
    def canaries(self) -> Mapping[str, bytes]:
        """By name: bytes that may be nowhere."""
        answers, random_part = (self.plaintext.index(key) for key in (b'"answers"', b'"r":"'))
        return {
            "answers": self.plaintext[answers : answers + 60],
            "random part": self.plaintext[random_part + 5 :][:43],
            "code": self.code.encode(),
            "code as it is sent": parse_code(self.code).encode(),
        }


async def attack(_scale: Scale) -> Row:
    """Plant answers through the API, copy everything and search; plant them in the clear and search again."""
    with fresh_home() as home, Stack(home) as stack:
        planted = await _answer(stack)
        places = await _copies(stack)
        await _store_in_the_clear(stack, planted)
        control = _share_in_the_clear(planted, await _copies(stack))
    found = [
        f"{name} in {place}"
        for place, data in places.items()
        for each in planted
        for name, canary in each.canaries.items()
        if _found(canary, data)
    ]
    problems = [f"{place} is empty" for place, data in places.items() if not data]
    problems += [
        f"no ciphertext in {place}" for place in CLEAR if not _found(planted[0].sealed, places[place])
    ]
    return Row(
        name="answers before the close",
        adversary="dump before close",
        test="planted answers and codes in dump, tables, write-ahead log, streams, logs of an open survey",
        n=sum(len(each.canaries) for each in planted),
        chance=0,
        linked=len(found),
        bound=0,
        control=control,
        # Not all: a canary that crosses a page of the write-ahead log has the page's header in its middle.
        control_at_least=0.9,
        passed=not problems,
        note="; ".join(problems + sorted(set(found)))
        or f"canaries found; control: share found in {', '.join(CLEAR)} when stored in the clear",
    )


async def _answer(stack: Stack) -> list[Planted]:
    """Some people answer; the survey stays open."""
    poll = await open_poll(stack)
    school, planted = poll.schools[0], []
    async with httpx.AsyncClient(base_url=stack.base_url, timeout=60) as http:
        booth = Booth(http, school, poll.instrument)
        for number, card in zip(range(PEOPLE), school.cards, strict=False):
            held, sheet = await booth.check_in(), booth.sheet(value=1 + number % 6)
            submission = fields(seal_answers(held, sheet))
            assert await booth.hand_in(submission) == httpx.codes.CREATED
            length = parse_manifest(held.manifest).sealed_length
            plaintext = encode_plaintext(sheet, sealed_length=length).rstrip()
            planted.append(Planted(plaintext, unb64url(submission["sealed"])[80:112], card.code))
    await poll.operator.http.aclose()
    return planted


async def _copies(stack: Stack) -> dict[str, bytes]:
    """Everything a thief of the machine's disk gets, but for the keys."""
    connection = await asyncpg.connect(stack.database_url)
    await connection.execute("CHECKPOINT")
    await connection.close()
    assert stack.postgres is not None
    cluster = stack.postgres.data_dir
    return {
        "dump": dump(stack).encode(),
        "write-ahead log": _bytes_under(cluster / "pg_wal"),
        "tables": _bytes_under(cluster / "base"),
        "streams": _bytes_under(stack.home.data / "nats"),
        "messages": (await messages(stack.nats_url)).encode(),
        "logs": b"\n".join(path.read_bytes() for path in stack.log_files()),
    }


async def _store_in_the_clear(stack: Stack, planted: Sequence[Planted]) -> None:
    """The control: what a survey system without sealing does."""
    connection = await asyncpg.connect(stack.database_url)
    await connection.execute("CREATE TABLE plain_responses (card text, sent text, answers bytea)")
    rows = [(each.code, parse_code(each.code), each.plaintext) for each in planted]
    await connection.executemany("INSERT INTO plain_responses VALUES ($1, $2, $3)", rows)
    await connection.close()


def _share_in_the_clear(planted: Sequence[Planted], places: Mapping[str, bytes]) -> float:
    hits = [
        _found(canary, places[place])
        for place in CLEAR
        for each in planted
        for canary in each.canaries.values()
    ]
    return sum(hits) / len(hits)


def _bytes_under(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())


def _found(value: bytes, data: bytes) -> bool:
    return any(spelling in data for spelling in _spellings(value))


def _spellings(value: bytes) -> Iterator[bytes]:
    """How bytes may lie in a text or a binary file; base64 at each of its three offsets."""
    yield value
    yield value.hex().encode()
    for offset in range(3):
        inner = value[offset : offset + (len(value) - offset) // 3 * 3]
        yield base64.b64encode(inner)
        yield base64.urlsafe_b64encode(inner)
