"""A KEK as text that a person can print, type again and be told which line is wrong.

Four lines of 13 Crockford base32 symbols hold the 32 bytes (260 bits, the last four of them zero), each with
a check symbol as in access codes; a fifth line of four symbols is made from the participation and the key
together, so that two sheets cannot be mixed up.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from scoring_worker.logs import WorkerError
from survey_core.passes.codes import ALPHABET

KEK_BYTES: Final = 32
_LINES, _SYMBOLS = 4, 13
_PADDING_BITS = _LINES * _SYMBOLS * 5 - KEK_BYTES * 8
_CHECK_MODULUS = 31
_SEAL_SYMBOLS = 4
_TAG = b"ics-kek-copy-v1|"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FIELD = re.compile(r"^\s*(participation|copy|key [1-4]|seal)\s*:\s*(.*?)\s*$", re.IGNORECASE)


class CopyUnreadable(WorkerError):
    """The text is no second copy of a key, or mistyped; the message names the line, never the key."""


@dataclass(frozen=True, repr=False)
class KekCopy:
    """A second copy of one participation's KEK.

    Attributes:
        number: 1 for the first copy of this participation.
        kek: 32 bytes.
    """

    participation_id: UUID
    number: int
    kek: bytes


def write_copy(copy: KekCopy) -> str:
    """Return the lines to print or to keep in a file."""
    bits = int.from_bytes(copy.kek, "big") << _PADDING_BITS
    symbols = "".join(ALPHABET[bits >> shift & 31] for shift in range(_LINES * _SYMBOLS * 5 - 5, -1, -5))
    bodies = [symbols[start : start + _SYMBOLS] for start in range(0, len(symbols), _SYMBOLS)]
    lines = [
        f"participation: {copy.participation_id}",
        f"copy: {copy.number}",
        *(f"key {n}: {_grouped(body + _check_symbol(body))}" for n, body in enumerate(bodies, start=1)),
        f"seal: {_seal(copy.participation_id, copy.kek)}",
    ]
    return "\n".join(lines) + "\n"


def read_copies(text: str) -> list[KekCopy]:
    """Read one or several copies; other lines between them are left out.

    Blanks and hyphens are dropped, case is ignored, O reads as 0, I and L as 1.

    Raises:
        CopyUnreadable: a line is missing or wrong.
    """
    copies = [_read_one(fields) for fields in _blocks(text)]
    if not copies:
        raise CopyUnreadable(
            "the text holds no copy of a key: it has no line that begins with 'participation:'"
        )
    return copies


def _blocks(text: str) -> Iterator[dict[str, str]]:
    block: dict[str, str] = {}
    for line in text.splitlines():
        if (found := _FIELD.match(line)) is None:
            continue
        name = found[1].lower()
        if name == "participation" and block:
            yield block
            block = {}
        block[name] = found[2]
    if block:
        yield block


def _read_one(fields: dict[str, str]) -> KekCopy:
    wanted = ("participation", "copy", *(f"key {n}" for n in range(1, _LINES + 1)), "seal")
    if missing := [name for name in wanted if name not in fields]:
        raise CopyUnreadable(f"the copy is not whole: the line '{missing[0]}:' is missing")
    try:
        participation_id, number = UUID(fields["participation"]), int(fields["copy"])
    except ValueError:
        raise CopyUnreadable("the participation's id or the copy's number is not readable") from None
    bits = 0
    for n in range(1, _LINES + 1):
        for symbol in _body(fields[f"key {n}"], line=f"key {n}"):
            bits = bits << 5 | ALPHABET.index(symbol)
    if bits & ((1 << _PADDING_BITS) - 1):
        raise CopyUnreadable("the line 'key 4' is not right; compare it with the copy, symbol by symbol")
    kek = (bits >> _PADDING_BITS).to_bytes(KEK_BYTES, "big")
    if _plain(fields["seal"]) != _seal(participation_id, kek):
        raise CopyUnreadable(
            "the key is not this participation's: compare the lines 'participation' and 'seal'"
        )
    return KekCopy(participation_id=participation_id, number=number, kek=kek)


def _body(typed: str, *, line: str) -> str:
    symbols = _plain(typed)
    body, check = symbols[:-1], symbols[-1:]
    if len(body) != _SYMBOLS or set(symbols) - set(ALPHABET) or _check_symbol(body) != check:
        raise CopyUnreadable(f"the line '{line}' is not right; compare it with the copy, symbol by symbol")
    return body


def _plain(typed: str) -> str:
    return re.sub(r"[\s-]+", "", typed).upper().translate(_READ_AS)


def _grouped(symbols: str) -> str:
    return "-".join(symbols[start : start + 5] for start in range(0, len(symbols), 5))


def _check_symbol(body: str) -> str:
    weighted = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(body, start=1))
    return ALPHABET[weighted % _CHECK_MODULUS]


def _seal(participation_id: UUID, kek: bytes) -> str:
    digest = hashlib.sha256(_TAG + str(participation_id).encode("ascii") + b"|" + kek).digest()
    bits = int.from_bytes(digest[:3], "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(5 * (_SEAL_SYMBOLS - 1), -1, -5))
