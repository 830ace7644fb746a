"""Instrument documents as the database keeps them."""

from collections.abc import Mapping
from typing import Any

import orjson

from survey_core.instruments import Instrument, load_instrument


def instrument_of(document: Mapping[str, Any]) -> Instrument:
    """Load a stored document: it was checked when it was stored, and never changes."""
    return load_instrument(orjson.dumps(document))
