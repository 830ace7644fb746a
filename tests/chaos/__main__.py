"""`make chaos`: every fault test, a table of them, and `build/chaos.json`."""

import json
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
REPORT = HERE.parent.parent / "build" / "chaos.json"
# The burst on the API lives beside the other tests of intake.
WHERE = [str(HERE), str(HERE.parent / "integration" / "responses" / "test_crash.py")]


class Report:
    """Collects how each fault test ended."""

    def __init__(self) -> None:
        self.faults: dict[str, dict[str, str | float]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the test itself, and a fixture that failed."""
        if report.when == "call" or report.outcome != "passed":
            name = report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")
            self.faults[name] = {"outcome": report.outcome, "seconds": round(report.duration, 1)}


def show(report: Report) -> None:
    """Print the table for a person and write the JSON for a program."""
    table = Table("fault and what must hold", "outcome", "seconds", title="Faults")
    for name, fault in report.faults.items():
        table.add_row(name, str(fault["outcome"]), str(fault["seconds"]))
    Console().print(table)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report.faults, indent=2) + "\n")


if __name__ == "__main__":
    report = Report()
    code = pytest.main(["-q", *WHERE], plugins=[report])
    show(report)
    sys.exit(code)
