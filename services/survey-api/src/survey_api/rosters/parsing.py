"""`schools.csv`: `school,name,eligible`, ids and units, read whole or refused with every fault by line."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from survey_api.problems import FieldError
from survey_api.schools.schemas import NCES_DIGITS
from survey_api.shapes import check_nces

COLUMNS: Final = ("school", "name", "eligible", "nces", "state", "reporting_unit")
LONGEST: Final = {"school": 100, "name": 200, "nces": 100, "state": 100, "reporting_unit": 200}
MOST_ELIGIBLE: Final = 100_000
MOST_ROWS: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One school of a roster.

    Attributes:
        line: in the file, the header being 1.
        school: the district's own id of the school; kept as external id `local`.
        name: empty when the file does not say.
        eligible: people who may answer; None when the file does not say.
        ids: external ids by system, `local` included.
        unit: the reporting unit; empty for none, None when the file has no such column.
    """

    line: int
    school: str
    name: str
    eligible: int | None
    ids: Mapping[str, str]
    unit: str | None


def parse_roster(raw: bytes) -> tuple[list[RosterRow], list[FieldError]]:
    """Read a roster; returns its rows and everything that is wrong with the file."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [_fault(1, "encoding", "the file must be UTF-8")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if found := list(_header_faults(header)):
            return [], found
        return _read_rows(reader, header=header)
    except csv.Error:
        return [], [_fault(reader.line_num, "csv", "not valid CSV: look for an unclosed quotation mark")]


def _header_faults(header: Sequence[str]) -> Iterator[FieldError]:
    allowed = ", ".join(COLUMNS)
    for name in header:
        if name not in COLUMNS:
            yield _fault(1, "unknown-column", f"column {name!r} is not known; allowed: {allowed}")
    if "school" not in header:
        yield _fault(1, "missing-column", f"column 'school' is needed; allowed: {allowed}")
    if len(header) != len(set(header)):
        yield _fault(1, "repeated-column", "a column is named twice")


def _read_rows(
    reader: Iterator[list[str]], *, header: Sequence[str]
) -> tuple[list[RosterRow], list[FieldError]]:
    rows: list[RosterRow] = []
    faults: list[FieldError] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if line > MOST_ROWS:
            return rows, [*faults, _fault(line, "too-long", f"at most {MOST_ROWS} rows at once")]
        if len(cells) != len(header):
            faults.append(_fault(line, "cells", f"{len(cells)} cells, the header has {len(header)}"))
            continue
        row, found = _read_row(line, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        faults += found
        for key in row.ids.items():
            if (first := seen.setdefault(key, line)) != line:
                faults.append(_fault(line, "twice", f"{key[0]} id {key[1]!r} is on line {first} already"))
        rows.append(row)
    return rows, faults


def _read_row(line: int, cells: Mapping[str, str]) -> tuple[RosterRow, list[FieldError]]:
    faults = [
        _fault(line, "too-long", f"column {name}: at most {most} characters")
        for name, most in LONGEST.items()
        if len(cells.get(name, "")) > most
    ]
    if not cells["school"]:
        faults.append(_fault(line, "missing", "column school: the district's own id of the school is needed"))
    if nces := cells.get("nces", ""):
        try:
            check_nces(nces, digits=NCES_DIGITS, what=f"column nces, value {nces!r}: an NCES school id")
        except ValueError as error:
            faults.append(_fault(line, "nces", str(error)))
    eligible = cells.get("eligible", "")
    count = int(eligible) if eligible.isascii() and eligible.isdigit() else None
    if eligible and (count is None or not 1 <= count <= MOST_ELIGIBLE):
        allowed = f"a whole number from 1 to {MOST_ELIGIBLE}"
        faults.append(_fault(line, "eligible", f"column eligible, value {eligible!r}: {allowed}"))
    given = {"local": cells["school"], "nces": nces, "state": cells.get("state", "")}
    ids = {system: value for system, value in given.items() if value}
    row = RosterRow(
        line=line,
        school=cells["school"],
        name=cells.get("name", ""),
        eligible=count,
        ids=ids,
        unit=cells.get("reporting_unit"),
    )
    return row, faults


def _fault(line: int, code: str, detail: str) -> FieldError:
    return FieldError(pointer=f"line/{line}", code=code, detail=detail)
