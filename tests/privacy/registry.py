"""Every attack there is. A new one: a module with `attack(scale)`, a line here, a test file beside it.

The short form of `crashes` is `tests/chaos/test_release_kills.py`.
"""

import importlib
import inspect
from collections.abc import Sequence
from typing import TypeAlias

from tests.privacy.rows import Row
from tests.privacy.scale import Scale

Result: TypeAlias = Row | Sequence[Row]

#: Names of modules in this package, in the order of the table. Each has `attack(scale)`, plain or async,
#: that returns a Row or several; the servers it needs come from `tests.privacy.ground`.
ATTACKS: tuple[str, ...] = (
    "open_survey",
    "logs",
    "personal_keys",
    "ballots",
    "votes",
    "crashes",
    "timing",
    "faults",
    "readers",
    "groups",
    "audits",
    "linkage",
)


async def rows_of(name: str, scale: Scale) -> list[Row]:
    """Run one attack.

    Args:
        name: one of ATTACKS.
        scale: how much of it.

    Returns:
        Its lines.
    """
    module = importlib.import_module(f"tests.privacy.{name}")
    result = module.attack(scale)
    if inspect.isawaitable(result):
        result = await result
    return [result] if isinstance(result, Row) else list(result)
