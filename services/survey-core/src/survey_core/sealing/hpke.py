"""Sealing and opening one response: HPKE base mode (RFC 9180), one message per key exchange.

DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, without additional data. The info string binds
a ciphertext to one manifest and one pass, so it cannot be copied to another.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from survey_core.sealing.errors import InvalidSealingKey, SealBroken

#: Bytes of a private scalar, of an uncompressed point (also HPKE's enc), and of the GCM tag.
SCALAR_BYTES = 32
POINT_BYTES = 65
TAG_BYTES = 16
#: sealed_length - SEAL_OVERHEAD is the length of the padded plaintext.
SEAL_OVERHEAD = POINT_BYTES + TAG_BYTES

_TAG = b"ics-seal-v1|"
_HASH_BYTES = 32
_CURVE = ec.SECP256R1()
_SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def new_sealing_keypair() -> tuple[bytes, bytes]:
    """A fresh P-256 key pair.

    Returns:
        (scalar, point): the private key, 32 bytes big-endian, and the public key, 65 bytes.
    """
    key = ec.generate_private_key(_CURVE)
    return key.private_numbers().private_value.to_bytes(SCALAR_BYTES, "big"), _point(key)


def seal(public_key: bytes, *, pin: bytes, pass_hash: bytes, plaintext: bytes) -> bytes:
    """Seal one padded plaintext for the release.

    Args:
        public_key: 65-byte uncompressed point.
        pin: 32 bytes, of the manifest that holds this key.
        pass_hash: 32 bytes, of the pass it is submitted with.
        plaintext: padded, sealed_length - SEAL_OVERHEAD bytes.

    Returns:
        enc ‖ ciphertext: 65 + len(plaintext) + 16 bytes, different at every call.

    Raises:
        InvalidSealingKey: the public key is not a point of the curve.
    """
    if len(public_key) != POINT_BYTES:
        raise InvalidSealingKey(f"the sealing public key must have {POINT_BYTES} bytes")
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public_key)
    except ValueError:
        raise InvalidSealingKey("the sealing public key is not a point of P-256") from None
    return _SUITE.encrypt(plaintext, key, info=seal_info(pin=pin, pass_hash=pass_hash))


def open_sealed(private_scalar: bytes, *, pin: bytes, pass_hash: bytes, sealed: bytes) -> bytes:
    """Open one sealed response.

    Args:
        private_scalar: 32 bytes, big-endian.
        pin: 32 bytes.
        pass_hash: 32 bytes.
        sealed: enc ‖ ciphertext.

    Returns:
        The padded plaintext.

    Raises:
        SealBroken: sealed for another key, pin or pass, or changed on the way.
        InvalidSealingKey: the scalar is not a private key of the curve.
    """
    key = _private_key(private_scalar)
    try:
        return _SUITE.decrypt(sealed, key, info=seal_info(pin=pin, pass_hash=pass_hash))
    except (InvalidTag, ValueError):
        raise SealBroken("the response was sealed for another key, pin or pass, or changed") from None


def public_point(private_scalar: bytes) -> bytes:
    """The public key that belongs to a private scalar.

    Args:
        private_scalar: 32 bytes, big-endian.

    Returns:
        65-byte uncompressed point.

    Raises:
        InvalidSealingKey: the scalar is not a private key of the curve.
    """
    return _point(_private_key(private_scalar))


def seal_info(*, pin: bytes, pass_hash: bytes) -> bytes:
    """HPKE's info: "ics-seal-v1|" ‖ pin ‖ pass_hash, 76 bytes."""
    if len(pin) != _HASH_BYTES or len(pass_hash) != _HASH_BYTES:
        raise ValueError(f"pin and pass_hash must have {_HASH_BYTES} bytes each")
    return _TAG + pin + pass_hash


def _private_key(private_scalar: bytes) -> ec.EllipticCurvePrivateKey:
    if len(private_scalar) != SCALAR_BYTES:
        raise InvalidSealingKey(f"the private sealing key must have {SCALAR_BYTES} bytes")
    try:
        return ec.derive_private_key(int.from_bytes(private_scalar, "big"), _CURVE)
    except ValueError:
        raise InvalidSealingKey("the private sealing key is not a scalar of P-256") from None


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
