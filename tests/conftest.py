"""What every test may use: real servers, third-party reference data, and the line `make test` ends with."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.fixtures.servers", "tests.fixtures.stack", "tests.fixtures.respondent_api"]

ROOT = Path(__file__).parent.parent
REFERENCE_DATA = "needs reference data"

# A busy machine is slow, not wrong.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def reference_data_dir() -> Path:
    """Where third-party data may lie; see CONTRIBUTING. It is never part of the repository."""
    return Path(os.environ.get("REFERENCE_DATA_DIR", ROOT / ".." / "shared" / "reference")).resolve()


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The directory of third-party data; the test is skipped, and counted, where there is none."""
    path = reference_data_dir()
    if not path.is_dir():
        pytest.skip(REFERENCE_DATA)
    return path


@pytest.fixture(scope="module", autouse=True)
def logging_as_before() -> Iterator[None]:
    """Keep one file's logging from another's: an application made in this process sets it for all of them."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Remember how many tests were skipped for want of reference data."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(REFERENCE_DATA in str(report.longrepr) for report in skipped)
    terminalreporter.config.stash[_SKIPPED] = count


_SKIPPED = pytest.StashKey[int]()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Print the contract line after everything else, from the controlling process only."""
    if hasattr(config, "workerinput") or _SKIPPED not in config.stash:
        return
    present = reference_data_dir().is_dir()
    absent = f"absent, {config.stash[_SKIPPED]} skipped"
    print(f"reference data: {'present' if present else absent}")  # noqa: T201 - the line `make test` promises
