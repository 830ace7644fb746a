"""A second HPKE, written from RFC 9180 with primitives only: the oracle for `survey_core.sealing.hpke`.

Base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, first message (sequence number 0).
Test use only: nothing here is constant-time, and the ephemeral key is given.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEM = b"KEM" + (0x0010).to_bytes(2, "big")
_HPKE = b"HPKE" + (0x0010).to_bytes(2, "big") + (0x0001).to_bytes(2, "big") + (0x0002).to_bytes(2, "big")


def _extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    """LabeledExtract, section 4."""
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def _expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand, section 4; every length here needs at most one HKDF block."""
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labeled + b"\x01", "sha256")[:length]


def point(private_scalar: bytes) -> bytes:
    """Uncompressed public point of a private scalar."""
    key = ec.derive_private_key(int.from_bytes(private_scalar, "big"), ec.SECP256R1())
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def key_and_nonce(dh: bytes, *, enc: bytes, public_key: bytes, info: bytes) -> tuple[bytes, bytes]:
    """ExtractAndExpand (section 4.1) and KeySchedule (section 5.1)."""
    eae_prk = _extract(_KEM, b"", b"eae_prk", dh)
    shared_secret = _expand(_KEM, eae_prk, b"shared_secret", enc + public_key, 32)
    context = b"\x00" + _extract(_HPKE, b"", b"psk_id_hash", b"") + _extract(_HPKE, b"", b"info_hash", info)
    secret = _extract(_HPKE, shared_secret, b"secret", b"")
    return _expand(_HPKE, secret, b"key", context, 32), _expand(_HPKE, secret, b"base_nonce", context, 12)


def _dh(private_scalar: bytes, public_key: bytes) -> bytes:
    key = ec.derive_private_key(int.from_bytes(private_scalar, "big"), ec.SECP256R1())
    return key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key))


def seal(
    public_key: bytes, *, ephemeral_scalar: bytes, info: bytes, plaintext: bytes, aad: bytes = b""
) -> bytes:
    """enc and ciphertext, with a given ephemeral key."""
    enc = point(ephemeral_scalar)
    key, nonce = key_and_nonce(_dh(ephemeral_scalar, public_key), enc=enc, public_key=public_key, info=info)
    return enc + AESGCM(key).encrypt(nonce, plaintext, aad)


def open_sealed(private_scalar: bytes, *, info: bytes, sealed: bytes) -> bytes:
    """The plaintext."""
    enc, ciphertext = sealed[:65], sealed[65:]
    dh = _dh(private_scalar, enc)
    key, nonce = key_and_nonce(dh, enc=enc, public_key=point(private_scalar), info=info)
    return AESGCM(key).decrypt(nonce, ciphertext, b"")


def sha256(*parts: bytes) -> bytes:
    """SHA-256 of the parts in a row."""
    return hashlib.sha256(b"".join(parts)).digest()
