"""From bytes to a plain tree: YAML 1.2 or JSON, nothing repeated, nothing executable.

Danger: a document comes from outside. Aliases could blow a few lines up to gigabytes, tags could build
objects and repeated keys would silently drop a question, so all three are refused.
"""

import json
from collections.abc import Iterable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event

from survey_core.instruments.errors import DOCUMENT, InstrumentError, InstrumentErrors

MAX_DOCUMENT_BYTES = 500_000
"""A 60-item instrument in two languages with every descriptor takes about 70 kB."""

MAX_DEPTH = 32
"""An instrument needs 10."""

_PLAIN = "allowed: text, whole or decimal numbers, true/false, lists and mappings"


def read_tree(source: bytes | str) -> Any:
    """Parse a document into dicts, lists, texts, numbers, booleans and None.

    Args:
        source: a whole YAML 1.2 or JSON document; bytes are UTF-8, a byte order mark is accepted.

    Raises:
        InstrumentErrors: not UTF-8, too large, not YAML or JSON, a repeated key, an alias, a tag
            other than the plain ones, or a value that JSON cannot hold (dates, NaN, sets).
    """
    text = _decode(source)
    try:
        tree = _read_json(text) if text.lstrip().startswith("{") else _read_yaml(text)
        problems = list(_foreign(tree, ""))
    except RecursionError as error:
        raise _refused("nested too deeply") from error
    if problems:
        raise InstrumentErrors(problems)
    return tree


def _decode(source: bytes | str) -> str:
    size = len(source)
    if size > MAX_DOCUMENT_BYTES:
        raise _refused(f"at most {MAX_DOCUMENT_BYTES} bytes", size)
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(f"must be UTF-8; byte {error.start} is not") from error


def _read_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError:
        return _read_yaml(text)  # a YAML flow mapping begins with a brace too


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) == len(pairs):
        return mapping
    names = [name for name, _ in pairs]
    repeated = next(name for name in names if names.count(name) > 1)
    raise _refused("each key may appear once in a mapping", repeated)


def _no_constant(name: str) -> Any:
    raise _refused("numbers must be finite", name)


def _read_yaml(text: str) -> Any:
    # pure: the C parser of ruamel.yaml reads YAML 1.1, where an unquoted yes is a boolean.
    try:
        _refuse_traps(YAML(typ="safe", pure=True).parse(text))
        return YAML(typ="safe", pure=True).load(text)
    except DuplicateKeyError as error:
        raise _refused(f"each key may appear once in a mapping: {_where(error)}") from error
    except YAMLError as error:
        raise _refused(f"must be one YAML 1.2 or JSON document: {_where(error)}") from error
    except ValueError as error:
        if isinstance(error, InstrumentErrors):
            raise
        raise _refused(f"must be one YAML 1.2 or JSON document: {error}") from error


def _refuse_traps(events: Iterable[Event]) -> None:
    """Refuse what makes a parser slow, as soon as it comes up: the time per bracket grows with the depth."""
    depth = 0
    for event in events:
        if isinstance(event, AliasEvent):
            raise _refused("write the value out: aliases (*name) are refused")
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _refused(f"nested deeper than {MAX_DEPTH} levels")


def _where(error: YAMLError) -> str:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return str(error)
    mark = error.problem_mark
    return f"{error.problem} at line {mark.line + 1}, column {mark.column + 1}"


def _foreign(tree: Any, path: str) -> list[InstrumentError]:
    """Every value that JSON cannot hold, with its path."""
    found: list[InstrumentError] = []
    if isinstance(tree, dict):
        for key, value in tree.items():
            below = f"{path}.{key}" if path else str(key)
            if not isinstance(key, str):
                found.append(InstrumentError(below, key, "keys must be text; quote it"))
            found.extend(_foreign(value, below))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            found.extend(_foreign(value, f"{path}[{index}]"))
    elif isinstance(tree, float) and (tree != tree or tree in {float("inf"), float("-inf")}):  # noqa: PLR0124 - NaN
        found.append(InstrumentError(path or DOCUMENT, str(tree), "numbers must be finite"))
    elif tree is not None and not isinstance(tree, str | int | float | bool):
        found.append(InstrumentError(path or DOCUMENT, str(tree), f"{_PLAIN}; quote it"))
    return found


def _refused(message: str, value: Any = None) -> InstrumentErrors:
    return InstrumentErrors([InstrumentError(DOCUMENT, value, message)])
