"""One server process: its log, its stop, and what is left of it after a crash of its supervisor."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from infra.local.accounts import Account
from infra.local.errors import LocalError

TAIL_LINES = 15
_LOG_LIMIT_BYTES = 5_000_000
_LEFTOVER_GRACE_S = 15.0
_DEATH_TIMEOUT_S = 30.0  # a killed process that stays sits in the kernel, at a disk that does not answer
_SAME_BIRTH_S = 2.0  # the kernel's boot time, and with it every start time, moves when the clock is set


class Child:
    """A process in a session of its own: Ctrl-C reaches the supervisor only, which decides the order.

    Attributes:
        name: what a person calls this part ("PostgreSQL", "worker").
        log_file: where its output goes; appended to, one older copy is kept.
    """

    def __init__(self, name: str, *, log_file: Path, pid_file: Path | None = None) -> None:
        self.name = name
        self.log_file = log_file
        self._pid_file = pid_file
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id; also the id of its process group."""
        if self._process is None:
            raise LocalError(f"{self.name} has not been started")
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path | None = None,
        account: Account | None = None,
    ) -> None:
        """Start the process after ending what an earlier supervisor may have left running."""
        self.stop_leftover()
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        _rotate(self.log_file)
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
            )
        if self._pid_file is not None:
            self._pid_file.parent.mkdir(parents=True, exist_ok=True)
            self._pid_file.write_text(f"{self.pid} {_birth(self.pid)}")

    def stop(self, stop_signal: signal.Signals = signal.SIGTERM, *, grace_s: float = 20.0) -> None:
        """Ask the process to stop; after `grace_s` seconds end its whole group. Safe to call twice."""
        if self._process is None:
            return
        if self.running:
            self._process.send_signal(stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace_s)
        self.kill()

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send `how` to the whole group (a server's own helpers included) and collect the process.

        Raises:
            LocalError: the process is still there half a minute later.
        """
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: EPERM for a finished group
            os.killpg(self._process.pid, how)
        try:
            self._process.wait(_DEATH_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            raise LocalError(
                f"{self.name} (process {self.pid}) did not end {_DEATH_TIMEOUT_S:.0f} s after {how.name}. "
                f"Its log: {self.log_file}"
            ) from None
        if self._pid_file is not None:
            self._pid_file.unlink(missing_ok=True)

    def require_running(self) -> None:
        """Raise when the process is gone.

        Raises:
            LocalError: naming the part, how it ended and its log.
        """
        if not self.running:
            raise LocalError(self.obituary())

    def obituary(self) -> str:
        """How the process ended, with the end of its log."""
        code = self._process.poll() if self._process else None
        how = (
            f"ended by signal {-code}" if code is not None and code < 0 else f"stopped with exit code {code}"
        )
        return f"{self.name} {how}. Its log: {self.log_file}\n{tail(self.log_file)}"

    def stop_leftover(self) -> None:
        """End the process an earlier, killed supervisor left behind, if it is really the same one."""
        if self._pid_file is None or not self._pid_file.exists():
            return
        pid, _, birth = self._pid_file.read_text().partition(" ")
        if pid.isdigit() and abs(_birth(int(pid)) - float(birth or 0)) < _SAME_BIRTH_S:
            _end_group(int(pid))
        self._pid_file.unlink(missing_ok=True)


def tail(log_file: Path, *, lines: int = TAIL_LINES) -> str:
    """The last lines of a log, indented."""
    with contextlib.suppress(FileNotFoundError):
        text = log_file.read_text(encoding="utf-8", errors="replace")
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
    return "    (no log yet)"


def wait_until(child: Child, ready: Callable[[], bool], *, timeout_s: float, every_s: float = 0.05) -> None:
    """Poll `ready` until it holds.

    Raises:
        LocalError: the child ended first, or `timeout_s` passed.
    """
    deadline = time.monotonic() + timeout_s
    while not ready():
        child.require_running()
        if time.monotonic() > deadline:
            raise LocalError(
                f"{child.name} was not ready after {timeout_s:.0f} s. Its log: {child.log_file}\n"
                f"{tail(child.log_file)}"
            )
        time.sleep(every_s)


def _birth(pid: int) -> float:
    """When the process started, seconds since the epoch: with the pid it identifies a process for good."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return -1.0e9


def _end_group(pid: int) -> None:
    with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError, psutil.TimeoutExpired):
        process = psutil.Process(pid)
        process.send_signal(signal.SIGINT if process.name() == "postgres" else signal.SIGTERM)
        process.wait(_LEFTOVER_GRACE_S)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _rotate(log_file: Path) -> None:
    if log_file.exists() and log_file.stat().st_size > _LOG_LIMIT_BYTES:
        log_file.replace(log_file.with_suffix(log_file.suffix + ".1"))
