"""The short form of an attack as a test."""

import asyncio

from tests.privacy.registry import ATTACKS, rows_of
from tests.privacy.scale import Scale


def assert_holds(name: str) -> None:
    """Run one registered attack in its short form; every line must hold, its control included."""
    assert name in ATTACKS, "register the attack, or `make privacy` leaves it out"
    rows = asyncio.run(rows_of(name, Scale.SHORT))
    assert rows
    assert [row for row in rows if not row.holds] == []
