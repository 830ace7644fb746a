"""Real servers for attacks, shared by all attacks of one process and started when the first one asks.

In pytest they are the session's own (`use`); `make privacy` starts them here and stops them at its end.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.local import services
from infra.local.child import Child
from infra.local.home import Home, write_private
from infra.local.nats import EmbeddedNats, free_port
from infra.local.postgres import EmbeddedPostgres
from infra.local.stack import Stack
from tests.fixtures.places import short_directory
from tests.fixtures.servers import Migrated, migrate_template
from tests.fixtures.stack import FAST

_API_TIMEOUT_S = 60.0
_opened = ExitStack()


def _start() -> Migrated:
    directory = _opened.enter_context(short_directory(in_memory=True))
    postgres = EmbeddedPostgres(directory / "pg")
    _opened.callback(postgres.stop)
    postgres.start()
    return migrate_template(postgres, directory)


_source: list[Callable[[], Migrated]] = [_start]
_template: list[Migrated] = []
_shared: list[Stack] = []


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
    _shared.clear()
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
def _stack() -> Iterator[Stack]:
    """In `template`'s cluster: it starts sooner than one with a cluster of its own."""
    source = template()
    url = source.clone()
    try:
        with short_directory() as root:
            home = Home(root)
            home.keys.mkdir(mode=0o700)
            # The logins belong to the whole cluster, so their passwords stay what the template made them.
            write_private(home.role_secret_file, source.role_secret_file.read_text())
            write_private(home.admin_key_file, source.admin_key_file.read_text())
            with Stack(home, database_url=url, extra_env=FAST) as running:
                yield running
    finally:
        source.drop(url)


def shared_stack() -> Stack:
    """One running system for all attacks that work in districts of their own and change nothing else."""
    if not _shared:
        _shared.append(_opened.enter_context(_stack()))
    return _shared[0]


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


@dataclass(frozen=True)
class Api:
    """One more process of the API over a running system's servers.

    Attributes:
        url: where it answers.
        log_file: what it writes.
    """

    url: str
    log_file: Path


@contextmanager
def another_api(stack: Stack, *, app: str | None = None) -> Iterator[Api]:
    """Start one more API process, with connections of its own.

    Args:
        stack: whose database, keys and events it shares.
        app: an application in place of the product's, run with an access log.
    """
    port = free_port()
    child = Child("one more API", log_file=stack.home.logs / f"api-{port}.log")
    command = services.api_command(port=port, processes=1)
    if app is not None:
        command = [sys.executable, "-m", "uvicorn", "--factory", app, "--port", str(port)]
    servers = services.Servers(stack.database_url, stack.nats_url)
    child.start(
        command, env=services.api_environment(stack.home, servers, {}, port=port), cwd=services.PROJECT
    )
    try:
        base_url = f"http://127.0.0.1:{port}"
        services.wait_until_ready(child, base_url, timeout_s=_API_TIMEOUT_S)
        yield Api(base_url, child.log_file)
    finally:
        child.stop()
