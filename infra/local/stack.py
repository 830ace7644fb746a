"""All of Throughline on one machine: servers, migration, API and worker, started and stopped in order."""

import signal
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from infra.local import services
from infra.local.child import Child
from infra.local.errors import LocalError
from infra.local.home import Home
from infra.local.nats import EmbeddedNats, free_port, port_is_free
from infra.local.postgres import EmbeddedPostgres

_READY_TIMEOUT_S = 90.0


class Stack:
    """A running system; use it as a context manager.

    Attributes:
        home: where its data, keys and logs are.
        base_url: where the API answers, e.g. `http://127.0.0.1:8000`.
        database_url: superuser URL of the database.
        nats_url: URL of the event server.
        postgres: the embedded cluster; None where `database_url` was given.
        nats: the embedded event server; None where `nats_url` was given.
    """

    def __init__(
        self,
        home: Home,
        *,
        port: int | None = None,
        extra_env: Mapping[str, str] | None = None,
        api_processes: int = 1,
        worker: bool = True,
        database_url: str | None = None,
        nats_url: str | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Describe the system; nothing happens until it is entered.

        Args:
            home: directories for data, keys and logs; created where missing.
            port: the API's port; default any free one.
            extra_env: further settings for the services, by their environment names.
            api_processes: API processes behind the one port.
            worker: whether a worker runs; `start_worker` can start it later.
            database_url: a PostgreSQL 18 to use instead of the embedded one (a login that may create roles).
            nats_url: a JetStream server to use instead of the embedded one.
            say: told each step of the start, for a person who waits.
        """
        self.home = home
        self.port = port or free_port()
        self.database_url = database_url or ""
        self.nats_url = nats_url or ""
        self.postgres = None if database_url else self._postgres()
        self.nats = None if nats_url else self._nats()
        self._say = say
        self._extra = dict(extra_env or {})
        self._api_processes = api_processes
        self._with_worker = worker
        self._api = Child("the API", log_file=home.logs / "api.log", pid_file=home.data / "api.pid")
        self._worker = Child(
            "the worker", log_file=home.logs / "worker.log", pid_file=home.data / "worker.pid"
        )
        self._opened = ExitStack()

    @property
    def base_url(self) -> str:
        """Where the API answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def public_url(self) -> str:
        """Where people reach it; PUBLIC_URL, or `base_url`."""
        return self._extra.get("PUBLIC_URL", self.base_url).rstrip("/")

    @property
    def admin_key(self) -> str:
        """The operator's API key."""
        return self.home.admin_key_file.read_text().strip()

    def __enter__(self) -> Self:
        """Start everything and wait until it is ready.

        Raises:
            LocalError: naming the part that would not start, with the end of its log.
        """
        try:
            self._start()
        except BaseException:
            self._opened.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything in the opposite order of the start."""
        self._opened.close()

    def start_api(self) -> None:
        """Start the API and wait until `/readyz` says so."""
        self._require_port()
        environment = services.api_environment(self.home, self._servers, self._extra, port=self.port)
        self._api.start(services.api_command(port=self.port, processes=self._api_processes), env=environment)
        services.wait_until_ready(self._api, self.base_url, timeout_s=_READY_TIMEOUT_S)

    def stop_api(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the API; SIGKILL ends it and its processes at once, as a power cut would."""
        _stop(self._api, how)

    def start_worker(self) -> None:
        """Start the worker."""
        environment = services.worker_environment(self.home, self._servers, self._extra)
        self._worker.start(services.worker_command(), env=environment)

    def stop_worker(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the worker; SIGKILL ends it and its processes at once."""
        _stop(self._worker, how)

    def sign_in_link(self, *, district: str, email: str) -> str | None:
        """A link that signs an administrator of a district in, once and within an hour."""
        return services.sign_in_link(
            self.home, self._servers, self._extra, port=self.port, district=district, email=email
        )

    def set_environment(self, name: str, value: str) -> None:
        """Change a setting for the next `start_api` or `start_worker`."""
        self._extra[name] = value

    def log_files(self) -> list[Path]:
        """Every log this system has written."""
        return sorted(path for path in self.home.logs.glob("*.log*") if path.is_file())

    def check(self) -> None:
        """Look after every part once.

        Raises:
            LocalError: one of them ended by itself.
        """
        for child in self._children():
            child.require_running()

    @property
    def _servers(self) -> services.Servers:
        return services.Servers(self.database_url, self.nats_url)

    def _postgres(self) -> EmbeddedPostgres:
        return EmbeddedPostgres(self.home.data / "postgres", log_file=self.home.logs / "postgres.log")

    def _nats(self) -> EmbeddedNats:
        return EmbeddedNats(self.home.data / "nats", log_file=self.home.logs / "nats.log")

    def _children(self) -> list[Child]:
        servers = [server.child for server in (self.postgres, self.nats) if server is not None]
        return [*servers, self._api, *([self._worker] if self._with_worker else [])]

    def _start(self) -> None:
        self.home.prepare()
        self._opened.enter_context(self.home.lock())
        for leftover in (self._worker, self._api):  # a killed supervisor's children still hold the port
            leftover.stop_leftover()
        self._require_port()
        if self.postgres is not None:
            self._say("PostgreSQL")
            self._opened.callback(self.postgres.stop)
            self.database_url = self.postgres.start()
        if self.nats is not None:
            self._say("NATS")
            self._opened.callback(self.nats.stop)
            self.nats_url = self.nats.start()
        self._say("database schema")
        services.migrate(self.home, self._servers, self._extra)
        self._say("API")
        self._opened.callback(self.stop_api)
        self.start_api()
        if self._with_worker:
            self._say("worker")
            self._opened.callback(self.stop_worker)
            self.start_worker()

    def _require_port(self) -> None:
        if not port_is_free(self.port):
            raise LocalError(
                f"port {self.port} is in use by another program. "
                f"Stop it, or choose another: make run PORT={free_port()}"
            )


def _stop(child: Child, how: signal.Signals) -> None:
    if how is signal.SIGKILL:
        child.kill()
    else:
        child.stop(how)
