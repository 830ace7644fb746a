"""What the thief has copied, read and sorted by what it names; the same shape for any system under attack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.privacy.linkage.people import Line

#: Where things named by 16 or 32 bytes stand in one copy; only the order of the numbers means anything.
Positions = dict[bytes, float]


@dataclass
class Copies:
    """Everything stolen.

    Attributes:
        codes: per kind of trace: hashes of used access codes.
        passes: per kind of trace: hashes of passes.
        blocks: per kind of trace and participation: per factor id, lines as they lie.
        left_in_pages: how many hashes of codes were found after the release, by table or index.
    """

    codes: dict[str, Positions] = field(default_factory=dict)
    passes: dict[str, Positions] = field(default_factory=dict)
    blocks: dict[str, dict[str, dict[str, Sequence[Line]]]] = field(default_factory=dict)
    left_in_pages: dict[str, int] = field(default_factory=dict)

    def leftovers(self) -> str:
        """How much of what was deleted still lay in the files."""
        where = ", ".join(f"{n:,} in {name}" for name, n in self.left_in_pages.items()) or "none"
        return f"hashes of deleted codes still in pages: {where}"


def parse_block(text: str) -> list[Line]:
    """Read PostgreSQL's `{{1,2},{3,4}}`; an empty block is `{}`."""
    inner = text.strip().removeprefix("{").removesuffix("}")
    rows = inner.removeprefix("{").removesuffix("}").split("},{") if inner else []
    return [tuple(int(value) for value in row.split(",")) for row in rows]


def add_block(blocks: dict[str, dict[str, Sequence[Line]]], row: Mapping[str, str]) -> None:
    """Add one row of the table `answers`."""
    blocks.setdefault(row["participation_id"], {})[row["factor"]] = parse_block(row["block"])
