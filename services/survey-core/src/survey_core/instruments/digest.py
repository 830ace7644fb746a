"""Canonical JSON (RFC 8785) and its SHA-256, so that a document's identity ignores how it is written."""

import hashlib
import json
from typing import Any


def canonical_json(document: Any) -> bytes:
    """Serialise a JSON value canonically: sorted keys, no spaces, UTF-8, whole numbers without a point.

    Args:
        document: dicts with ASCII keys, lists, texts, finite numbers between 1e-4 and 1e15 in size
            or 0, booleans and None. In that range Python writes decimals as RFC 8785 asks.
    """
    return json.dumps(
        _whole_numbers(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def sha256_digest(data: bytes) -> str:
    """`sha256:` and 64 hex digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _whole_numbers(value: Any) -> Any:
    """3.0 and 3 are one number: JSON has no other way to tell them apart."""
    if isinstance(value, dict):
        return {key: _whole_numbers(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_whole_numbers(entry) for entry in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
