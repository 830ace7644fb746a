"""What is wrong with an instrument document: where, what was found, and what is allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_SHOWN = 60  # characters of a value that its error shows

DOCUMENT = "(document)"
"""The path of an error about the document as a whole."""


@dataclass(frozen=True, slots=True)
class InstrumentError:
    """One fault in an instrument document.

    Attributes:
        path: where, e.g. `domains[0].factors[1].items[2].scale`; `(document)` for the whole.
        value: what was found there; None where something is missing.
        message: what is allowed there.
    """

    path: str
    value: Any
    message: str

    def __str__(self) -> str:
        """Path, message and a shortened value on one line."""
        found = repr(self.value)
        shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
        return f"{self.path}: {self.message} (found {shown})"


class InstrumentErrors(ValueError):
    """An instrument document was refused; carries every fault found in it."""

    def __init__(self, errors: Iterable[InstrumentError]) -> None:
        self.errors = list(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


class UnknownLanguage(ValueError):
    """A text was asked for in a language the instrument does not declare."""
