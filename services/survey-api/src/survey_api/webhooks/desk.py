"""The one connection of the one process that delivers: it holds the lock, and everything is written over it.

So a process that lost the lock with its connection can write nothing any more, whatever it still has in hand.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asyncpg import Connection, Record


class Desk:
    """Lets one task at a time work on a connection, in a transaction."""

    def __init__(self, connection: "Connection[Record]") -> None:
        self._connection = connection
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def work(self) -> AsyncIterator["Connection[Record]"]:
        """One transaction."""
        async with self._turn, self._connection.transaction():
            yield self._connection
