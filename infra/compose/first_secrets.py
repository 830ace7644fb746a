"""Write the secrets of a Compose installation into their volumes, once; nothing has a default.

Runs before everything else, as root, and gives each file to the one account that reads it.
"""

import os
import secrets
from pathlib import Path

OWNER = 10001  # the account of the API and the worker, see their Dockerfiles
SHARED = Path("/keys/shared")
MIGRATE = Path("/keys/migrate")
DATABASE = Path("/keys/database")
LOGIN = "throughline"


def write_once(path: Path, text: str, *, owner: int) -> str:
    """Write a file of mode 0400 for `owner` unless it is there; returns what it holds."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            os.fchown(file.fileno(), owner, owner)
    return path.read_text()


def main() -> None:
    """Make the database superuser's password and the secret behind the logins' passwords."""
    for directory, owner in ((SHARED, OWNER), (MIGRATE, OWNER), (DATABASE, 0)):
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o700)
        os.chown(directory, owner, owner)
    write_once(SHARED / "role-secret", secrets.token_hex(32), owner=OWNER)
    password = write_once(DATABASE / "password", secrets.token_urlsafe(32), owner=0)
    write_once(MIGRATE / "pgpass", f"database:5432:*:{LOGIN}:{password}\n", owner=OWNER)


if __name__ == "__main__":
    main()
