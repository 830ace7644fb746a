"""`python -m survey_api.exports.files.packer`: makes one export, in a process of its own, with low priority.

It knows no database and no secret: documents come in on the standard input, files leave on the standard
output. Whatever ends it, its folder goes with it; and if whoever started it is gone, it ends.

In: a line of JSON (the order), then for each document its kind, a space, its length, a line feed and its
bytes; `end` on a line closes. Out: a line of JSON (the files), then the bytes of each.
"""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NoReturn, get_args

import orjson

from survey_api.exports.files.manifest import DocumentKind, Order
from survey_api.exports.files.packing import make

END: Final = b"end"
CUT_SHORT: Final = 3
#: Everything else on the machine comes first, respondents above all.
NICENESS: Final = 10
_KINDS: Final[dict[bytes, DocumentKind]] = {kind.encode(): kind for kind in get_args(DocumentKind)}


class CutShort(Exception):
    """The input ended before its end."""


def main() -> int:
    """Make what is asked for on the standard input."""
    os.nice(NICENESS)
    signal.signal(signal.SIGTERM, _stop)
    with tempfile.TemporaryDirectory(prefix="throughline-export-") as folder:
        try:
            serve(sys.stdin.buffer, sys.stdout.buffer, folder=Path(folder))
        except (CutShort, BrokenPipeError):
            # Nobody is left to tell; and nothing must be flushed to them at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return CUT_SHORT
    return 0


def serve(source: BinaryIO, target: BinaryIO, *, folder: Path) -> None:
    """Read an order and its documents, make the files, write them.

    Raises:
        CutShort: the input ended before its end.
    """
    order = Order(**orjson.loads(source.readline() or _cut_short()))
    files = make(order, _documents(source), folder=folder)
    described = [
        {"name": one.name, "media_type": one.media_type, "bytes": one.bytes, "sha256": one.sha256}
        for one in files
    ]
    target.write(orjson.dumps(described) + b"\n")
    for one in files:
        with one.path.open("rb") as opened:
            shutil.copyfileobj(opened, target)
    target.flush()


def _documents(source: BinaryIO) -> Iterator[tuple[DocumentKind, bytes]]:
    while (line := source.readline().rstrip(b"\n")) != END:
        kind, _, length = line.partition(b" ")
        if not length:
            raise CutShort
        raw = source.read(int(length))
        if len(raw) < int(length):
            raise CutShort
        yield _KINDS[kind], raw


def _cut_short() -> NoReturn:
    raise CutShort


def _stop(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(CUT_SHORT)


if __name__ == "__main__":
    sys.exit(main())
