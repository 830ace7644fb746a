"""`python -m infra.bench [name …]`: run benchmarks, print tables, add their numbers to build/bench.json."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from infra.bench import calibration, coverage, disagreement_table, intake, page_timings, statistics
from infra.local.errors import LocalError
from tests.e2e.pages import PageFailed

#: Name in build/bench.json → what measures it.
BENCHMARKS: Mapping[str, Callable[[Console], dict[str, Any]]] = {
    "intake": intake.run,
    "statistics": statistics.run,
    "coverage": coverage.run,
    "calibration": calibration.run,
    "disagreement": disagreement_table.run,
    "pages": page_timings.run,
}


def main() -> int:
    """Run the benchmarks asked for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(BENCHMARKS)}; all if left out")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"), help="file to write")
    options = parser.parse_args()
    if unknown := set(options.names) - BENCHMARKS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    console = Console()
    try:
        for name in options.names or BENCHMARKS:
            _write(options.out, name, BENCHMARKS[name](console))
    except (LocalError, PageFailed, intake.Miscounted, statistics.Failed) as error:
        print(f"The benchmark stopped: {error}", file=sys.stderr)
        return 1
    console.print(f"written to {options.out}")
    return 0


def _write(path: Path, name: str, result: Mapping[str, Any]) -> None:
    """Replace one benchmark's object and keep the others'."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | {name: result}, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    sys.exit(main())
