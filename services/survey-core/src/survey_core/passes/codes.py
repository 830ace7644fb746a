"""Access codes: 19 random Crockford base32 symbols and a check symbol.

The check symbol is alphabet[Σ (i + 1) · value_i mod 31]. 31 is prime and no weight is a multiple
of it, so every single wrong symbol and every swap of neighbours changes the check, except between
"0" and "Z" (values 0 and 31): one confusion in 496, and not one that hands or eyes make.
"""

import hashlib
import re
import secrets

from survey_core.passes.errors import MalformedCode
from survey_core.passes.message import participation_bytes

#: Crockford's base32: no I, L, O, U. A symbol's value is its place.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Symbols of a canonical code, check symbol included.
CODE_SYMBOLS = 20

_CHECK_MODULUS = 31
_GROUP = 4
_TAG = b"ics-code-v1|"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s-]+")
_CANONICAL = re.compile(f"[{ALPHABET}]{{{CODE_SYMBOLS}}}")


def new_code() -> str:
    """A fresh canonical code: 95 random bits from the CSPRNG and its check symbol.

    Returns:
        20 upper-case symbols without separators.
    """
    body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SYMBOLS - 1))
    return body + _check_symbol(body)


def format_code(code: str) -> str:
    """A code as it is printed: five groups of four with hyphens between."""
    return "-".join(code[start : start + _GROUP] for start in range(0, CODE_SYMBOLS, _GROUP))


def parse_code(text: str) -> str:
    """Read a typed or scanned code.

    Blanks and hyphens are dropped, case is ignored, O reads as 0, I and L as 1.

    Args:
        text: what a person typed.

    Returns:
        The canonical 20 symbols.

    Raises:
        MalformedCode: wrong length, wrong symbol or wrong check symbol; the code is not repeated.
    """
    code = _SEPARATORS.sub("", text).upper().translate(_READ_AS)
    if len(code) != CODE_SYMBOLS:
        raise MalformedCode(f"a code has {CODE_SYMBOLS} letters and digits; count them again")
    if not _is_canonical(code):
        raise MalformedCode("this is not one of our codes; compare it with the card, symbol by symbol")
    return code


def code_hash(participation: str, code: str) -> bytes:
    """The only form in which a code is stored.

    Args:
        participation: 36 characters of lower-case UUID text.
        code: canonical form, from `parse_code` or `new_code`.

    Returns:
        SHA-256("ics-code-v1|" ‖ participation ‖ "|" ‖ code), 32 bytes.

    Raises:
        MalformedCode: the code is not in canonical form.
        MalformedParticipation: the id has another form.
    """
    if not _is_canonical(code):
        raise MalformedCode("hash only what parse_code returned")
    return hashlib.sha256(_TAG + participation_bytes(participation) + b"|" + code.encode("ascii")).digest()


def _is_canonical(code: str) -> bool:
    return _CANONICAL.fullmatch(code) is not None and _check_symbol(code[:-1]) == code[-1]


def _check_symbol(body: str) -> str:
    weighted = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(body, start=1))
    return ALPHABET[weighted % _CHECK_MODULUS]
