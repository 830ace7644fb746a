"""The few files the `score` command writes."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

SECRET_BYTES = 32
MAX_STEM = 80

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names Windows keeps for devices, whatever their ending.
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class BadSecretFile(ValueError):
    """The file for the digest secret holds something else."""


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """Name a JSON file for every school, safe on every system and never twice.

    Args:
        codes: school codes, which may be any text.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        stem = _UNSAFE.sub("_", code).strip(".")[:MAX_STEM]
        # Two codes may differ only in what was replaced, or in upper and lower case.
        if stem != code or _RESERVED.match(stem) or stem.lower() in taken:
            stem = f"{stem or 'school'}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"
        taken.add(stem.lower())
        names[code] = f"{stem}.json"
    return names


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of it or none."""
    write_parts(path, [content])


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, as large as it may get; a reader sees all of it or none.

    Nothing half-written stays where it fails or is stopped.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            file.writelines(parts)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def digest_secret(path: Path) -> bytes:
    """Read the secret that keeps `input_digest` from confirming a guess; make it the first time.

    It stays beside the user, so that the same rows give the same bytes tomorrow.

    Raises:
        BadSecretFile: the file does not hold 32 bytes.
        OSError: it can be neither read nor made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_bytes()
        if len(secret) != SECRET_BYTES:
            raise BadSecretFile(f"{path} must hold {SECRET_BYTES} bytes; it holds {len(secret)}") from None
        return secret
    with os.fdopen(descriptor, "wb") as file:
        secret = secrets.token_bytes(SECRET_BYTES)
        file.write(secret)
    return secret
