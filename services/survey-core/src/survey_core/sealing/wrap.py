"""The opener key at rest: wrapped under a key-encryption key whose destruction is the destruction."""

import secrets

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from survey_core.sealing.errors import WrongWrappingKey
from survey_core.sealing.hpke import SCALAR_BYTES

#: Bytes of a KEK (AES-256) and of a wrapped scalar.
KEK_BYTES = 32
WRAPPED_BYTES = SCALAR_BYTES + 8


def new_kek() -> bytes:
    """A fresh key-encryption key, 32 bytes from the CSPRNG."""
    return secrets.token_bytes(KEK_BYTES)


def wrap(kek: bytes, scalar: bytes) -> bytes:
    """Wrap a private scalar.

    Args:
        kek: 32 bytes.
        scalar: 32 bytes.

    Returns:
        40 bytes.

    Raises:
        ValueError: a length is wrong.

    Source:
        AES key wrap, RFC 3394 section 2.2.1.
    """
    if len(kek) != KEK_BYTES or len(scalar) != SCALAR_BYTES:
        raise ValueError(f"the KEK must have {KEK_BYTES} bytes and the scalar {SCALAR_BYTES}")
    return aes_key_wrap(kek, scalar)


def unwrap(kek: bytes, wrapped: bytes) -> bytes:
    """Undo `wrap`.

    Args:
        kek: 32 bytes.
        wrapped: 40 bytes.

    Returns:
        The private scalar, 32 bytes.

    Raises:
        WrongWrappingKey: another KEK, or damaged or truncated bytes.
    """
    if len(kek) != KEK_BYTES or len(wrapped) != WRAPPED_BYTES:
        raise WrongWrappingKey(f"the KEK must have {KEK_BYTES} bytes and the wrapped key {WRAPPED_BYTES}")
    try:
        return aes_key_unwrap(kek, wrapped)
    except InvalidUnwrap:
        raise WrongWrappingKey("the wrapped key does not belong to this KEK, or is damaged") from None
