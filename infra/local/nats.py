"""NATS with JetStream from its wheel, run as a child process on the loopback interface only."""

import json
import os
import secrets
import shutil
import socket
import sysconfig
from pathlib import Path

from infra.local.child import Child, wait_until
from infra.local.errors import LocalError
from infra.local.home import write_private

_MAX_MEMORY_BYTES = 256 * 1024 * 1024  # completed-survey events: a few hundred bytes each, one hour
_MAX_FILE_BYTES = 1024 * 1024 * 1024
_START_TIMEOUT_S = 20.0


class EmbeddedNats:
    """A JetStream server whose file streams live in `data_dir`.

    Attributes:
        child: the server process, for its log and its health.
        url: `nats://<token>@127.0.0.1:<port>`; set by `start`.
    """

    def __init__(self, data_dir: Path, *, log_file: Path | None = None, port: int | None = None) -> None:
        """Describe the server; nothing happens until `start`.

        Args:
            data_dir: holds the streams, the configuration and the token (mode 0600).
            log_file: the server's log; default `<data_dir>.log`.
            port: a TCP port; default any free one.
        """
        self.data_dir = data_dir.absolute()
        self.child = Child(
            "NATS",
            log_file=log_file or self.data_dir.with_name(self.data_dir.name + ".log"),
            pid_file=self.data_dir.with_name(self.data_dir.name + ".pid"),
        )
        self.url = ""
        self._wanted_port = port
        self._port = 0

    def start(self) -> str:
        """Start the server and wait until it answers.

        Returns:
            The URL, a token included: other people on this machine cannot listen in.

        Raises:
            LocalError: the server's program is missing or it ends.
        """
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._port = self._wanted_port or self._port or free_port()
        token = self._token()
        configuration = self.data_dir / "nats.conf"
        write_private(configuration, self._configuration(token))
        self.child.start(
            [str(_program()), "-c", str(configuration)], env={"PATH": os.environ.get("PATH", "")}
        )
        wait_until(self.child, self._answers, timeout_s=_START_TIMEOUT_S)
        self.url = f"nats://{token}@127.0.0.1:{self._port}"
        return self.url

    def stop(self) -> None:
        """Stop the server; file streams are on disk, memory streams are gone."""
        self.child.stop()

    def _configuration(self, token: str) -> str:
        """The configuration as JSON, which NATS reads as its own format.

        File streams carry the few events that must not be lost, so each is synced before it is acknowledged.
        """
        return json.dumps(
            {
                "listen": f"127.0.0.1:{self._port}",
                "authorization": {"token": token},
                "jetstream": {
                    "store_dir": str(self.data_dir),
                    "max_memory_store": _MAX_MEMORY_BYTES,
                    "max_file_store": _MAX_FILE_BYTES,
                    "sync_interval": "always",
                },
            },
            indent=1,
        )

    def _token(self) -> str:
        path = self.data_dir / "token"
        if not path.exists():
            write_private(path, secrets.token_hex(24))
        return path.read_text().strip()

    def _answers(self) -> bool:
        """Whether the server greets with its INFO line."""
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as connection:
                return connection.recv(4) == b"INFO"
        except OSError:
            return False


def free_port() -> int:
    """A TCP port on the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _program() -> Path:
    """The wheel puts the program beside this environment's Python."""
    beside = Path(sysconfig.get_path("scripts")) / "nats-server"
    found = beside if beside.exists() else shutil.which("nats-server")
    if found is None:
        raise LocalError("nats-server is not installed; run `make` again, which installs what is missing.")
    return Path(found)
