"""The committed protocol vectors, for tests in any room."""

import json
from functools import cache
from typing import Any

from tests.golden.make_protocol_vectors import PATH


@cache
def protocol_vectors() -> dict[str, Any]:
    """The file as a value; never change it."""
    vectors: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return vectors


def refused(section: list[dict[str, str]], field: str) -> list[tuple[str, str]]:
    """(why, value) of each refused example that has this field."""
    return [(example["why"], example[field]) for example in section if field in example]
