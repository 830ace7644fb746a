"""Receipt codes: what a phone keeps after submitting, as one line that another device can read."""

import hashlib
import re
from uuid import UUID

from survey_core.encoding import b64url, unb64url
from survey_core.sealing.errors import MalformedReceiptCode
from survey_core.sealing.verify import OwnReceipt

_PREFIX = "ics-receipt-v1."
_TAG = b"ics-receipt-code-v1|"
_ID_BYTES, _HASH_BYTES = 16, 32
#: Catches mistyped and cut-off codes; with it the length is a multiple of three bytes, so no bit is unused.
_CHECK_BYTES = 5
_BODY_BYTES = _ID_BYTES + 3 * _HASH_BYTES


def write_receipt_code(own: OwnReceipt) -> str:
    """The one line for a receipt.

    Args:
        own: what the phone keeps.

    Returns:
        "ics-receipt-v1." and 156 symbols of base64url.
    """
    body = UUID(own.participation).bytes + own.pin + own.pass_hash + own.receipt
    return _PREFIX + b64url(body + _check(body))


def read_receipt_code(text: str) -> OwnReceipt:
    """Read a receipt code as a person pastes it: blanks and line ends are dropped.

    Args:
        text: as typed or pasted.

    Returns:
        What the phone kept.

    Raises:
        MalformedReceiptCode: another form or version, cut off, or mistyped; the message quotes nothing.
    """
    compact = re.sub(r"\s+", "", text)
    try:
        data = unb64url(compact.removeprefix(_PREFIX)) if compact.startswith(_PREFIX) else b""
    except ValueError:
        data = b""
    body = data[:_BODY_BYTES]
    if len(data) != _BODY_BYTES + _CHECK_BYTES or data[_BODY_BYTES:] != _check(body):
        raise MalformedReceiptCode("this is not a whole receipt code: copy it again")
    hashes = [body[at : at + _HASH_BYTES] for at in range(_ID_BYTES, _BODY_BYTES, _HASH_BYTES)]
    return OwnReceipt(str(UUID(bytes=body[:_ID_BYTES])), *hashes)


def _check(body: bytes) -> bytes:
    return hashlib.sha256(_TAG + body).digest()[:_CHECK_BYTES]
