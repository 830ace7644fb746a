"""CSV in bounded memory: rows one by one, only the columns that are wanted, every fault with its place.

Bytes that are not UTF-8 are carried along and refused only in a cell that is kept: the names around it, which
are dropped, may be encoded as they like.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import IO, Final, TypeAlias

from survey_api.rosters.findings import Findings, Unreadable, unfit

#: Characters of one line, and of one row: a quoted cell may hold line breaks.
LONGEST_LINE: Final = 2**17
LONGEST_ROW: Final = 2**18
LONGEST_NAME: Final = 64

Row: TypeAlias = tuple[int, list[str]]
"""Line (the header is 1) and the wanted cells in the order they were asked for; a missing cell is empty."""


class _Lines(Iterator[str]):
    """A file's lines for the reader, with the text of the row that is being read."""

    def __init__(self, raw: IO[bytes], *, file: str, findings: Findings) -> None:
        self._text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        self._file = file
        self._findings = findings
        self._row: list[str] = []
        self._length = 0
        self.number = 0

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self._row.append(line)
        self._length += len(line)
        if len(line) == LONGEST_LINE or self._length > LONGEST_ROW:
            at, cell = place_of_fault(self.row, first=self.first)
            detail = "the line is too long: look for an unclosed quotation mark"
            raise self._findings.stop("too-long", detail, file=self._file, line=at, column=str(cell + 1))
        return line

    def next_row(self) -> None:
        """Forget the text of the row that was read."""
        self._row.clear()
        self._length = 0

    @property
    def row(self) -> str:
        """What was read since the last row."""
        return "".join(self._row)

    @property
    def first(self) -> int:
        """The line where that begins."""
        return self.number - len(self._row) + 1


def read_rows(
    raw: IO[bytes],
    *,
    file: str,
    needed: Sequence[str],
    optional: Sequence[str] = (),
    findings: Findings,
) -> Iterator[Row]:
    """Yield rows that are not blank.

    Args:
        raw: the file's bytes.
        file: its name, for faults.
        needed: columns that must exist; `SIS ID|DfE Number` is one under two names.
        optional: columns that may.
        findings: told of every fault.

    Raises:
        Unreadable: the rest of the file makes no sense.
    """
    lines = _Lines(raw, file=file, findings=findings)
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        lines.next_row()
        where = _positions(header, needed=needed, optional=optional, file=file, findings=findings)
        for cells in reader:
            first = lines.first
            lines.next_row()
            if any(cells):
                if len(cells) > len(header) and any(cells[len(header) :]):
                    _say_too_many(cells, header=header, file=file, line=first, findings=findings)
                yield first, [cells[at].strip() if at < len(cells) else "" for at in where]
    except csv.Error:
        line, cell = place_of_fault(lines.row, first=lines.first)
        detail = "not valid CSV: look for an unclosed or a stray quotation mark"
        findings.fault("csv", detail, file=file, line=line, column=_name(header, cell))
        raise Unreadable from None


def _positions(
    header: Sequence[str], *, needed: Sequence[str], optional: Sequence[str], file: str, findings: Findings
) -> list[int]:
    """Where the wanted columns are; past the end of every row for an optional one that is missing.

    Raises:
        Unreadable: a needed one is missing, or one is named twice.
    """
    before = len(findings.faults)
    folded = [name.casefold() for name in header]
    found: list[int] = []
    for names in (*needed, *optional):
        at = [n for n, name in enumerate(folded) if name in names.casefold().split("|")]
        first = names.partition("|")[0]
        if not at and names in needed:
            detail = "the column is needed; the first line must name the columns, in UTF-8"
            findings.fault("missing-column", detail, file=file, line=1, column=first)
        if len(at) > 1:
            findings.fault("repeated-column", "named twice", file=file, line=1, column=first)
        found.append(at[0] if at else LONGEST_ROW)
    if len(findings.faults) > before:
        raise Unreadable
    return found


def _name(header: Sequence[str], cell: int) -> str:
    """What the header calls a cell; its number where that is no name."""
    name = header[cell] if cell < len(header) else ""
    return str(cell + 1) if not name or len(name) > LONGEST_NAME or unfit(name) else name


def _say_too_many(
    cells: Sequence[str], *, header: Sequence[str], file: str, line: int, findings: Findings
) -> None:
    detail = f"{len(cells)} cells, the header has {len(header)}: quote cells that contain commas"
    findings.fault("cells", detail, file=file, line=line, column=str(len(header) + 1))


def place_of_fault(text: str, *, first: int) -> tuple[int, int]:
    """Line and cell (from 0) where a row stops being CSV: a stray quotation mark, or one never closed."""
    line, cell, opened = first, 0, (first, 0)
    state = "start"  # of a cell; then: plain, quoted, or closed
    for character in text:
        if state == "closed" and character not in ',"\r\n':
            return line, cell
        if character == '"' and state in {"start", "closed"}:
            opened, state = (line, cell), "quoted"
        elif character == '"' and state == "quoted":
            state = "closed"
        elif character == "," and state != "quoted":
            cell, state = cell + 1, "start"
        elif state == "start":
            state = "plain"
        line += character == "\n"
    return opened if state == "quoted" else (line, cell)
