"""Who wants to count twice: one code asked for many passes at once, one pass handed in many times at once."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx

from survey_core.encoding import b64url
from survey_core.passes.client import blind, prepare
from survey_core.passes.codes import code_hash
from survey_core.passes.signer import IssuerKey
from tests.fixtures.surveys import Survey, add_survey
from tests.privacy import ground
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

CALLERS = 50
_TIMEOUT_S = 60.0
#: No connection is used twice: every caller comes with one of its own.
_APART = httpx.Limits(max_keepalive_connections=0)


@dataclass(frozen=True, slots=True)
class Race:
    """What one race of `CALLERS` came to.

    Attributes:
        votes: passes or rows that it gave; one is right.
        wrong: callers who got another answer than they should.
    """

    votes: int
    wrong: int


async def attack(scale: Scale) -> list[Row]:
    """Race against two processes of the API, each caller on a connection of its own."""
    rounds = scale.value.rounds
    stack = ground.shared_stack()
    survey = await add_survey(stack.database_url, key_dir=stack.home.issuer_keys, n_codes=rounds + 1)
    with ground.another_api(stack) as second:
        phones = Phones([stack.base_url, second.url], survey, stack.database_url)
        issues = [await phones.ask_at_once(code) for code in survey.codes[:rounds]]
        submissions = [await phones.hand_in_at_once() for _ in range(rounds)]
    careless = await _check_then_write(stack.database_url, survey)
    return [
        _row("one code, many passes", "50 at once ask one code for a pass", issues, careless),
        _row(
            "one pass, many responses",
            "50 at once hand in one pass; all are told “recorded”",
            submissions,
            careless,
        ),
    ]


class Phones:
    """Callers of several processes that share one database."""

    def __init__(self, urls: Sequence[str], survey: Survey, database_url: str) -> None:
        """Point them at the processes, in turn."""
        self._urls = urls
        self._survey = survey
        self._database_url = database_url

    async def ask_at_once(self, code: str) -> Race:
        """Everyone asks with one code and a blinded message of their own."""
        modulus = IssuerKey.from_pem(self._survey.issuer_pem).public_modulus()
        blinded = [blind(prepare(str(self._survey.participation))[1], modulus)[0] for _ in range(CALLERS)]
        bodies = [
            {"participation": str(self._survey.participation), "code": code, "blinded": b64url(each)}
            for each in blinded
        ]
        answers = await self._at_once("/v1/passes", bodies)
        signed = [at for at, answer in enumerate(answers) if answer.status_code == httpx.codes.OK]
        refused = sum(answer.status_code == httpx.codes.CONFLICT for answer in answers)
        bound = await self._one(
            "SELECT blinded_hash FROM access_codes WHERE code_hash = $1",
            code_hash(str(self._survey.participation), code),
        )
        is_the_signed = [hashlib.sha256(blinded[at]).digest() for at in signed] == [bound]
        return Race(votes=len(signed), wrong=CALLERS - len(signed) - refused + (not is_the_signed))

    async def hand_in_at_once(self) -> Race:
        """Everyone hands in one pass, with answers of their own."""
        message, signature = self._survey.new_pass()
        bodies = [self._survey.submission_of(message, signature, value=1 + at % 6) for at in range(CALLERS)]
        before = await self._one("SELECT count(*) FROM sealed_responses")
        answers = await self._at_once("/v1/responses", bodies)
        told = sum(answer.is_success and answer.json() == {"recorded": True} for answer in answers)
        first = sum(answer.status_code == httpx.codes.CREATED for answer in answers)
        rows = await self._one("SELECT count(*) FROM sealed_responses") - before
        return Race(votes=rows, wrong=CALLERS - told + abs(first - 1))

    async def _at_once(self, path: str, bodies: Sequence[dict[str, Any]]) -> list[httpx.Response]:
        clients = [httpx.AsyncClient(base_url=url, timeout=_TIMEOUT_S, limits=_APART) for url in self._urls]
        try:
            calls = [clients[at % len(clients)].post(path, json=body) for at, body in enumerate(bodies)]
            return await asyncio.gather(*calls)
        finally:
            for client in clients:
                await client.aclose()

    async def _one(self, statement: str, *values: object) -> Any:
        connection = await asyncpg.connect(self._database_url)
        try:
            return await connection.fetchval(statement, *values)
        finally:
            await connection.close()


async def _check_then_write(database_url: str, survey: Survey) -> int:
    """The control: the same race where everyone looks first and writes then; returns how many got a pass."""
    hashed = code_hash(str(survey.participation), survey.codes[-1])
    connections = await asyncio.gather(*(asyncpg.connect(database_url) for _ in range(CALLERS)))

    async def one(connection: "asyncpg.Connection[asyncpg.Record]", number: int) -> bool:
        unused = await connection.fetchval(
            "SELECT blinded_hash IS NULL FROM access_codes WHERE code_hash = $1", hashed
        )
        if unused:
            bound = hashlib.sha256(bytes([number])).digest()
            await connection.execute(
                "UPDATE access_codes SET blinded_hash = $2 WHERE code_hash = $1", hashed, bound
            )
        return bool(unused)

    won = await asyncio.gather(*(one(connection, number) for number, connection in enumerate(connections)))
    await asyncio.gather(*(connection.close() for connection in connections))
    return sum(won)


def _row(name: str, test: str, races: Sequence[Race], careless: int) -> Row:
    wrong = sum(race.wrong for race in races)
    return Row(
        name=name,
        adversary="voting twice",
        test=test,
        n=CALLERS * len(races),
        chance=1,
        linked=max(race.votes for race in races),
        bound=1,
        control=careless,
        control_at_least=2,
        passed=wrong == 0 and all(race.votes == 1 for race in races),
        note=f"votes that came of it; two processes, {len(races)} races; {wrong} wrong answers; "
        "control: look first, write then",
    )
