"""The issuer's step of RFC 9474: BlindSign, hardened against timing and fault attacks."""

from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from survey_core.passes.arithmetic import inverse_mod, power_mod, random_unit
from survey_core.passes.errors import InvalidIssuerKey, MalformedBlindedMessage, SigningFault
from survey_core.passes.suite import MODULUS_BITS, PUBLIC_EXPONENT


def generate_issuer_key() -> bytes:
    """A new RSA-3072 key with e = 65537 (about a third of a second; run it off the event loop).

    Returns:
        PKCS#8 PEM, unencrypted: store it with mode 0600 outside database and data directory.
    """
    key = rsa.generate_private_key(public_exponent=PUBLIC_EXPONENT, key_size=MODULUS_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@dataclass(frozen=True, slots=True, repr=False)
class IssuerKey:
    """One participation's private key, in CRT form. Its text form shows nothing of it."""

    n: int
    p: int
    q: int
    d_p: int
    d_q: int
    q_inv: int

    @classmethod
    def from_pem(cls, pem: bytes) -> Self:
        """Read a key made by `generate_issuer_key`.

        Args:
            pem: PKCS#8 PEM without a password.

        Returns:
            The key.

        Raises:
            InvalidIssuerKey: not an RSA-3072 key with e = 65537.
        """
        try:
            key = serialization.load_pem_private_key(pem, password=None)
        except (ValueError, TypeError):
            raise InvalidIssuerKey("the issuer key file is not an unencrypted PKCS#8 PEM") from None
        if not isinstance(key, rsa.RSAPrivateKey) or key.key_size != MODULUS_BITS:
            raise InvalidIssuerKey(f"the issuer key must be RSA with {MODULUS_BITS} bits")
        return cls.from_numbers(key.private_numbers())

    @classmethod
    def from_numbers(cls, numbers: rsa.RSAPrivateNumbers) -> Self:
        """Take a key's numbers as they are, whatever the size of its modulus.

        Args:
            numbers: of a key that `cryptography` has checked.

        Returns:
            The key.

        Raises:
            InvalidIssuerKey: e is not 65537.
        """
        if numbers.public_numbers.e != PUBLIC_EXPONENT:
            raise InvalidIssuerKey(f"the issuer key must have e = {PUBLIC_EXPONENT}")
        return cls(
            n=numbers.public_numbers.n,
            p=numbers.p,
            q=numbers.q,
            d_p=numbers.dmp1,
            d_q=numbers.dmq1,
            q_inv=numbers.iqmp,
        )

    def public_modulus(self) -> bytes:
        """The modulus n, big-endian, as it stands in the manifest (384 bytes)."""
        return self.n.to_bytes(self._modulus_len, "big")

    def check_blinded(self, blinded: bytes) -> None:
        """Refuse a malformed blinded message; call it before a code is touched.

        Args:
            blinded: blinded_msg as received.

        Raises:
            MalformedBlindedMessage: not exactly as long as n, or not in 1 < x < n - 1 (0, 1 and
                n - 1 are their own signatures and would give a key holder nothing to sign).
        """
        x = int.from_bytes(blinded, "big")
        if len(blinded) != self._modulus_len or not 1 < x < self.n - 1:
            raise MalformedBlindedMessage(
                f"the blinded message must have {self._modulus_len} bytes and lie in 1 < x < n - 1"
            )

    def sign_blinded(self, blinded: bytes) -> bytes:
        """BlindSign (RFC 9474 section 4.3).

        Args:
            blinded: blinded_msg, exactly as long as the modulus.

        Returns:
            blind_sig, as long as the modulus. The same input always gives the same output.

        Raises:
            MalformedBlindedMessage: see `check_blinded`.
            SigningFault: the private operation went wrong; no part of its result leaves.
        """
        self.check_blinded(blinded)
        # 1. m = bytes_to_int(blinded_msg)
        m = int.from_bytes(blinded, "big")
        # 2. s = RSASP1(sk, m)
        s = self._rsasp1(m)
        # 3. m' = RSAVP1(pk, s)
        m_prime = power_mod(s, PUBLIC_EXPONENT, self.n)
        # 4. If m != m', raise a "signing failure" error and stop
        if m != m_prime:
            raise SigningFault("signing failure: the result did not verify and was discarded")
        # 5. blind_sig = int_to_bytes(s, modulus_len)
        # 6. Output blind_sig
        return s.to_bytes(self._modulus_len, "big")

    @property
    def _modulus_len(self) -> int:
        return (self.n.bit_length() + 7) // 8

    def _rsasp1(self, m: int) -> int:
        """RSASP1 by CRT (RFC 8017 section 5.2.1, step 2b) on a freshly blinded base.

        Base blinding (RFC 9474 section 7.1) makes the timing independent of the sender's m; a
        CRT fault would give away a factor of n, so the caller checks s^e = m before anything leaves.
        """
        u = random_unit(self.n)
        base = m * power_mod(u, PUBLIC_EXPONENT, self.n) % self.n
        s_1 = power_mod(base % self.p, self.d_p, self.p)
        s_2 = power_mod(base % self.q, self.d_q, self.q)
        h = (s_1 - s_2) * self.q_inv % self.p
        return (s_2 + self.q * h) * inverse_mod(u, self.n) % self.n
