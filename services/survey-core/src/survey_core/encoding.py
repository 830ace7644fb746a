"""Canonical, unpadded base64url: the only text form of bytes at the edges."""

import base64
import binascii

# Into the alphabet that the decoder reads; its own two symbols and the padding become a symbol it refuses.
_TO_STANDARD = bytes.maketrans(b"-_+/=", b"+/!!!")
# By the symbols beyond whole groups of four: their padding, and the last symbols whose unused bits are 0.
_LAST = {0: (b"", b""), 2: (b"==", b"AQgw"), 3: (b"=", b"AEIMQUYcgkosw048")}


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
    try:
        symbols = text.encode("ascii").translate(_TO_STANDARD)
        padding, last = _LAST[len(symbols) % 4]
        data = binascii.a2b_base64(symbols + padding, strict_mode=True)
    except (UnicodeEncodeError, KeyError, binascii.Error):
        raise ValueError("not base64url: impossible length, padding or another alphabet") from None
    if last and symbols[-1] not in last:
        raise ValueError("not canonical base64url: the unused bits of the last character must be zero")
    return data
