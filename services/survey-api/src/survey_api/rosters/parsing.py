"""`schools.csv`: `school,name,eligible`, ids and units, read whole or refused with every fault by line."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from survey_api.problems import FieldError
from survey_api.rosters.csv_rows import place_of_fault
from survey_api.rosters.findings import PLAIN, fault_at, unfit
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
        file: where it was read.
        line: in the file, the header being 1.
        school: the id that the file knows the school by.
        key: the column with that id.
        system: the external id that this is.
        name: empty when the file does not say.
        eligible: people who may answer; None when the file does not say.
        ids: external ids by system, `school` included.
        unit: the reporting unit; empty for none, None when the file has no such column.
        roles: people by role, where the file has roles.
        only_enrolled: people who teach there by their classes and have no role there.
    """

    file: str = PLAIN
    line: int
    school: str
    key: str = "school"
    system: str = "local"
    name: str
    eligible: int | None
    ids: Mapping[str, str]
    unit: str | None
    roles: Mapping[str, int] = field(default_factory=dict)
    only_enrolled: Mapping[str, int] = field(default_factory=dict)

    def fault(self, code: str, detail: str, *, column: str | None = None) -> FieldError:
        """A fault of this row."""
        return fault_at(code, detail, file=self.file, line=self.line, column=column)


def parse_roster(raw: bytes) -> tuple[list[RosterRow], list[FieldError]]:
    """Read a roster; returns its rows and everything that is wrong with the file."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [_fault(1, "encoding", "the file must be UTF-8")]
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    first = 1  # line of the row that is being read
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if found := list(_header_faults(header)):
            return [], found
        numbered: list[tuple[int, list[str]]] = []
        first = reader.line_num + 1
        for cells in reader:
            numbered.append((first, cells))
            first = reader.line_num + 1
    except csv.Error:
        line, cell = place_of_fault("".join(lines[first - 1 : reader.line_num]), first=first)
        detail = "not valid CSV: look for an unclosed quotation mark"
        return [], [_fault(line, "csv", detail, column=str(cell + 1))]
    return _read_rows(numbered, header=header)


def _header_faults(header: Sequence[str]) -> Iterator[FieldError]:
    allowed = ", ".join(COLUMNS)
    for name in header:
        if name not in COLUMNS:
            detail = f"column {name!r} is not known; allowed: {allowed}"
            yield _fault(1, "unknown-column", detail, column=name)
    if "school" not in header:
        detail = f"column 'school' is needed; allowed: {allowed}"
        yield _fault(1, "missing-column", detail, column="school")
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield _fault(1, "repeated-column", "a column is named twice", column=name)


def _read_rows(
    numbered: Iterable[tuple[int, list[str]]], *, header: Sequence[str]
) -> tuple[list[RosterRow], list[FieldError]]:
    rows: list[RosterRow] = []
    faults: list[FieldError] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) >= MOST_ROWS:
            return rows, [*faults, _fault(line, "too-long", f"at most {MOST_ROWS} rows at once")]
        if len(cells) != len(header):
            detail = f"{len(cells)} cells, the header has {len(header)}"
            column = str(min(len(cells), len(header)) + 1)
            faults.append(_fault(line, "cells", detail, column=column))
            continue
        row, found = _read_row(line, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
        faults += found
        for key in row.ids.items():
            if (first := seen.setdefault(key, line)) != line:
                detail = f"{key[0]} id {key[1]!r} is on line {first} already"
                column = "school" if key[0] == "local" else key[0]
                faults.append(_fault(line, "twice", detail, column=column))
        rows.append(row)
    return rows, faults


def _read_row(line: int, cells: Mapping[str, str]) -> tuple[RosterRow, list[FieldError]]:
    faults = [*_unfit_cells(line, cells)]
    if not cells["school"]:
        detail = "column school: the district's own id of the school is needed"
        faults.append(_fault(line, "missing", detail, column="school"))
    if nces := cells.get("nces", ""):
        try:
            check_nces(nces, digits=NCES_DIGITS, what=f"column nces, value {nces!r}: an NCES school id")
        except ValueError as error:
            faults.append(_fault(line, "nces", str(error), column="nces"))
    eligible = cells.get("eligible", "")
    count = int(eligible) if eligible.isascii() and eligible.isdigit() else None
    if eligible and (count is None or not 1 <= count <= MOST_ELIGIBLE):
        allowed = f"a whole number from 1 to {MOST_ELIGIBLE}"
        detail = f"column eligible, value {eligible!r}: {allowed}"
        faults.append(_fault(line, "eligible", detail, column="eligible"))
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


def _unfit_cells(line: int, cells: Mapping[str, str]) -> Iterator[FieldError]:
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            yield _fault(line, "too-long", f"column {name}: at most {most} characters", column=name)
        elif unfit(cells.get(name, "")):
            yield _fault(line, "characters", f"column {name}: no control characters", column=name)


def _fault(line: int, code: str, detail: str, *, column: str | None = None) -> FieldError:
    return fault_at(code, detail, file=PLAIN, line=line, column=column)
