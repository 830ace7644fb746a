"""What is wrong with a roster, and what its sender should know: by file, line and column, never by value.

A roster's files are full of names. No value of theirs is repeated here, so that none can get into a report,
a log or a table by way of a row whose cells have slipped.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Final

from survey_api.problems import FieldError

#: Reading stops here: more would hide the cause, and a broken file has one in each of a million rows.
MOST_FAULTS: Final = 200
#: Lines that a note names.
MOST_LINES: Final = 20
PLAIN: Final = "schools.csv"


class Unreadable(Exception):
    """Reading this roster is over; the findings say why."""


@dataclass(kw_only=True)
class Note:
    """Something that refuses nothing.

    Attributes:
        code: stable name.
        detail: what it means and what to do.
        file: where it was seen; None for the roster as a whole.
        lines: the first of them.
        column: as the header names it.
        count: how often.
    """

    code: str
    detail: str
    file: str | None = None
    lines: list[int] = field(default_factory=list)
    column: str | None = None
    count: int = 0


class Findings:
    """Faults and notes of one reading."""

    def __init__(self) -> None:
        self.faults: list[FieldError] = []
        self._notes: dict[tuple[str, str | None, str | None], Note] = {}

    @property
    def notes(self) -> list[Note]:
        """One for each kind and place, with their number."""
        return list(self._notes.values())

    def fault(
        self, code: str, detail: str, *, file: str, line: int | None = None, column: str | None = None
    ) -> None:
        """Remember what refuses the roster.

        Raises:
            Unreadable: there are too many.
        """
        self.faults.append(fault_at(code, detail, file=file, line=line, column=column))
        if len(self.faults) >= MOST_FAULTS:
            rest = f"reading stopped after {MOST_FAULTS} faults"
            self.faults.append(fault_at("more", rest, file=file, line=line, column=column))
            raise Unreadable

    def stop(
        self, code: str, detail: str, *, file: str, line: int | None = None, column: str | None = None
    ) -> Unreadable:
        """Remember what makes the rest of a file unreadable; to be raised."""
        self.faults.append(fault_at(code, detail, file=file, line=line, column=column))
        return Unreadable()

    def note(
        self,
        code: str,
        detail: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        """Remember what the sender should know; the same again only counts."""
        new = Note(code=code, detail=detail, file=file, column=column)
        note = self._notes.setdefault((code, file, column), new)
        note.count += 1
        if line is not None and len(note.lines) < MOST_LINES:
            note.lines.append(line)


def fault_at(
    code: str, detail: str, *, file: str, line: int | None = None, column: str | None = None
) -> FieldError:
    """A fault with its place; a plain file is alone, so its pointers need not name it."""
    parts = [] if file == PLAIN and line is not None else [file]
    parts += [] if line is None else [f"line/{line}"]
    parts += [] if column is None or file == PLAIN else [column.replace("~", "~0").replace("/", "~1")]
    return FieldError(pointer="/".join(parts), code=code, detail=detail, file=file, line=line, column=column)


def unfit(text: str) -> bool:
    """Whether a text cannot be kept: control characters, or bytes that were not UTF-8."""
    return any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)
