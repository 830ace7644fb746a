"""Real servers for attacks, shared by all attacks of one process and started when the first one asks.

In pytest they are the session's own (`use`); `make privacy` starts them here and stops them at its end.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from infra.local.nats import EmbeddedNats
from infra.local.postgres import EmbeddedPostgres
from tests.fixtures.servers import Migrated, migrate_template

_opened = ExitStack()


def _start() -> Migrated:
    directory = _opened.enter_context(short_directory())
    postgres = EmbeddedPostgres(directory / "pg")
    _opened.callback(postgres.stop)
    postgres.start()
    return migrate_template(postgres, directory)


_source: list[Callable[[], Migrated]] = [_start]
_template: list[Migrated] = []


def use(source: Callable[[], Migrated]) -> None:
    """Take servers that somebody else starts, when the first attack needs them, and stops."""
    _source[:] = [source]
    _template.clear()


def template() -> Migrated:
    """A PostgreSQL 18 with a migrated template database: `with database() as url` clones it."""
    if not _template:
        _template.append(_source[0]())
    return _template[0]


def close() -> None:
    """Stop what was started here."""
    _template.clear()
    _opened.close()


@contextmanager
def database() -> Iterator[str]:
    """A migrated database of this attack's own; gives the superuser's URL."""
    url = template().clone()
    try:
        yield url
    finally:
        template().drop(url)


@contextmanager
def nats() -> Iterator[str]:
    """A NATS of this attack's own (0.1 s); gives its URL."""
    with short_directory() as directory:
        server = EmbeddedNats(directory / "nats")
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


@contextmanager
def short_directory() -> Iterator[Path]:
    """A temporary directory with a path short enough for a Unix socket, removed at the end."""
    path = Path(tempfile.mkdtemp(prefix="tl-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
