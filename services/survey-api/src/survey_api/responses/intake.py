"""The hot path: what this process remembers of each participation, and its batches.

Intake has connections of its own, as the collector: a batch is one transaction, not a request's.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

import asyncpg
from fastapi import FastAPI

from survey_api.db import asyncpg_url
from survey_api.responses import queries
from survey_api.responses.batcher import Batcher, BatchFailed, Overloaded
from survey_api.responses.queries import AnyConnection, SealedResponse
from survey_core.passes.verifier import PassVerifier
from survey_core.tables.roles import Role

CONNECTIONS = 2  # one for batches, one for what is asked about participations
MAX_BATCH = 256
MAX_WAITING = 4096  # about 10 MB of ciphertext; beyond it callers are asked to come back
MAX_REMEMBERED = 4096  # participations

# A lock that is not granted in this time fails the batch, and its callers try again.
_SERVER_SETTINGS = {
    "application_name": "throughline_intake",
    "jit": "off",
    "lock_timeout": "3s",
    "statement_timeout": "10s",
}
_COMMAND_TIMEOUT_S = 15.0
_DATABASE_AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class IntakeUnavailable(Exception):
    """Nothing is known to be stored; the same request may be sent again."""


class Outcome(Enum):
    """What became of one response."""

    STORED = auto()
    KNOWN = auto()
    TOO_LATE = auto()


@dataclass(frozen=True, slots=True)
class Facts:
    """What never changes about a participation once its manifest is frozen."""

    participation_id: UUID
    verifier: PassVerifier
    sealed_length: int  # bytes


class Intake:
    """Stores verified responses; one per process, made by `running`."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool
        self._facts: dict[str, Facts] = {}
        self._batcher = Batcher[SealedResponse, Outcome](
            self._store, max_batch=MAX_BATCH, max_waiting=MAX_WAITING
        )

    async def facts(self, participation: str) -> Facts | None:
        """Return what is needed to check a pass; None for an unknown or unfinished participation.

        Raises:
            IntakeUnavailable: the database does not answer.
        """
        if (facts := self._facts.get(participation)) is not None:
            return facts
        participation_id = UUID(participation)
        try:
            async with self._pool.acquire() as connection:
                found = await queries.find_facts(connection, participation_id)
        except _DATABASE_AWAY as error:
            raise IntakeUnavailable from error
        if found is None:
            return None
        if len(self._facts) >= MAX_REMEMBERED:
            self._facts.clear()
        self._facts[participation] = Facts(participation_id, PassVerifier(found[0]), found[1])
        return self._facts[participation]

    async def put(self, response: SealedResponse) -> Outcome:
        """Store one response whose pass was verified; returns after the commit.

        Raises:
            IntakeUnavailable: too many wait already, or the database did not confirm.
        """
        try:
            return await self._batcher.submit(response)
        except (Overloaded, BatchFailed) as error:
            raise IntakeUnavailable from error

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Write batches until the block ends, then store what was taken in."""
        async with self._batcher.running():
            yield

    async def _store(self, responses: Sequence[SealedResponse]) -> list[Outcome]:
        async with self._pool.acquire() as connection:
            return await store_batch(connection, responses)


async def store_batch(connection: AnyConnection, responses: Sequence[SealedResponse]) -> list[Outcome]:
    """Store a batch in one transaction; the first response of a pass wins, here and in the table.

    Returns:
        One outcome for each response, in order. STORED at most once for a pass.
    """
    firsts: dict[bytes, SealedResponse] = {}
    for response in responses:
        firsts.setdefault(response.pass_hash, response)
    stored = await queries.store(connection, list(firsts.values()))
    others = [one for one in firsts.values() if one.pass_hash not in stored]
    known = await queries.find_known(connection, others) if others else set()
    return _outcomes(responses, stored=stored, known=known)


def _outcomes(responses: Sequence[SealedResponse], *, stored: set[bytes], known: set[bytes]) -> list[Outcome]:
    answered: set[bytes] = set()
    outcomes = []
    for response in responses:
        if response.pass_hash in stored and response.pass_hash not in answered:
            outcomes.append(Outcome.STORED)
        elif response.pass_hash in stored or response.pass_hash in known:
            outcomes.append(Outcome.KNOWN)
        else:
            outcomes.append(Outcome.TOO_LATE)
        answered.add(response.pass_hash)
    return outcomes


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """Run intake, with connections of its own, as long as the application runs."""
    async with asyncpg.create_pool(
        asyncpg_url(app.state.settings, Role.COLLECTOR),
        min_size=0,  # a database that restarts must not end the service
        max_size=CONNECTIONS,
        server_settings=_SERVER_SETTINGS,
        command_timeout=_COMMAND_TIMEOUT_S,
        reset=_leave_as_it_is,
    ) as pool:
        app.state.intake = Intake(pool)
        async with app.state.intake.running():
            yield


async def _leave_as_it_is(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Nothing here outlives its transaction, so the round trip that would reset a session is saved."""
