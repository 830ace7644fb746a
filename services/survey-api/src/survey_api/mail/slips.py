"""What is stored of one message or one address: sealed, and every row of the same length.

A slip is AES-256-GCM under a mail key: 12 random bytes, then address (padded) and code (or zeros), then the
tag. What the row is for, its participation and its id are authenticated with it, so that a slip opens only in
its own place.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey_api.mail.key_store import Purpose
from survey_core.passes.codes import CODE_SYMBOLS

NONCE_BYTES: Final = 12
ADDRESS_BYTES: Final = 254
"""The longest address there is (RFC 5321)."""
_NO_CODE: Final = bytes(CODE_SYMBOLS)
_CONTEXT: Final = "ics-mail-v1"


class SlipUnreadable(Exception):
    """A slip does not open under this key and in this place."""


@dataclass(frozen=True)
class Slip:
    """An address, and the code on its way to it; nothing prints either by accident."""

    address: str = field(repr=False)
    code: str | None = field(default=None, repr=False)


def purpose_of(kind: str) -> Purpose:
    """Which key seals a kind of row: a message's kind, or `address`."""
    return "codes" if kind in {"invitation", "replacement"} else "addresses"


def seal_slip(slip: Slip, *, key: bytes, kind: str, participation_id: UUID, row_id: UUID) -> bytes:
    """Seal a slip; the same number of bytes whatever the address."""
    address = slip.address.encode("ascii")
    code = _NO_CODE if slip.code is None else slip.code.encode("ascii")
    plain = bytes([len(address)]) + address.ljust(ADDRESS_BYTES, b"\0") + code
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _place(kind, participation_id, row_id))


def open_slip(sealed: bytes, *, key: bytes, kind: str, participation_id: UUID, row_id: UUID) -> Slip:
    """Open a slip.

    Raises:
        SlipUnreadable: another key's, another place's, or changed.
    """
    try:
        plain = AESGCM(key).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(kind, participation_id, row_id)
        )
    except InvalidTag:
        raise SlipUnreadable from None
    address, code = plain[1 : 1 + plain[0]], plain[1 + ADDRESS_BYTES :]
    return Slip(address.decode("ascii"), None if code == _NO_CODE else code.decode("ascii"))


def _place(kind: str, participation_id: UUID, row_id: UUID) -> bytes:
    return f"{_CONTEXT}|{kind}|{participation_id}|{row_id}".encode("ascii")
