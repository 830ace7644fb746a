"""The instruments that come with Throughline, as data beside this file."""

from functools import cache
from importlib.resources import files

from survey_core.instruments.document import Instrument
from survey_core.instruments.loader import load_instrument

SHIPPED = ("internal-coherence", "internal-coherence-short")
"""Ids of the shipped instruments."""


@cache
def shipped(instrument_id: str) -> Instrument:
    """A shipped instrument by its id, e.g. `internal-coherence`.

    Raises:
        KeyError: no instrument of that id is shipped.
    """
    return load_instrument(shipped_source(instrument_id))


def shipped_source(instrument_id: str) -> bytes:
    """The document of a shipped instrument as written: a starting point for one's own.

    Raises:
        KeyError: no instrument of that id is shipped.
    """
    if instrument_id not in SHIPPED:
        raise KeyError(f"{instrument_id}: shipped are {', '.join(SHIPPED)}")
    return files("survey_core.instruments").joinpath("shipped", f"{instrument_id}.yaml").read_bytes()
