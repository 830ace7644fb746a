"""The pages in a real Chromium against the live system."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.e2e import pages
from tests.e2e.wave import Wave, open_wave
from tests.fixtures.places import fresh_home
from tests.fixtures.stack import FAST

Journey = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session", autouse=True)
def built_pages() -> None:
    """The pages as `make` builds them; built here only where nobody has yet, and once."""
    pages.build_once()


@pytest.fixture(scope="session")
def shared_stack() -> Iterator[Stack]:
    """One running system for files whose surveys are in districts of their own and change nothing else."""
    with fresh_home() as home, Stack(home, extra_env=FAST) as running:
        yield running


@pytest.fixture(scope="module")
def wave(shared_stack: Stack) -> Wave:
    """An open survey with cards, for the tests of one file."""
    return open_wave(shared_stack)


@pytest.fixture(scope="session")
def chromium(built_pages: None) -> str:  # noqa: ARG001 - its lock keeps two processes from unpacking at once
    """Where the browser is; unpacked on first use."""
    return pages.chromium_path()


@pytest.fixture
def journey(chromium: str, tmp_path: Path) -> Iterator[Journey]:
    """Send a browser on a journey of `frontend/e2e/journeys`; every call in a test is the same phone."""
    profile = tmp_path / "phone"

    def run(name: str, **facts: Any) -> dict[str, Any]:
        return pages.run_journey(name, chromium=chromium, facts={"profile": str(profile)} | facts)

    yield run
    shutil.rmtree(profile, ignore_errors=True)
