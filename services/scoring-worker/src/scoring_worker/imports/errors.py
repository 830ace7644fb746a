"""What is wrong with a file of responses: where, what was found and what is allowed."""

from dataclasses import dataclass, field
from typing import Any

LISTED = 200
"""Faults listed; the rest are counted."""
SHOWN_LENGTH = 60
"""Characters of a faulty value that are shown."""


@dataclass(frozen=True, slots=True)
class RowError:
    """One fault.

    Attributes:
        file: `responses.csv` or `schools.csv`.
        line: of the file, 1 the header; 0 for the file as a whole.
        column: the header's name, or `(row)`, `(header)`, `(file)`.
        value: what was found there, shortened.
        allowed: what is allowed there.
    """

    file: str
    line: int
    column: str
    value: str
    allowed: str

    def as_dict(self) -> dict[str, Any]:
        """As the API answers it."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "allowed": self.allowed,
        }

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.file} line {self.line}, {self.column}: {self.value!r}; allowed: {self.allowed}"


class ImportRefused(ValueError):
    """Files of responses were refused; nothing of them was taken.

    Attributes:
        errors: the first faults in the order of the file.
        total: how many there are.
    """

    def __init__(self, errors: list[RowError], total: int) -> None:
        self.errors = errors
        self.total = total
        more = "" if total <= len(errors) else f"\n… and {total - len(errors)} more"
        super().__init__("\n".join(str(error) for error in errors) + more)


@dataclass
class Faults:
    """Collects the faults of one file, keeping only the first of them."""

    file: str
    listed: list[RowError] = field(default_factory=list)
    total: int = 0

    def add(self, line: int, column: str, value: str, allowed: str) -> None:
        """Note a fault."""
        self.total += 1
        if len(self.listed) < LISTED:
            shown = value if len(value) <= SHOWN_LENGTH else f"{value[:SHOWN_LENGTH]}…"
            self.listed.append(RowError(self.file, line, column, shown, allowed))

    def refuse_if_any(self) -> None:
        """Raise `ImportRefused` if anything is wrong."""
        if self.total:
            raise ImportRefused(self.listed, self.total)
