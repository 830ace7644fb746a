"""RFC 8785 canonical JSON, restricted to ASCII keys, strings, integers, arrays and objects."""

import json
from typing import Any, NoReturn

from survey_core.sealing.errors import NotCanonical

#: Largest integer every JSON reader keeps exactly (RFC 8785 section 3.2.2.3, IEEE 754 doubles).
MAX_INTEGER = 2**53 - 1


def canonical_json(value: Any) -> bytes:
    """The one canonical text of a value: sorted keys, no blanks, UTF-8.

    Args:
        value: dict with ASCII string keys, list or tuple, str, or int within ±(2^53 - 1).

    Returns:
        UTF-8 bytes.

    Raises:
        NotCanonical: bool, null, a float, another type, a non-ASCII key, a number that is too
            large or a lone surrogate.

    Source:
        RFC 8785 section 3.2. With ASCII keys, sorting by UTF-16 code units is sorting by bytes.
    """
    _check(value)
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("a string holds half a surrogate pair") from None


def parse_canonical(data: bytes) -> Any:
    """Read canonical JSON; refuse anything that `canonical_json` would not have written.

    Args:
        data: UTF-8 bytes.

    Returns:
        The value.

    Raises:
        NotCanonical: not JSON, a repeated key, a refused type, or any other spelling.
    """
    value = parse_strict(data)
    if canonical_json(value) != data:
        raise NotCanonical("the document is not in canonical form: keys sorted, no blanks, shortest escapes")
    return value


def parse_strict(data: bytes) -> Any:
    """Read JSON in any spelling, but without repeated keys, fractions or constants like NaN.

    Args:
        data: UTF-8 bytes.

    Returns:
        The value.

    Raises:
        NotCanonical: not UTF-8, not JSON, a repeated key, a number with a fraction or exponent,
            or nesting too deep.
    """
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (ValueError, RecursionError):
        # The decoder's own message quotes the document: drop it.
        raise NotCanonical("the document is not UTF-8 JSON") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key is repeated")
    return found


def _refuse_number(_text: str) -> NoReturn:
    raise NotCanonical("numbers must be integers")


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical("keys must be ASCII strings")
            _check(member)
    elif isinstance(value, list | tuple):
        for member in value:
            _check(member)
    elif type(value) is int:
        if abs(value) > MAX_INTEGER:
            raise NotCanonical("integers must lie within ±(2^53 - 1)")
    elif not isinstance(value, str):
        raise NotCanonical("only objects, arrays, strings and integers are allowed")
