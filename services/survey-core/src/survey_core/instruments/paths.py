"""Turns a Pydantic error into ours: a path people can follow, and what the schema allows there."""

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from survey_core.instruments.errors import DOCUMENT, InstrumentError

_OUR_WORDS = {
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "string_type": "must be text; quote it",
    "string_pattern_mismatch": "not of this form",
    "too_short": "too few",
    "too_long": "too many",
}
"""Said in the words of YAML and JSON rather than Python's."""


def readable_path(location: Sequence[str | int]) -> str:
    """`("domains", 0, "id")` → `domains[0].id`; the empty location is the document."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path.removeprefix(".") or DOCUMENT


def readable_error(details: ErrorDetails, *, model: type[BaseModel]) -> InstrumentError:
    """One schema fault found by `model`, with what is allowed at its place."""
    location = tuple(part for part in details["loc"] if part != "[key]")
    path = readable_path(location)
    if details["type"] == "extra_forbidden":
        parent, _ = _resolve(model, location[:-1])
        return InstrumentError(path, details["input"], f"unknown field; allowed: {', '.join(_names(parent))}")
    _, description = _resolve(model, location)
    if details["type"] == "missing":
        return InstrumentError(path, None, f"required: {description}")
    message = _OUR_WORDS.get(details["type"], details["msg"])
    return InstrumentError(path, details["input"], f"{message}; allowed: {description}")


def is_echo(details: ErrorDetails) -> bool:
    """True for what only repeats another fault.

    "Too short" said of a list that is long enough but holds a faulty entry; a default that could not be
    worked out from faulty points.
    """
    if details["type"] == "default_factory_not_called":
        return True
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _resolve(model: type[BaseModel], location: Sequence[str | int]) -> tuple[type[BaseModel], str]:
    """The innermost part on the way to a location, and the description of its field there."""
    annotation: Any = Any
    part, description = model, "a mapping with " + ", ".join(_names(model))
    for step in location:
        field = _field(part, step) if annotation is Any else None
        if field is not None:
            annotation, description = field.annotation, field.description or ""
        else:
            annotation = _inside(annotation)
        below = _model_in(annotation)
        if below is not None:
            part, annotation = below, Any
    return part, description


def _field(part: type[BaseModel], step: str | int) -> FieldInfo | None:
    for name, field in part.model_fields.items():
        if step == (field.alias or name):
            return field
    return None


def _inside(annotation: Any) -> Any:
    """What a list or mapping holds."""
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    return get_args(annotation)[0] if get_origin(annotation) is tuple else annotation


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The part an annotation names, directly or as an optional one."""
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate if get_origin(annotation) not in {tuple, dict} else None
    return None


def _names(part: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in part.model_fields.items()]
