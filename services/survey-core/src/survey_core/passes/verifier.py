"""Checking a presented pass: RSASSA-PSS-VERIFY through OpenSSL."""

from cryptography.exceptions import InvalidSignature as OpenSslInvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from survey_core.passes.errors import InvalidIssuerKey
from survey_core.passes.message import INPUT_MSG_BYTES
from survey_core.passes.suite import MODULUS_BITS, MODULUS_BYTES, PASS_SUITE, PUBLIC_EXPONENT, Suite

_SHA384 = hashes.SHA384()
_MGF1 = padding.MGF1(_SHA384)


def load_public_key(n: bytes) -> rsa.RSAPublicKey:
    """The public key (n, 65537).

    Args:
        n: modulus, big-endian.

    Returns:
        A key for `verify_signature`.

    Raises:
        InvalidIssuerKey: n is no RSA modulus.
    """
    try:
        return rsa.RSAPublicNumbers(PUBLIC_EXPONENT, int.from_bytes(n, "big")).public_key()
    except ValueError:
        raise InvalidIssuerKey("the issuer's modulus is not an RSA modulus") from None


def verify_signature(
    key: rsa.RSAPublicKey, *, input_msg: bytes, sig: bytes, suite: Suite = PASS_SUITE
) -> bool:
    """RSASSA-PSS-VERIFY with SHA-384, MGF1-SHA-384 and exactly suite.salt_len bytes of salt.

    Args:
        key: from `load_public_key`.
        input_msg: the signed message.
        sig: the signature; any length other than the modulus's is invalid.
        suite: which variant.

    Returns:
        Whether the signature is valid.

    Source:
        RFC 8017 section 8.1.2.
    """
    try:
        key.verify(sig, input_msg, padding.PSS(mgf=_MGF1, salt_length=suite.salt_len), _SHA384)
    except OpenSslInvalidSignature:
        return False
    return True


class PassVerifier:
    """Verifies passes of one participation; keep one per key, it holds the parsed key."""

    def __init__(self, n: bytes) -> None:
        """Parse the issuer's modulus.

        Args:
            n: 384 bytes, big-endian, as in the manifest.

        Raises:
            InvalidIssuerKey: not an odd 3072-bit modulus.
        """
        modulus = int.from_bytes(n, "big")
        if len(n) != MODULUS_BYTES or modulus.bit_length() != MODULUS_BITS or not modulus & 1:
            raise InvalidIssuerKey(f"the issuer's modulus must be odd and have exactly {MODULUS_BITS} bits")
        self._key = load_public_key(n)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this is a signed pass. Its participation is `check_message`'s business.

        Args:
            message: input_msg as presented.
            signature: as presented.

        Returns:
            False also for wrong lengths.
        """
        if len(message) != INPUT_MSG_BYTES or len(signature) != MODULUS_BYTES:
            return False
        return verify_signature(self._key, input_msg=message, sig=signature)
