"""How long a teacher waits for the survey page on a slow line, and what Lighthouse says of every page."""

import json
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from rich.console import Console
from rich.table import Table

from infra.local.home import Home
from infra.local.stack import Stack
from tests.e2e import pages
from tests.e2e.wave import open_wave

ROUNDS: Final = 5
CPU_SLOWDOWN: Final = 6
_TIMEOUT_S: Final = 900
#: What is measured → (bar, in milliseconds or points, how it is put to a reader).
BARS: Final[Mapping[str, tuple[float, str]]] = {
    "welcome": (1000, "from the link to the welcome, slow line"),
    "first_question": (1000, "from the code to the first question, slow line"),
    "largest": (1200, "largest thing drawn (Lighthouse, simulated line)"),
    "performance": (100, "Lighthouse: performance"),
    "accessibility": (100, "Lighthouse: accessibility"),
    "best-practices": (100, "Lighthouse: best practices"),
}
_SCORES: Final = ("performance", "accessibility", "best-practices")


def run(console: Console) -> dict[str, Any]:
    """Measure; returns what goes under "pages" in build/bench.json.

    Raises:
        LocalError: a server did not start.
        PageFailed: a browser could not go through the pages.
    """
    with (
        tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder,
        Stack(Home(Path(folder))) as stack,
    ):
        wave = open_wave(stack)
        others, codes = wave.cards[ROUNDS:], [card["code"] for card in wave.cards[:ROUNDS]]
        phones = _node("bench/timings.mjs", {"poster": wave.poster, "codes": codes})
        seen = {"survey": wave.poster} | {
            name: urljoin(stack.base_url, f"/{name}/") for name in ("results", "verify")
        }
        visits = _lighthouse(seen)
        # The full report of a school, as whoever has its poster reads it.
        wave.fill(range(ROUNDS, ROUNDS + len(others)))
        wave.close()
        visits |= _lighthouse({"profile": urljoin(stack.base_url, f"/results/#p={wave.participation}")})
    found = {
        "rounds": ROUNDS,
        "cpu_slowdown": CPU_SLOWDOWN,
        "slow_line": _medians(phones),
        "lighthouse": {page: _medians(rounds) for page, rounds in visits.items()},
    }
    _print(console, found)
    return found


def _lighthouse(seen: Mapping[str, str]) -> dict[str, Any]:
    """Every visit of every page, by the page's name."""
    visits: dict[str, Any] = _node(
        "bench/lighthouse.mjs", {"pages": seen, "rounds": ROUNDS, "cpu": CPU_SLOWDOWN}
    )
    return visits


def _node(script: str, facts: Mapping[str, Any]) -> Any:
    chromium = {"CHROMIUM": pages.chromium_path()}
    said = pages.node(script, timeout_s=_TIMEOUT_S, given=json.dumps(facts), environment=chromium)
    return json.loads(said.splitlines()[-1])


def _medians(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(one[name] for one in rounds)) for name in rounds[0]}


def is_kept(name: str, value: float) -> bool:
    """Whether a bar is kept: scores have to reach it, times must not pass it."""
    bar, _ = BARS[name]
    return value >= bar if name in _SCORES else value <= bar


def _print(console: Console, found: Mapping[str, Any]) -> None:
    table = Table(title=f"Pages: median of {ROUNDS}, processor {CPU_SLOWDOWN} times slower")
    for heading in ("page", "what", "measured", "bar", ""):
        table.add_column(heading, justify="right" if heading in {"measured", "bar"} else "left")
    for page, values in {"survey ": found["slow_line"], **found["lighthouse"]}.items():
        for name, value in values.items():
            if name in BARS and not (page == "survey " and name == "largest"):
                bar, words = BARS[name]
                unit = "" if name in _SCORES else " ms"
                verdict = "kept" if is_kept(name, value) else "MISSED"
                table.add_row(page.strip(), words, f"{value:.0f}{unit}", f"{bar:.0f}{unit}", verdict)
    console.print(table)
