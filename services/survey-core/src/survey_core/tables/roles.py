"""The database logins and the addresses derived for them."""

import hashlib
import hmac
from enum import StrEnum

from sqlalchemy.engine import make_url


class Role(StrEnum):
    """A login; each room of a service uses its own, and each may do only its own work."""

    ISSUER = "throughline_issuer"
    COLLECTOR = "throughline_collector"
    RELEASER = "throughline_releaser"
    REPORTER = "throughline_reporter"
    ADMIN = "throughline_admin"
    MIGRATOR = "throughline_migrator"


def role_password(role: Role, secret: bytes) -> str:
    """Derive a login's password (64 hex digits) from the installation's role secret."""
    return hmac.new(secret, b"throughline-role|" + role.encode("ascii"), hashlib.sha256).hexdigest()


def role_url(database_url: str, role: Role, secret: bytes) -> str:
    """Return `database_url` with the login of `role`, for asyncpg.

    Args:
        database_url: any PostgreSQL URL of the installation's database (TCP or Unix socket).
        role: whose login to use.
        secret: the installation's role secret.
    """
    url = make_url(database_url).set(
        drivername="postgresql+asyncpg", username=role.value, password=role_password(role, secret)
    )
    return url.render_as_string(hide_password=False)
