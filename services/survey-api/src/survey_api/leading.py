"""Work that one API process does for all: whichever holds a lock, over the connection that holds it."""

import asyncio
from abc import ABC, abstractmethod
from typing import ClassVar, Final

import asyncpg
import structlog
from asyncpg import Connection, Record
from sqlalchemy.exc import SQLAlchemyError

from survey_api.outbox.queries import see_every_district

log = structlog.get_logger(__name__)

STANDBY_S: Final = 1.0
PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 10.0
CONNECT_TIMEOUT_S: Final = 5.0
_DATABASE_LOST: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError)


class Leader(ABC):
    """Works for as long as this process holds its lock; with the connection the lock is lost too.

    Attributes:
        what: what it does, for the log.
        lock: number of the advisory lock.
        leads: whether this process works now.
    """

    what: ClassVar[str]
    lock: ClassVar[int]

    def __init__(self, database_url: str) -> None:
        """Describe it.

        Args:
            database_url: of the administration's login, for asyncpg.
        """
        self._database_url = database_url
        self._pause_s = PAUSE_S
        self.leads = False

    async def run(self) -> None:
        """Work for ever; what fails is tried again."""
        while True:
            try:
                await self._lead()
            except _DATABASE_LOST as error:
                log.warning("work waits", what=self.what, error=_name(error), pause_s=self._pause_s)
            except Exception:  # whatever it was, the next must be done
                log.exception("work stopped and begins again", what=self.what)
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    @abstractmethod
    async def work(self, connection: "Connection[Record]") -> None:
        """Work over the connection that holds the lock, which sees every district, until something fails."""

    async def _lead(self) -> None:
        connection: Connection[Record] = await asyncpg.connect(self._database_url, timeout=CONNECT_TIMEOUT_S)
        try:
            await see_every_district(connection)
            while not await _try_lock(connection, self.lock):  # noqa: ASYNC110 - another process holds it
                await asyncio.sleep(STANDBY_S)
            self.leads, self._pause_s = True, PAUSE_S
            await self.work(connection)
        finally:
            self.leads = False
            connection.terminate()  # and with it the lock


async def _try_lock(connection: "Connection[Record]", lock: int) -> bool:
    return bool(await connection.fetchval("SELECT pg_try_advisory_lock($1)", lock))


def _name(error: Exception) -> str:
    return type(error).__qualname__
