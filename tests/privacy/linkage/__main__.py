"""Examine a dump of one's own: `python -m tests.privacy.linkage DUMP.sql`."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from tests.privacy.linkage.own_dump import examine

_HELP = """\
Look through a dump of a Throughline database for what would link answers to people: access codes and locked
answers of released surveys, and rows whose order tells something. Nothing is sent anywhere."""
_EXIT = """\
Make the dump with `pg_dump --file DUMP.sql DATABASE` (plain, which is pg_dump's default).
Exit code: 0 nothing is wrong, 1 something is, 2 there was nothing to look at."""


def main(arguments: list[str]) -> int:
    """Print what was found; returns 0 if nothing is wrong, 1 if something is, 2 if nothing was read."""
    console = Console(highlight=False)
    try:
        found = examine(_dump_of(arguments))
    except OSError as error:
        console.print(f"cannot read {error.filename}: {error.strerror}", markup=False, soft_wrap=True)
        return 2
    except UnicodeDecodeError:
        console.print("this is not text: make a plain dump, pg_dump --file DUMP.sql DATABASE")
        return 2
    for fault in found.faults:
        console.print(fault, markup=False, soft_wrap=True)
    console.print(
        f"{len(found.released)} released participations, {found.blocks} blocks of answers, "
        f"{len(found.faults)} things that should not be there"
    )
    if not found.blocks:
        console.print("no answers in this dump: is it a plain one, and has anything been released?")
        return 2
    return 1 if found.faults else 0


def _dump_of(arguments: list[str]) -> Path:
    parser = argparse.ArgumentParser(
        prog="python -m tests.privacy.linkage",
        description=_HELP,
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("dump", type=Path, metavar="DUMP.sql", help="a plain dump, as pg_dump writes it")
    dump: Path = parser.parse_args(arguments).dump
    return dump


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
