"""Where one machine keeps its state: data, keys and logs, apart from each other."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.local.errors import LocalError


@dataclass(frozen=True)
class Home:
    """Directories of one installation.

    The keys lie outside the data directory on purpose: a copy of the data (a backup, a stolen disk image)
    must not carry what opens or signs anything.

    Attributes:
        root: holds `.data`, `.keys` and `.logs` unless they are given one by one.
    """

    root: Path
    data_dir: Path | None = None
    key_dir: Path | None = None
    log_dir: Path | None = None

    @property
    def data(self) -> Path:
        """Database cluster, event streams, process ids."""
        return (self.data_dir or self.root / ".data").resolve()

    @property
    def keys(self) -> Path:
        """Mode 0700: issuer, opener and kek directories, the operator's API key, the secret of the logins."""
        return (self.key_dir or self.root / ".keys").resolve()

    @property
    def logs(self) -> Path:
        """One log a part."""
        return (self.log_dir or self.root / ".logs").resolve()

    @property
    def issuer_keys(self) -> Path:
        """The API's: private keys that sign passes, until close."""
        return self.keys / "issuer"

    @property
    def opener_keys(self) -> Path:
        """The worker's: wrapped keys that open sealed responses, until release."""
        return self.keys / "opener"

    @property
    def keks(self) -> Path:
        """The worker's: the keys that wrap the opener keys; destroying one destroys what it wraps."""
        return self.keys / "kek"

    @property
    def admin_key_file(self) -> Path:
        """The operator's API key, written by the first migration, mode 0600."""
        return self.keys / "admin-key"

    @property
    def role_secret_file(self) -> Path:
        """The secret from which the passwords of the database logins are derived, mode 0600."""
        return self.keys / "role-secret"

    def prepare(self) -> None:
        """Create what is missing, with the right modes.

        Raises:
            LocalError: the keys would lie under the data directory.
        """
        if self.keys.is_relative_to(self.data):
            raise LocalError(
                f"the keys ({self.keys}) must not lie under the data directory ({self.data}): whoever "
                "copies the data would copy the keys with it. Choose another directory (DATA_DIR, KEY_DIR)."
            )
        for directory in (self.data, self.logs):
            directory.mkdir(parents=True, exist_ok=True)
        for directory in (self.keys, self.issuer_keys, self.opener_keys, self.keks):
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            directory.chmod(0o700)
        if not self.role_secret_file.exists():
            write_private(self.role_secret_file, secrets.token_hex(32))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep the data to one supervisor; the kernel lets go of the lock even after a crash.

        Raises:
            LocalError: another supervisor uses the same data.
        """
        with (self.data / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                raise LocalError(
                    f"another Throughline (process {file.read().strip() or 'unknown'}) runs with the data in "
                    f"{self.data}. Stop it first, or choose another directory with DATA_DIR and KEY_DIR."
                ) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
