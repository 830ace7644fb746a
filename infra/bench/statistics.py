"""Statistics: how long a school, a district and a nation take, beside a loop over schools and plain numpy.

Everything runs on one thread, each part in a process of its own, so that memory is measured for each.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from infra.bench.statistics_parts import PARTS

#: Bars to stay below; the unit is in the key of the result.
BARS: Mapping[str, tuple[str, float]] = {
    "school": ("ms", 2),
    "school_posterior": ("ms", 60),
    "school_posterior_all_split": ("ms", 60),
    "district": ("ms", 500),
    "nation": ("s", 30),
    "reml": ("ms", 150),
}
MEMORY_BAR_MIB = 4096
_PART_TIMEOUT_S = 1800  # the bars are far below
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Failed(Exception):
    """A part of the benchmark stopped."""


def run(console: Console) -> dict[str, Any]:
    """Measure; returns what goes under "statistics" in build/bench.json.

    Raises:
        Failed: a part did not finish, or the product and the plain reference disagree.
    """
    results = {}
    for part in PARTS:
        with console.status(f"statistics: {part}"):
            results[part] = _in_own_process(part)
    console.print(_table(results))
    return results | {"bars": {part: {unit: bar} for part, (unit, bar) in BARS.items()}}


def _in_own_process(part: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "infra.bench.statistics_parts", part],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | _ONE_THREAD,
        timeout=_PART_TIMEOUT_S,
    )
    if done.returncode != 0:
        raise Failed(f"{part}: {done.stderr.strip()}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _table(results: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table(title="Statistics, one thread; ratios below 1 mean faster than the other")
    for heading in ("part", "time", "processor", "bar", "of a loop over schools", "of plain numpy", "memory"):
        first = heading == "part"
        table.add_column(heading, justify="left" if first else "right", no_wrap=first)
    for part, result in results.items():
        unit, bar = BARS[part]
        memory = f"{result['peak_mib']:,.0f} of {MEMORY_BAR_MIB:,} MiB" if "peak_mib" in result else ""
        table.add_row(
            part,
            f"{result[unit]:,.2f} {unit}",
            f"{result[f'cpu_{unit}']:,.2f} {unit}",
            f"{bar:,} {unit}",
            f"{result['ratio_to_loop']:.3f}" if "ratio_to_loop" in result else "",
            f"{result['ratio_to_plain']:.3f}",
            memory,
        )
    return table
