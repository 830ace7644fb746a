"""Zip archives from outside: opened without unpacking, and never more read than was agreed.

Only a file's own bytes are read, one member after the other, in small pieces. Nothing of an archive is
written anywhere, so the paths in it do not matter.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, Final

from survey_api.rosters.findings import Findings, Unreadable

#: The archive itself, in faults that are not about one of its files.
ARCHIVE: Final = "archive"
MOST_FILES: Final = 1_000
#: Bytes of all files that are read, once unpacked.
MOST_UNPACKED: Final = 2**30
#: Rosters shrink to a tenth or less; a hundredth is a bomb. Small files may shrink as they like.
MOST_SHRUNK: Final = 100
SMALL: Final = 2**24
#: Bytes of the list of files at an archive's end, which is read at once.
LONGEST_DIRECTORY: Final = 2**20
_PIECE: Final = 2**16
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What Python's reader raises for bytes that make no sense.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """An opened archive: its CSV files by name, without folders, in lower case."""

    def __init__(
        self, opened: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], findings: Findings
    ) -> None:
        self._opened = opened
        self._members = members
        self._findings = findings
        self._left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open one of the files.

        Raises:
            Unreadable: it is encrypted, compressed in an unusual way, too large or damaged.
        """
        member = self._members[name.lower()]
        self._check(member, name=name)
        damaged = partial(self._findings.stop, "damaged", "damaged: make the archive anew", file=name)
        try:
            unpacked = self._opened.open(member)
        except _DAMAGE:
            raise damaged() from None
        with unpacked:
            yield io.BufferedReader(_Unpacked(unpacked, damaged=damaged), _PIECE)

    def first_line(self, name: str) -> str:
        """The beginning of a file up to its first line break, whatever it is.

        Raises:
            Unreadable: as for `open`.
        """
        member = self._members[name.lower()]
        with self.open(name) as raw:
            self._left += member.file_size
            return raw.read(_PIECE).decode("utf-8", "replace").partition("\n")[0]

    def _check(self, member: zipfile.ZipInfo, *, name: str) -> None:
        if member.flag_bits & _ENCRYPTED:
            raise self._findings.stop("encrypted", "send it without a password", file=name)
        if member.compress_type not in _METHODS:
            raise self._findings.stop("compression", "use ordinary zip compression (deflate)", file=name)
        self._left -= member.file_size
        is_bomb = member.file_size > SMALL and member.file_size > MOST_SHRUNK * member.compress_size
        if self._left < 0 or is_bomb:
            detail = (
                f"unpacks to too much: at most {MOST_UNPACKED} bytes in all, {MOST_SHRUNK} times its size"
            )
            raise self._findings.stop("too-large", detail, file=name)


class _Unpacked(io.RawIOBase):
    """A member's bytes. Its last piece is not handed out unless the archive's checksum agrees."""

    def __init__(self, member: IO[bytes], *, damaged: Callable[[], Unreadable]) -> None:
        self._member = member
        self._damaged = damaged

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._member.read(len(buffer))
        except _DAMAGE:
            raise self._damaged() from None
        buffer[: len(piece)] = piece
        return len(piece)


class _Guarded:
    """The upload, for the opening only: refuses to hand out a list of files of unreasonable length."""

    def __init__(self, upload: IO[bytes]) -> None:
        self._upload = upload
        self.opening = True
        self.seek, self.tell, self.seekable = upload.seek, upload.tell, upload.seekable

    def read(self, size: int = -1) -> bytes:
        if not self.opening:
            return self._upload.read(size)
        piece = self._upload.read(min(size, LONGEST_DIRECTORY + 1) if size >= 0 else LONGEST_DIRECTORY + 1)
        if len(piece) > LONGEST_DIRECTORY:
            raise zipfile.BadZipFile
        return piece


@contextmanager
def open_archive(upload: IO[bytes], *, findings: Findings) -> Iterator[Archive]:
    """Open an archive.

    Args:
        upload: its bytes, seekable.
        findings: told why it cannot be read.

    Raises:
        Unreadable: it is none, or holds too much.
    """
    guarded = _Guarded(upload)
    try:
        opened = zipfile.ZipFile(guarded)
    except _DAMAGE:
        raise findings.stop(
            "not-a-zip", "this is not a zip archive, or it is damaged", file=ARCHIVE
        ) from None
    guarded.opening = False
    with opened:
        yield Archive(opened, _members(opened, findings=findings), findings)


def _members(opened: zipfile.ZipFile, *, findings: Findings) -> dict[str, zipfile.ZipInfo]:
    """The CSV files by name, in whatever folder; what systems add of their own is passed over."""
    if len(opened.infolist()) > MOST_FILES:
        raise findings.stop("too-many-files", f"at most {MOST_FILES} files", file=ARCHIVE)
    found: dict[str, zipfile.ZipInfo] = {}
    for member in opened.infolist():
        folder, _, name = member.filename.rpartition("/")
        if not name.lower().endswith(".csv") or name.startswith(".") or "__MACOSX" in folder:
            continue
        if name.lower() in found:
            detail = "two files of one name: send one roster, without folders"
            raise findings.stop("twice", detail, file=ARCHIVE)
        found[name.lower()] = member
    return found
