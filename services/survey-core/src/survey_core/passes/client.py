"""The respondent's steps of RFC 9474: prepare, blind, finalize."""

import secrets

from survey_core.passes.arithmetic import inverse_mod, is_coprime, power_mod, random_unit
from survey_core.passes.errors import BlindingError, InvalidSignature, UnexpectedInputSize
from survey_core.passes.message import new_msg, randomize
from survey_core.passes.pss import emsa_pss_encode
from survey_core.passes.suite import PASS_SUITE, PUBLIC_EXPONENT, Suite
from survey_core.passes.verifier import load_public_key, verify_signature


def prepare(participation: str) -> tuple[bytes, bytes]:
    """Make a fresh message for one pass.

    Args:
        participation: 36 characters of lower-case UUID text.

    Returns:
        (msg, input_msg): 81 and 113 bytes; input_msg is blinded now and presented later.

    Raises:
        MalformedParticipation: the id has another form.
    """
    msg = new_msg(participation)
    return msg, randomize(msg)


def blind(
    input_msg: bytes, n: bytes, *, suite: Suite = PASS_SUITE, salt: bytes | None = None, r: int | None = None
) -> tuple[bytes, int]:
    """Blind (RFC 9474 section 4.2).

    Store the result before sending blinded_msg: only the holder of inv can use the answer.

    Args:
        input_msg: what `prepare` returned.
        n: the issuer's modulus, big-endian, without leading zero bytes; e is fixed.
        suite: which variant.
        salt: suite.salt_len bytes, given only to reproduce test vectors; otherwise from the CSPRNG.
        r: blinding value in [1, n), given only to reproduce test vectors; otherwise from the CSPRNG.

    Returns:
        (blinded_msg, inv): len(n) bytes, and the integer that unblinds in `finalize`.

    Raises:
        BlindingError: r or the message shares a factor with n.
        ValueError: n is too small for the suite, or the given salt has another length.
    """
    modulus_len, modulus = len(n), int.from_bytes(n, "big")
    if salt is None:
        salt = secrets.token_bytes(suite.salt_len)
    if len(salt) != suite.salt_len:
        raise ValueError(f"the salt must have {suite.salt_len} bytes")
    # 1. encoded_msg = EMSA-PSS-ENCODE(input_msg, bit_len(n) - 1)
    #    with Hash, MGF, and salt_len as defined in the parameters
    # 2. If EMSA-PSS-ENCODE raises an error, re-raise the error and stop
    encoded_msg = emsa_pss_encode(input_msg, em_bits=modulus.bit_length() - 1, salt=salt)
    # 3. m = bytes_to_int(encoded_msg)
    m = int.from_bytes(encoded_msg, "big")
    # 4. c = is_coprime(m, n)
    # 5. If c is false, raise an "invalid input" error and stop
    if not is_coprime(m, modulus):
        raise BlindingError("the encoded message shares a factor with the modulus; prepare a new one")
    # 6. r = random_integer_uniform(1, n)
    if r is None:
        r = random_unit(modulus)
    # 7. inv = inverse_mod(r, n)
    # 8. If inverse_mod fails, raise a "blinding error" error and stop
    inv = inverse_mod(r, modulus)
    # 9. x = RSAVP1(pk, r)
    x = power_mod(r, PUBLIC_EXPONENT, modulus)
    # 10. z = (m * x) mod n
    z = m * x % modulus
    # 11. blinded_msg = int_to_bytes(z, modulus_len)
    # 12. Output blinded_msg, inv
    return z.to_bytes(modulus_len, "big"), inv


def finalize(input_msg: bytes, *, n: bytes, blind_sig: bytes, inv: int, suite: Suite = PASS_SUITE) -> bytes:
    """Finalize (RFC 9474 section 4.4).

    Args:
        input_msg: what was blinded.
        n: the issuer's modulus, as given to `blind`.
        blind_sig: the issuer's answer, len(n) bytes.
        inv: what `blind` returned.
        suite: which variant.

    Returns:
        sig: len(n) bytes, a valid signature over input_msg.

    Raises:
        UnexpectedInputSize: blind_sig has another length.
        InvalidSignature: the answer does not unblind to a valid signature of this issuer.
        InvalidIssuerKey: n is no RSA modulus at all.
    """
    modulus_len, modulus = len(n), int.from_bytes(n, "big")
    # 1. If len(blind_sig) != modulus_len, raise an "unexpected input size" error and stop
    if len(blind_sig) != modulus_len:
        raise UnexpectedInputSize(f"the issuer's answer must have {modulus_len} bytes")
    # 2. z = bytes_to_int(blind_sig)
    z = int.from_bytes(blind_sig, "big")
    # 3. s = (z * inv) mod n
    s = z * inv % modulus
    # 4. sig = int_to_bytes(s, modulus_len)
    sig = s.to_bytes(modulus_len, "big")
    # 5. result = RSASSA-PSS-VERIFY(pk, input_msg, sig) with
    #    Hash, MGF, and salt_len as defined in the parameters
    # 6. If result = "valid signature", output sig, else
    #    raise an "invalid signature" error and stop
    if not verify_signature(load_public_key(n), input_msg=input_msg, sig=sig, suite=suite):
        raise InvalidSignature("the issuer's answer is not a signature by the key in the manifest")
    return sig
