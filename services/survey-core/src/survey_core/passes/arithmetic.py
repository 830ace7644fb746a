"""Modular arithmetic on secrets. The only module that touches GMP.

Python's own pow() leaks the exponent through timing; `mpz_powm_sec` takes the same time and
touches the same memory for operands of equal size (docs/adr/0002-blind-signatures-with-gmpy2.md).
"""

import secrets

import gmpy2  # type: ignore[import-untyped]  # ships no annotations

from survey_core.passes.errors import BlindingError


def work_beside_other_threads() -> None:
    """Let GMP release Python's lock in the calling thread, so that a server keeps answering meanwhile.

    The setting belongs to the thread: call it once in each thread that signs.
    """
    gmpy2.set_context(gmpy2.context(allow_release_gil=True))


def power_mod(base: int, exponent: int, modulus: int) -> int:
    """Raise base to exponent modulo modulus, in constant time.

    Args:
        base: any integer.
        exponent: greater than 0.
        modulus: odd.

    Returns:
        An integer in [0, modulus).
    """
    return int(gmpy2.powmod_sec(base, exponent, modulus))


def random_unit(n: int) -> int:
    """A uniform integer in [1, n) from the operating system's CSPRNG (rejection sampling)."""
    return 1 + secrets.randbelow(n - 1)


def inverse_mod(value: int, n: int) -> int:
    """The inverse of a secret modulo n.

    GMP's inversion is not constant-time, so it sees value · mask for a fresh uniform mask and
    never the value: inverse = mask · (value · mask)^-1.

    Args:
        value: in [1, n).
        n: the modulus.

    Returns:
        inverse with value · inverse = 1 mod n.

    Raises:
        BlindingError: value shares a factor with n (for an honest n, probability near 2^-1536).
    """
    mask = random_unit(n)
    try:
        return mask * int(gmpy2.invert(value * mask % n, n)) % n
    except ZeroDivisionError:
        raise BlindingError("a blinding value has no inverse; draw a new one") from None


def is_coprime(m: int, n: int) -> bool:
    """Whether m and n share no factor; false for m = 0."""
    return bool(gmpy2.gcd(m, n) == 1)
