"""How the three programs are called: command line and environment, and nothing they need not know."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from infra.local.child import Child, tail, wait_until
from infra.local.errors import LocalError
from infra.local.home import Home

PROJECT = Path(__file__).parent.parent.parent
PAGES = PROJECT / "frontend" / "dist"
_OURS = frozenset(
    {
        "ADMIN_KEY_FILE",
        "DATABASE_URL",
        "DATA_DIR",
        "FRONTEND_DIST",
        "ISSUER_KEY_DIR",
        "KEK_DIR",
        "NATS_URL",
        "OPENER_KEY_DIR",
        "PORT",
        "PUBLIC_URL",
        "ROLE_SECRET_FILE",
    }
)


@dataclass(frozen=True)
class Servers:
    """The servers the programs talk to."""

    database_url: str
    nats_url: str


def api_command(*, port: int, processes: int) -> list[str]:
    """The API, without an access log: who asked, and when, is nobody's business."""
    return [
        *(sys.executable, "-m", "uvicorn", "--factory", "survey_api.app:create_app"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(processes)),
        *("--no-access-log", "--no-server-header", "--no-proxy-headers", "--log-level", "warning"),
        *("--timeout-graceful-shutdown", "5"),
    ]


def wait_until_ready(api: Child, base_url: str, *, timeout_s: float) -> None:
    """Ask `/readyz` until it says yes.

    Raises:
        LocalError: the API ended first, or `timeout_s` passed.
    """
    # One client for all looks: each new one reads every certificate authority, encrypted or not.
    with httpx.Client(base_url=base_url, timeout=5) as http:
        wait_until(api, lambda: _is_ready(http), timeout_s=timeout_s, every_s=0.1)


def _is_ready(http: httpx.Client) -> bool:
    try:
        return http.get("/readyz").is_success
    except httpx.TransportError:
        return False


def worker_command() -> list[str]:
    """The scoring worker."""
    return [sys.executable, "-m", "scoring_worker", "run"]


def migrate(home: Home, servers: Servers, extra: Mapping[str, str]) -> None:
    """Bring the database to the newest schema; the first time also make the operator's key.

    Raises:
        LocalError: with the end of the log.
    """
    log_file = home.logs / "migrate.log"
    with log_file.open("ab") as log:
        done = subprocess.run(
            [sys.executable, "-m", "survey_api.migrate"],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_shared(home, servers, extra) | {"ADMIN_KEY_FILE": str(home.admin_key_file)},
        )
    if done.returncode != 0:
        raise LocalError(f"the database could not be migrated. The log: {log_file}\n{tail(log_file)}")


def sign_in_link(
    home: Home, servers: Servers, extra: Mapping[str, str], *, port: int, district: str, email: str
) -> str | None:
    """A link that signs somebody in, once and within an hour; they are invited where they were not before.

    Returns:
        None where the command refuses: somebody may have decided that this person stays out.
    """
    for command in ("link", "invite"):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "survey_api.people", command, "--email", email),
                *("--district", district, "--minutes", "60"),
            ],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=api_environment(home, servers, extra, port=port),
        )
        if done.returncode == 0:
            return done.stdout.strip()
    return None


def api_environment(home: Home, servers: Servers, extra: Mapping[str, str], *, port: int) -> dict[str, str]:
    """Environment of the API: its signing keys, and no way to find those that open responses."""
    own = {
        "ISSUER_KEY_DIR": str(home.issuer_keys),
        "PORT": str(port),
        "PUBLIC_URL": extra.get("PUBLIC_URL", f"http://127.0.0.1:{port}"),
    }
    if PAGES.is_dir():
        own["FRONTEND_DIST"] = str(PAGES)
    return _shared(home, servers, extra) | own


def worker_environment(home: Home, servers: Servers, extra: Mapping[str, str]) -> dict[str, str]:
    """Environment of the worker: the keys that open responses, and none of the API's, mail included."""
    own = {"OPENER_KEY_DIR": str(home.opener_keys), "KEK_DIR": str(home.keks)}
    shared = _shared(home, servers, extra)
    return {name: value for name, value in shared.items() if not name.startswith(("SMTP_", "MAIL_"))} | own


def _shared(home: Home, servers: Servers, extra: Mapping[str, str]) -> dict[str, str]:
    theirs = {name: value for name, value in os.environ.items() if name not in _OURS}
    own = {
        "DATABASE_URL": servers.database_url,
        "NATS_URL": servers.nats_url,
        "ROLE_SECRET_FILE": str(home.role_secret_file),
        "DATA_DIR": str(home.data),
    }
    return theirs | dict(extra) | own
