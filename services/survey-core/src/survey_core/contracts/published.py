"""What published documents have in common: their exact bytes, and whether two of them publish the same."""

from collections.abc import Collection
from typing import Any

import orjson

from survey_core.contracts.measures import Part


def canonical_bytes(document: Part) -> bytes:
    """Return the exact bytes to serve: canonical JSON, the same for equal documents."""
    return orjson.dumps(document.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)


def same_but_for(identity: Collection[str], document: Part, *, stored: bytes) -> bool:
    """Tell whether a document publishes what the stored one does.

    Compared as JSON: the stored one may have been written by an earlier version, which lacked fields.

    Args:
        identity: top-level fields that tell revisions apart without any published content having changed.
        document: the new one.
        stored: bytes of the old one.
    """
    return _content(canonical_bytes(document), identity) == _content(stored, identity)


def _content(raw: bytes, identity: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in orjson.loads(raw).items() if key not in identity}
