"""Canonical, unpadded base64url: the only text form of bytes at the edges."""

import base64
import binascii
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


def b64url(data: bytes) -> str:
    """Encode bytes as base64url without padding (RFC 4648 section 5).

    Args:
        data: any bytes.

    Returns:
        ASCII text of ceil(4 · len(data) / 3) characters.
    """
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def unb64url(text: str) -> bytes:
    """Decode canonical, unpadded base64url; the exact inverse of `b64url`.

    Every byte string has one accepted spelling: padding, other alphabets, blanks and non-zero
    trailing bits are refused, so that two different requests never mean the same bytes.

    Args:
        text: base64url text.

    Returns:
        The bytes.

    Raises:
        ValueError: the text is not canonical. The message never repeats it.
    """
    if not _ALPHABET.fullmatch(text):
        raise ValueError("not base64url: only A-Z a-z 0-9 - _ and no padding")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError("not base64url: impossible length") from None
    if b64url(data) != text:
        raise ValueError("not canonical base64url: the unused bits of the last character must be zero")
    return data
