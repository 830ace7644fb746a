"""A zip with nothing in it but its content: no times, no owners, so that equal content gives equal bytes."""

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PIECE: Final = 2**18
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16
#: Spreadsheets are zips and Parquet is compressed already.
_STORED: Final = frozenset({".xlsx", ".parquet"})


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished file."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    path: Path


def describe(path: Path, *, media_type: str) -> Made:
    """A file with its length and its SHA-256 in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return Made(
        name=path.name,
        media_type=media_type,
        bytes=path.stat().st_size,
        sha256=digest.hexdigest(),
        path=path,
    )


def pack(target: Path, paths: Sequence[Path]) -> None:
    """Put files into a zip, in this order, and remove them."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in paths:
            member = zipfile.ZipInfo(path.name, _NO_TIME)
            member.create_system, member.external_attr = _UNIX, _READABLE
            stored = path.suffix in _STORED
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            with path.open("rb") as opened, archive.open(member, "w", force_zip64=True) as into:
                while piece := opened.read(_PIECE):
                    into.write(piece)
            path.unlink()
