"""`schools.csv`: school,eligible[,name]."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from scoring_worker.imports.errors import Faults
from scoring_worker.imports.table import read_table

FILE = "schools.csv"
REQUIRED, OPTIONAL = ("school", "eligible"), ("name",)
MAX_ELIGIBLE = 100_000
MAX_CODE, MAX_NAME = 100, 300

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """One school of the list.

    Attributes:
        code: as in responses.csv.
        eligible: people eligible to answer.
        name: the code where no name is given.
    """

    code: str
    eligible: int
    name: str


def read_schools(raw: bytes, *, schools: Collection[str] | None = None) -> dict[str, ListedSchool]:
    """Read the list of schools.

    Args:
        raw: the whole file.
        schools: codes that may appear; None for any.

    Returns:
        By code, in the order of the file.

    Raises:
        ImportRefused: with every fault in it.
    """
    faults = Faults(FILE)
    table = read_table(raw, faults=faults)
    for missing in (name for name in REQUIRED if name not in table.columns):
        faults.add(1, missing, "", f"a column {missing}")
    for name in table.columns:
        if name not in REQUIRED + OPTIONAL:
            faults.add(1, name, name, f"only {', '.join(REQUIRED + OPTIONAL)}")
    faults.refuse_if_any()
    listed: dict[str, ListedSchool] = {}
    for line, cells in table.rows:
        school = _read(dict(zip(table.columns, cells, strict=True)), line=line, faults=faults)
        if schools is not None and school.code not in schools:
            faults.add(line, "school", school.code, "a school of the administration")
        if school.code in listed:
            faults.add(line, "school", school.code, "each school once")
        listed[school.code] = school
    if not listed and not faults.total:
        faults.add(0, "(file)", "", "at least one school")
    faults.refuse_if_any()
    return listed


def read_code(cell: str, *, line: int, faults: Faults) -> str:
    """Read a school's code: any text without control characters."""
    code = cell.strip()
    if not code or len(code) > MAX_CODE or _UNPRINTABLE.search(code):
        faults.add(line, "school", code, f"a school's code, 1 to {MAX_CODE} characters")
    return code


def _read(cells: dict[str, str], *, line: int, faults: Faults) -> ListedSchool:
    code = read_code(cells["school"], line=line, faults=faults)
    name = cells.get("name", "").strip()
    if len(name) > MAX_NAME or _UNPRINTABLE.search(name):
        faults.add(line, "name", name, f"a name of at most {MAX_NAME} characters")
    number = cells["eligible"].strip()
    eligible = int(number) if number.isascii() and number.isdigit() and len(number) <= 6 else -1  # noqa: PLR2004
    if not 0 <= eligible <= MAX_ELIGIBLE:
        faults.add(line, "eligible", number, f"a whole number from 0 to {MAX_ELIGIBLE}")
    return ListedSchool(code=code, eligible=eligible, name=name or code)
