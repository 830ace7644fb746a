"""Passwords of the database logins, handed to PostgreSQL as verifiers so that none is in a statement."""

import base64
import hashlib
import hmac
import secrets
from typing import Final

ITERATIONS: Final = 4096  # PostgreSQL's own default; the passwords are 256 random bits, not a person's
SALT_BYTES: Final = 16


def scram_verifier(password: str, *, salt: bytes | None = None) -> str:
    """Return what PostgreSQL stores for a password, `SCRAM-SHA-256$4096:salt$StoredKey:ServerKey`.

    Args:
        password: ASCII text (SASLprep changes nothing in it).
        salt: 16 random bytes; made when not given.

    Source:
        RFC 5802 section 3 and RFC 7677; the storage format is PostgreSQL's `pg_authid.rolpassword`.
    """
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    stored_key = hashlib.sha256(client_key).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${ITERATIONS}:{_b64(salt)}${_b64(stored_key)}:{_b64(server_key)}"


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
