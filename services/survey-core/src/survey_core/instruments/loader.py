"""Loads an instrument document and refuses a faulty one with everything that is wrong with it."""

from typing import Any

from pydantic import ValidationError

from survey_core.instruments.checks import cross_check
from survey_core.instruments.document import Instrument
from survey_core.instruments.errors import InstrumentError, InstrumentErrors
from survey_core.instruments.nodes import Node
from survey_core.instruments.paths import is_echo, readable_error
from survey_core.instruments.source import read_tree


def load_instrument(source: bytes | str) -> Instrument:
    """Read and check an instrument document.

    Args:
        source: the whole document as YAML 1.2 or JSON; bytes are UTF-8.

    Raises:
        InstrumentErrors: with every fault found: its path, the value there and what is allowed.
            A document that cannot be parsed at all has only its first fault reported.
    """
    tree = read_tree(source)
    instrument, faults = _validate(tree)
    faults.extend(cross_check(Node(tree)))
    if faults or instrument is None:
        raise InstrumentErrors(_each_place_once(faults))
    return instrument


def instrument_schema() -> dict[str, Any]:
    """The JSON Schema of an instrument document (served at `/v1/schemas/instrument`)."""
    schema = Instrument.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _validate(tree: Any) -> tuple[Instrument | None, list[InstrumentError]]:
    try:
        return Instrument.model_validate(tree), []
    except ValidationError as error:
        details = [entry for entry in error.errors(include_url=False) if not is_echo(entry)]
        return None, [readable_error(entry, model=Instrument) for entry in details]


def _each_place_once(faults: list[InstrumentError]) -> list[InstrumentError]:
    """Drop repetitions of the same message at the same place."""
    return list({(fault.path, fault.message): fault for fault in faults}.values())
