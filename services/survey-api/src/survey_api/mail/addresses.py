"""Reading addresses: one a line, or a JSON list. No fault ever repeats an address."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from survey_api.problems.base import FieldError

_LONGEST: Final = 254
_LONGEST_LOCAL: Final = 64
_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL: Final = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(\.{_LABEL})+")
_HEADINGS: Final = frozenset({"email", "e-mail", "mail", "address", "correo"})


class AddressFault(Exception):
    """What is wrong with an address; the message says what is allowed and never what was sent."""


def normalise(text: str) -> str:
    """Return an address as it is stored: ASCII, the domain in lower case (IDNA), the local part as given.

    Raises:
        AddressFault: it is no address that any mail server takes.
    """
    local, _, domain = text.strip().rpartition("@")
    if not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        raise AddressFault("must be an address like name@school.example, with ASCII characters before the @")
    try:
        ascii_domain = domain.lower().encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    if not _DOMAIN.fullmatch(ascii_domain):
        raise AddressFault("must name a domain like school.example after the @")
    if len(local) + 1 + len(ascii_domain) > _LONGEST:
        raise AddressFault(f"must not be longer than {_LONGEST} characters")
    return f"{local}@{ascii_domain}"


def same(address: str) -> str:
    """What two spellings of one mailbox share: case makes no difference, in practice, anywhere."""
    return address.casefold()


def read_lines(text: str) -> list[tuple[str, str]]:
    """Return (pointer, address as sent) of a text with one address a line.

    Blank lines and a heading (`email`, `address`, …) in the first are passed over; quotes around an address,
    as spreadsheets write them, are dropped.
    """
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        one = line.strip().strip('"').strip()
        if one and not (number == 1 and one.casefold() in _HEADINGS):
            found.append((f"line/{number}", one))
    return found


def read_list(addresses: Sequence[str], *, at: str = "/addresses") -> list[tuple[str, str]]:
    """Return (pointer, address as sent) of a JSON list."""
    return [(f"{at}/{index}", one) for index, one in enumerate(addresses)]


def check(entries: Sequence[tuple[str, str]], *, known: Iterable[str]) -> tuple[list[str], list[FieldError]]:
    """Normalise addresses and find all faults at once.

    Args:
        entries: (pointer, address as sent).
        known: addresses that were given before.

    Returns:
        The addresses, and the faults with their pointers.
    """
    first_seen: dict[str, str | None] = {same(one): None for one in known}
    addresses, faults = [], []
    for pointer, sent in entries:
        try:
            address = normalise(sent)
        except AddressFault as fault:
            faults.append(FieldError(pointer=pointer, code="malformed", detail=str(fault)))
            continue
        if same(address) in first_seen:
            before = first_seen[same(address)]
            where = "was given before" if before is None else f"is the same as {before}"
            faults.append(FieldError(pointer=pointer, code="twice", detail=f"this address {where}"))
            continue
        first_seen[same(address)] = pointer
        addresses.append(address)
    return addresses, faults
