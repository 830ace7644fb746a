"""EMSA-PSS encoding (RFC 8017 section 9.1.1) with SHA-384 and MGF1, in the RFC's names."""

import hashlib

from survey_core.passes.suite import HASH_BYTES

_ZERO_PADDING = bytes(8)


def mgf1(mgf_seed: bytes, *, mask_len: int) -> bytes:
    """Mask generation function (RFC 8017 appendix B.2.1) with SHA-384.

    Args:
        mgf_seed: seed, any length.
        mask_len: length of the mask in bytes.

    Returns:
        mask_len bytes.
    """
    n_blocks = -(-mask_len // HASH_BYTES)
    blocks = (hashlib.sha384(mgf_seed + counter.to_bytes(4, "big")).digest() for counter in range(n_blocks))
    return b"".join(blocks)[:mask_len]


def emsa_pss_encode(message: bytes, *, em_bits: int, salt: bytes) -> bytes:
    """Encode a message for signing.

    Args:
        message: M, at most 2^125 bytes long (RFC step 1 cannot fail).
        em_bits: maximal bit length of the result as an integer: bit_len(n) - 1.
        salt: sLen fresh random bytes.

    Returns:
        EM, ceil(em_bits / 8) bytes.

    Raises:
        ValueError: RFC 8017 "encoding error": the modulus is too small for hash and salt.

    Source:
        RFC 8017 section 9.1.1.
    """
    em_len = -(-em_bits // 8)
    # 2. Let mHash = Hash(M), an octet string of length hLen.
    m_hash = hashlib.sha384(message).digest()
    # 3. If emLen < hLen + sLen + 2, output "encoding error" and stop.
    if em_len < HASH_BYTES + len(salt) + 2:
        raise ValueError("encoding error: the modulus is too small for this hash and salt")
    # 4. Generate a random octet string salt of length sLen. (given)
    # 5. Let M' = (0x)00 00 00 00 00 00 00 00 || mHash || salt;
    m_prime = _ZERO_PADDING + m_hash + salt
    # 6. Let H = Hash(M'), an octet string of length hLen.
    h = hashlib.sha384(m_prime).digest()
    # 7. Generate an octet string PS consisting of emLen - sLen - hLen - 2 zero octets.
    ps = bytes(em_len - len(salt) - HASH_BYTES - 2)
    # 8. Let DB = PS || 0x01 || salt.
    db = ps + b"\x01" + salt
    # 9. Let dbMask = MGF(H, emLen - hLen - 1).
    db_mask = mgf1(h, mask_len=em_len - HASH_BYTES - 1)
    # 10. Let maskedDB = DB \xor dbMask.
    masked_db = bytearray(a ^ b for a, b in zip(db, db_mask, strict=True))
    # 11. Set the leftmost 8emLen - emBits bits of the leftmost octet in maskedDB to zero.
    masked_db[0] &= 0xFF >> (8 * em_len - em_bits)
    # 12. Let EM = maskedDB || H || 0xbc.
    return bytes(masked_db) + h + b"\xbc"
