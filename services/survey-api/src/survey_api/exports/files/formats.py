"""The formats of exports, and what each needs."""

from importlib.util import find_spec
from typing import Final, Literal, TypeAlias

Format: TypeAlias = Literal["csv", "ndjson", "parquet", "xlsx", "edfi-xml", "edfi-jsonl"]
#: The optional dependencies of this service that Parquet and spreadsheets need.
EXTRA: Final = "exports"
_NEEDS: Final = {"parquet": "pyarrow", "xlsx": "xlsxwriter"}
#: They describe one survey each, so they take one administration.
EDFI: Final = frozenset({"edfi-xml", "edfi-jsonl"})


def is_installed(wanted: Format) -> bool:
    """Whether this installation can make the format."""
    needed = _NEEDS.get(wanted)
    return needed is None or find_spec(needed) is not None
