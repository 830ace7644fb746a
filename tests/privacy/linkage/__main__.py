"""Examine a dump of one's own: `python -m tests.privacy.linkage DUMP.sql`."""

import sys
from pathlib import Path

from rich.console import Console

from tests.privacy.linkage.own_dump import examine


def main(arguments: list[str]) -> int:
    """Print what was found; returns 0 if nothing is wrong, 1 if something is, 2 if nothing was read."""
    console = Console(highlight=False)
    if len(arguments) != 1:
        console.print(
            "one plain dump, please: pg_dump --file DUMP.sql …; python -m tests.privacy.linkage DUMP.sql"
        )
        return 2
    found = examine(Path(arguments[0]))
    for fault in found.faults:
        console.print(fault, markup=False)
    console.print(
        f"{len(found.released)} released participations, {found.blocks} blocks of answers, "
        f"{len(found.faults)} things that should not be there"
    )
    if not found.blocks:
        console.print("no answers in this dump: is it a plain one, and has anything been released?")
        return 2
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
