"""Columns from the contracts: every field of a published part becomes one, named by its path.

Whatever the contract says about a field (its meaning, what is allowed, where it is explained) is the
codebook's word too, so that neither can be forgotten when a field is added.
"""

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from survey_core.contracts.explained import PAGE, SECTION_OF
from survey_core.contracts.measures import SUPPRESSION_REASONS, Suppressed

Kind: TypeAlias = Literal["text", "whole", "number", "truth", "day"]
Cell: TypeAlias = str | int | float | bool | None
Words: TypeAlias = Callable[[Mapping[str, str]], str]
"""Chooses the wording of one language."""

#: A profile of an earlier version was published without the field.
NOT_THEN: Final = "not_in_this_version"
REASONS: Final = (*SUPPRESSION_REASONS, NOT_THEN)
_KINDS: Final[Mapping[type, Kind]] = {
    bool: "truth",
    int: "whole",
    float: "number",
    str: "text",
    date: "day",
}
_MISSING: Final = object()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table, as the codebook describes it."""

    name: str
    kind: Kind
    meaning: str
    allowed: str = ""
    explained: str = ""


@dataclass(frozen=True)
class Field:
    """One field of a part and how it becomes cells.

    Attributes:
        key: in the document.
        columns: that it fills, in order; the last holds the reason if it may be suppressed.
        inner: fields of the part it holds; empty for a single value.
        shape: what a single value is.
        may_hide: whether it may be suppressed.
    """

    key: str
    columns: tuple[Column, ...]
    inner: tuple["Field", ...]
    shape: str
    may_hide: bool


def fields_of(
    model: type[BaseModel], *, prefix: str = "", without: Sequence[str] = (), id_as: str = "id"
) -> tuple[Field, ...]:
    """The fields of a part that become columns of its row; lists of parts have tables of their own.

    Args:
        model: the part's contract.
        prefix: of the names of the columns.
        without: keys that are left to the caller.
        id_as: name of the column that holds its `id`, the same wherever a table refers to it.
    """
    return tuple(
        _field(model, key, info, name=f"{prefix}{id_as if key == 'id' else key}")
        for key, info in model.model_fields.items()
        if key not in without
    )


def columns_of(fields: Sequence[Field]) -> list[Column]:
    """Their columns, in order."""
    return [column for field in fields for column in field.columns]


def cells_of(fields: Sequence[Field], part: Mapping[str, Any], *, words: Words) -> list[Cell]:
    """A part's cells, as many as `columns_of`."""
    return list(_cells(fields, part, reason="", words=words))


def _cells(
    fields: Sequence[Field], part: Mapping[str, Any] | None, *, reason: str, words: Words
) -> Iterator[Cell]:
    for field in fields:
        value = None if part is None else part.get(field.key, _MISSING)
        why = reason
        if value is _MISSING:
            value, why = None, NOT_THEN
        elif isinstance(value, dict) and value.get("suppressed") is True:
            why, value = value["reason"], None
        if field.inner:
            yield from _cells(field.inner, value, reason=why, words=words)
        elif field.shape != "parts":
            yield None if value is None else _cell(value, field.shape, words)
        if field.may_hide:
            yield why or None if value is None else None


def _cell(value: Any, shape: str, words: Words) -> Cell:
    if shape == "words":
        return words(value)
    if shape == "list":
        return " ".join(str(one) for one in value) or None
    if shape == "groups":
        return " ".join(group_name(one) for one in value)
    result: Cell = float(value) if shape == "number" else value
    return result


def group_name(values: Sequence[int]) -> str:
    """Neighbouring answer values as one word: `3`, `1-2`."""
    return str(values[0]) if len(values) == 1 else f"{values[0]}-{values[-1]}"


def _field(model: type[BaseModel], key: str, info: FieldInfo, *, name: str) -> Field:
    kinds = _alternatives(info.annotation)
    may_hide = Suppressed in kinds
    (plain,) = (one for one in kinds if one not in {Suppressed, type(None)})
    inner: tuple[Field, ...] = ()
    columns: tuple[Column, ...] = ()
    shape = _shape(plain)
    section = SECTION_OF.get((model.__name__, key))
    explained = f"{PAGE}#{section}" if section else ""
    meaning = info.description or _first_line(plain)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        inner = fields_of(plain, prefix=f"{name}_")
        columns = tuple(columns_of(inner))
    elif shape != "parts":
        kind = "truth" if plain == Literal[True] else _KINDS.get(plain, "text")
        allowed = _allowed(plain, info)
        columns = (Column(name=name, kind=kind, meaning=meaning, allowed=allowed, explained=explained),)
    if may_hide:
        columns += (_reason_column(name, explained=explained),)
    return Field(key, columns, inner, shape, may_hide)


def _reason_column(name: str, *, explained: str) -> Column:
    meaning = f"Why {name} is not shown; empty where it is shown."
    return Column(
        name=f"{name}_suppressed",
        kind="text",
        meaning=meaning,
        allowed=", ".join(REASONS),
        explained=explained,
    )


def _alternatives(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return [kind for one in get_args(annotation) for kind in _alternatives(one)]
    return [annotation]


def _shape(plain: Any) -> str:
    """How a value is written: as it is, as words of one language, as a list, or in a table of its own."""
    if get_origin(plain) is dict:
        return "words"
    if get_origin(plain) is list:
        (inside,) = get_args(plain)
        if isinstance(inside, type) and issubclass(inside, BaseModel):
            return "parts"
        return "groups" if get_origin(inside) is list else "list"
    return "number" if plain is float else "plain"


def _allowed(plain: Any, info: FieldInfo) -> str:
    if get_origin(plain) is Literal:
        return ", ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in get_args(plain))
    if plain is bool:
        return "true, false"
    shape = _shape(plain)
    if shape in {"list", "groups"}:
        return "separated by spaces"
    limits = [f"from {one.ge}" for one in info.metadata if isinstance(one, Ge)]
    limits += [f"to {one.le}" for one in info.metadata if isinstance(one, Le)]
    return " ".join(limits)


def _first_line(plain: Any) -> str:
    return (getattr(plain, "__doc__", None) or "").partition("\n")[0]
