"""The real system under attack: PostgreSQL, NATS, the API and the worker, each a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import asyncpg

from infra.demo.operator import Operator
from infra.demo.phones import Crowd
from infra.local.postgres import EmbeddedPostgres
from infra.local.stack import Stack
from tests.fixtures.places import fresh_home

#: A district looks every minute; nobody here waits that long.
_SOON = {"RECONCILE_SECONDS": "1"}


@dataclass(frozen=True)
class System:
    """A running system whose write-ahead log tells as much as PostgreSQL can make it tell."""

    stack: Stack
    postgres: EmbeddedPostgres

    def operator(self) -> Operator:
        """The district's office."""
        return Operator(self.stack.base_url, key=self.stack.admin_key)

    def crowd(self) -> Crowd:
        """The phones."""
        return Crowd(self.stack.base_url)

    async def connect(self, database: str | None = None) -> "asyncpg.Connection[asyncpg.Record]":
        """A superuser's connection, for what a copy of the data directory would show too."""
        return await asyncpg.connect(self.postgres.url_of(database) if database else self.stack.database_url)


@contextmanager
def running() -> Iterator[System]:
    """Start it in a directory of its own; everything is gone at the end."""
    with fresh_home() as home:
        home.prepare()
        postgres = EmbeddedPostgres(home.data / "postgres", log_file=home.logs / "postgres.log")
        try:
            postgres.start()
            postgres.sql("ALTER SYSTEM SET wal_level = 'logical'")
            postgres.stop()
            with Stack(home, database_url=postgres.start(), extra_env=_SOON) as stack:
                yield System(stack=stack, postgres=postgres)
        finally:
            postgres.stop()
