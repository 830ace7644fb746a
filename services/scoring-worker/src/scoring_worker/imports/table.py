"""CSV bytes to lines of cells, with line numbers and every structural fault.

Danger: the file comes from outside. Cells are plain text here; what they may hold is the reader's business.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scoring_worker.imports.errors import Faults

MAX_CELL = 1_000
"""Characters in one cell; anything longer is no answer and no name."""


@dataclass(frozen=True, eq=False)
class Table:
    """A header and the cells below it.

    Attributes:
        columns: header names without surrounding spaces, each once.
        rows: (line number, cells) with as many cells as columns; lines without any text are left out.
        lines: lines in the file, for progress.
    """

    columns: list[str]
    rows: Iterator[tuple[int, list[str]]]
    lines: int


def read_table(raw: bytes, *, faults: Faults) -> Table:
    """Open a CSV file: commas, UTF-8 with or without a byte order mark, any line ends.

    Args:
        raw: the whole file.
        faults: receives what is wrong with its structure; ragged rows while `rows` is read.

    Raises:
        ImportRefused: the file cannot be read at all, or its header is faulty.
    """
    reader = csv.reader(io.StringIO(_decode(raw, faults), newline=""), strict=True)
    header: list[str] = []
    try:
        header = next(reader, [])
    except csv.Error as error:
        faults.add(1, "(header)", str(error), "a CSV header")
    columns = [name.strip() for name in header]
    _check_header(columns, faults)
    faults.refuse_if_any()
    return Table(columns=columns, rows=_rows(reader, columns, faults), lines=raw.count(b"\n") + 1)


def _decode(raw: bytes, faults: Faults) -> str:
    text = ""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(raw[: error.start].count(b"\n") + 1, "(file)", "", f"UTF-8; byte {error.start} is not")
    if "\0" in text:
        faults.add(text[: text.index("\0")].count("\n") + 1, "(file)", "", "text; there is a zero byte")
    faults.refuse_if_any()
    # Old line ends (a lone carriage return) would otherwise be one endless line.
    return text if "\n" in text else text.replace("\r", "\n")


def _check_header(columns: list[str], faults: Faults) -> None:
    if not any(columns):
        faults.add(1, "(header)", "", "a first line with the names of the columns")
        return
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        faults.add(1, "(header)", columns[0], "columns separated by commas")
        return
    for name, times in Counter(columns).items():
        if times > 1:
            faults.add(1, name or "(header)", name, "each column once, with a name")
        elif not name:
            faults.add(1, "(header)", name, "a name for every column")


def _rows(reader: Iterator[list[str]], columns: list[str], faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Yield the well-formed lines; note the others as faults and go on."""
    start = _line(reader) + 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            # After a broken quote nothing that follows can be trusted.
            faults.add(start, "(row)", str(error), "well-formed CSV")
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            if len(cells) != len(columns):
                faults.add(start, "(row)", f"{len(cells)} cells", f"{len(columns)} cells, as in the header")
            elif any(len(cell) > MAX_CELL for cell in cells):
                faults.add(start, "(row)", max(cells, key=len), f"at most {MAX_CELL} characters in a cell")
            else:
                yield start, cells
        start = _line(reader) + 1


def _line(reader: Iterator[list[str]]) -> int:
    """The last line the reader has seen; a quoted cell may span several."""
    return int(reader.line_num)  # type: ignore[attr-defined] # csv.reader objects have it, Iterator does not
