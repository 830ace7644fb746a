"""A fault in one half of a signature: by CRT a single wrong bit would give away a factor of the key.

Boneh, DeMillo & Lipton (1997): with s right modulo q and wrong modulo p, gcd(s^e - m, n) = q.
"""

import math
import secrets
from dataclasses import dataclass, replace

from survey_core.passes.errors import SigningFault
from survey_core.passes.signer import IssuerKey, generate_issuer_key
from survey_core.passes.suite import MODULUS_BYTES, PUBLIC_EXPONENT
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

KEY_PARTS = ("p", "q", "d_p", "d_q", "q_inv")


@dataclass(frozen=True, slots=True, repr=False)
class FaultyKey(IssuerKey):
    """The real signer on a machine that flips one bit of one half's result, whatever is signed."""

    flipped: int = 0
    half: str = "p"

    def _rsasp1(self, m: int) -> int:
        right = IssuerKey._rsasp1(self, m)
        s_p, s_q = right % self.p, right % self.q
        if self.half == "p":
            s_p ^= self.flipped
        else:
            s_q ^= self.flipped
        return s_q + self.q * ((s_p - s_q) * self.q_inv % self.p)


def attack(scale: Scale) -> Row:
    """Inject faults; count what leaves the signer, and what would have without its check."""
    key = IssuerKey.from_pem(generate_issuer_key())
    faulty = _with_flipped_results(key, scale.value.faults) + _with_flipped_keys(key)
    left = talkative = factored = 0
    for each in faulty:
        blinded = (secrets.randbelow(key.n - 4) + 2).to_bytes(MODULUS_BYTES, "big")
        try:
            left += bool(each.sign_blinded(blinded))
        except SigningFault as error:
            talkative += any(character.isdigit() for character in str(error))
        if isinstance(each, FaultyKey):
            factored += _gives_a_factor(each, blinded, n=key.n)
    return Row(
        name="fault in a signature",
        adversary="side channel, fault",
        test="a bit flipped in one half of the CRT, or in the key: error and no output",
        n=len(faulty),
        chance=0,
        linked=left,
        bound=0,
        control=factored / scale.value.faults,
        control_at_least=1,
        passed=talkative == 0,
        note="signatures that left; control: share of faulty ones that would have factored the key",
    )


def _with_flipped_results(key: IssuerKey, count: int) -> list[IssuerKey]:
    numbers = {part: getattr(key, part) for part in ("n", *KEY_PARTS)}
    bits = key.p.bit_length() - 2
    return [
        FaultyKey(**numbers, flipped=1 << secrets.randbelow(bits), half="pq"[number % 2])
        for number in range(count)
    ]


def _with_flipped_keys(key: IssuerKey) -> list[IssuerKey]:
    return [replace(key, **{part: getattr(key, part) ^ 4}) for part in KEY_PARTS]


def _gives_a_factor(faulty: FaultyKey, blinded: bytes, *, n: int) -> bool:
    """What an attacker would do with the unchecked signature."""
    m = int.from_bytes(blinded, "big")
    factor = math.gcd(pow(faulty._rsasp1(m), PUBLIC_EXPONENT, n) - m, n)
    return 1 < factor < n and n % factor == 0
