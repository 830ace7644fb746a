"""Walks a document that may be broken: what is missing or of the wrong kind simply yields nothing.

The cross checks run beside the schema, not after it, so that one reading reports every fault. They
therefore see documents the schema refuses; a `Node` lets them read those without a guard in every line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from survey_core.instruments.errors import DOCUMENT, InstrumentError


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the tree and the path to it."""

    value: Any
    path: str = ""

    def __getitem__(self, key: str) -> "Node":
        """The entry of a mapping; an empty node if there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(value, f"{self.path}.{key}" if self.path else key)

    def each(self) -> Iterator["Node"]:
        """The entries of a list."""
        for index, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield Node(value, f"{self.path}[{index}]")

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values of a mapping."""
        for key in self.value if isinstance(self.value, dict) else ():
            yield key, self[key]

    @property
    def text(self) -> str | None:
        """The value if it is a text."""
        return self.value if isinstance(self.value, str) else None

    @property
    def integer(self) -> int | None:
        """The value if it is a whole number."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    @property
    def integers(self) -> list[int] | None:
        """The value if it is a list of whole numbers, else None."""
        numbers = [entry.integer for entry in self.each()]
        known = [number for number in numbers if number is not None]
        return known if isinstance(self.value, list) and len(known) == len(numbers) else None

    def error(self, message: str) -> InstrumentError:
        """A fault at this place."""
        return InstrumentError(self.path or DOCUMENT, self.value, message)
