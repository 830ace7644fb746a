"""`make privacy`: every attack, a table of them, and `build/privacy.json`; fails if any line fails."""

import argparse
import asyncio
import json
import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scoring_worker.logs import configure_logging
from tests.privacy import ground
from tests.privacy.registry import ATTACKS, rows_of
from tests.privacy.rows import Row, failed
from tests.privacy.scale import Scale

REPORT = Path(__file__).parent.parent.parent / "build" / "privacy.json"
NARROWEST = 140  # columns: in a pipe there is no terminal that would say how wide it is
_console = Console()
_progress = Console(stderr=True)


def run_all(names: Iterable[str], scale: Scale) -> list[Row]:
    """Run attacks one after the other; one that breaks is a failed line, and the others still run."""
    rows: list[Row] = []
    for name in names:
        start = time.monotonic()
        rows += (found := run_one(name, scale))
        verdict = "holds" if all(row.holds for row in found) else "FAILS"
        _progress.print(f"{name}: {verdict} ({time.monotonic() - start:.0f} s)", highlight=False)
    return rows


def run_one(name: str, scale: Scale) -> list[Row]:
    """One attack's lines; never raises for what goes wrong within it."""
    try:
        rows = asyncio.run(rows_of(name, scale))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever broke it, nothing was proven
        traceback.print_exc()
        return [failed(name, f"{type(error).__name__}: {error}".partition("\n")[0])]
    return rows or [failed(name, "it gave no line")]


def show(rows: Sequence[Row], *, seconds: float) -> None:
    """Print the table for a person."""
    _console.width = max(_console.width, NARROWEST)
    columns = ("adversary", "what was tried", "n", "chance", "got", "at most", "control", "")
    table = Table(*columns, title="Attacks", show_lines=True)
    for row in rows:
        numbers = (row.chance, row.linked, row.bound, row.control)
        tried = f"{row.test}\n[dim]{row.name}{': ' if row.note else ''}{row.note}[/dim]"
        verdict = "[green]holds[/green]" if row.holds else "[bold red]FAILS[/bold red]"
        table.add_row(row.adversary, tried, f"{row.n:,}", *map(_number, numbers), verdict)
    _console.print(table)
    lost = [row.name for row in rows if not row.holds]
    ending = (
        f"{len(lost)} of {len(rows)} lines fail: {', '.join(lost)}" if lost else f"all {len(rows)} lines hold"
    )
    _console.print(f"{ending}; {seconds:.0f} s", highlight=False)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"


def write(rows: Sequence[Row]) -> None:
    """Write the same for a program."""
    REPORT.parent.mkdir(exist_ok=True)
    lines = {row.name: row.as_json() for row in rows}
    REPORT.write_text(json.dumps(lines, indent=2) + "\n")


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.privacy", description=__doc__)
    parser.add_argument("--short", action="store_true", help="the form that `make test` runs")
    parser.add_argument(
        "--only", action="append", choices=ATTACKS, metavar="NAME", help="one attack; repeatable"
    )
    options = parser.parse_args(arguments)
    configure_logging("error")  # the table is the output; what attacks provoke would bury it
    start = time.monotonic()
    try:
        rows = run_all(options.only or ATTACKS, Scale.SHORT if options.short else Scale.FULL)
    finally:
        ground.close()
    show(rows, seconds=time.monotonic() - start)
    write(rows)
    doubled = len({row.name for row in rows}) < len(rows)
    if doubled:
        _console.print("two lines have one name: rename one, or the report loses it")
    return 0 if rows and not doubled and all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
