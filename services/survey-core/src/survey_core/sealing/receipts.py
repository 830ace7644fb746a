"""Receipts: how a phone recognises its own response in the published record."""

import hashlib

from survey_core.sealing.plaintext import unpad

_TAG = b"ics-receipt-v1|"
_PIN_BYTES = 32


def receipt(pin: bytes, plaintext: bytes) -> bytes:
    """The receipt of one response.

    Args:
        pin: 32 bytes, of the manifest it was sealed under.
        plaintext: with or without its padding; the padding does not count.

    Returns:
        SHA-256("ics-receipt-v1|" ‖ pin ‖ plaintext without padding), 32 bytes.

    Raises:
        ValueError: the pin has another length.
    """
    if len(pin) != _PIN_BYTES:
        raise ValueError(f"a pin has {_PIN_BYTES} bytes")
    return hashlib.sha256(_TAG + pin + unpad(plaintext)).digest()
