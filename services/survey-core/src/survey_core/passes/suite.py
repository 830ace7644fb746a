"""The parameters of RFC 9474, in one place."""

from dataclasses import dataclass

#: Bits and bytes of the issuer's modulus n, fixed by the manifest (no negotiation).
MODULUS_BITS = 3072
MODULUS_BYTES = MODULUS_BITS // 8

#: Public exponent e, fixed.
PUBLIC_EXPONENT = 65537

#: Output length of SHA-384 in bytes (hLen). Hash and MGF1 both use SHA-384 in every named variant.
HASH_BYTES = 48


@dataclass(frozen=True, slots=True)
class Suite:
    """A named variant of RFC 9474 section 5. All of them use SHA-384 and MGF1 with SHA-384."""

    name: str
    #: salt_len, bytes (sLen in RFC 8017).
    salt_len: int
    #: Bytes of msg_prefix: 32 for PrepareRandomize, 0 for PrepareIdentity (section 4.1).
    prefix_len: int


#: The one suite of our manifests: `suites.pass`.
PASS_SUITE = Suite(name="RSABSSA-SHA384-PSS-Randomized", salt_len=HASH_BYTES, prefix_len=32)
