"""Does the time of a signature tell the attacker's message apart? Two classes of messages, Welch's t.

The fixed class is the one that remote attacks on RSA with CRT look for: a message of full length that is 1
modulo the secret prime q, which makes half of an unprotected signature nearly free. Classes are drawn at
random, signature by signature, so drift and load of the machine hit both alike.

Source: Reparaz, Balasch & Verbauwhede (2017), "Dude, is my code constant time?"; Brumley & Boneh (2003).
"""

import gc
import math
import os
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from survey_core.passes.signer import IssuerKey, generate_issuer_key
from survey_core.passes.suite import MODULUS_BYTES
from tests.privacy.rows import Row
from tests.privacy.scale import Scale

LIMIT = 4.5
#: Slow outliers come from the machine; dudect looks at the sample cut at several percentiles, and so do we.
CUTS = (100, 99, 95, 90, 75, 50)
BATCH = 500  # signatures; each batch is a stratum, so that the speed of a process plays no part


@dataclass(frozen=True, slots=True)
class Timed:
    """Times of one batch, by class; nanoseconds of CPU time, a finer clock than any attacker's."""

    fixed: NDArray[np.float64]
    drawn: NDArray[np.float64]


def attack(scale: Scale) -> Row:
    """Time the real signer, and Python's own pow beside it, which must be found out."""
    pem = generate_issuer_key()
    signer = measure(_sign, pem, signatures=scale.value.signatures)
    control = measure(_python_pow, pem, signatures=scale.value.control_signatures)
    found, seen = largest_t(signer), largest_t(control)
    return Row(
        name="timing of signatures",
        adversary="side channel, fault",
        test="Welch's t between a message that favours the secret prime and random ones",
        n=scale.value.signatures,
        linked=found,
        bound=LIMIT,
        control=seen,
        control_at_least=LIMIT,
        note=f"|t|; would have seen {_visible_us(signer):.0f} µs of {_mean_ms(signer):.1f} ms; "
        f"control: Python's pow, {scale.value.control_signatures:,} signatures",
    )


def measure(operation: Callable[[bytes, bytes], None], pem: bytes, *, signatures: int) -> list[Timed]:
    """Time an operation on messages of both classes, on every core.

    Args:
        operation: of (key as PEM, blinded message).
        pem: the issuer's key.
        signatures: how many, both classes together.

    Returns:
        The batches.
    """
    sizes = [BATCH] * (signatures // BATCH) + ([rest] if (rest := signatures % BATCH) else [])
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(_batch, operation, pem), sizes))


def largest_t(batches: list[Timed]) -> float:
    """The largest |t| over all cuts."""
    return max(abs(stratified_t(batches, percentile=cut)) for cut in CUTS)


def stratified_t(batches: list[Timed], *, percentile: float) -> float:
    """Welch's t of each batch, cut at a percentile of both classes together, joined by precision.

    Args:
        batches: from `measure`; those where a class has fewer than 3 times left say nothing.
        percentile: the share that is kept, in percent.

    Returns:
        About standard normal when the classes take the same time.
    """
    weighted = precision = 0.0
    for batch in batches:
        limit = np.percentile(np.concatenate([batch.fixed, batch.drawn]), percentile)
        fixed, drawn = batch.fixed[batch.fixed <= limit], batch.drawn[batch.drawn <= limit]
        if min(len(fixed), len(drawn)) < 3:
            continue
        variance = fixed.var(ddof=1) / len(fixed) + drawn.var(ddof=1) / len(drawn)
        weighted += (fixed.mean() - drawn.mean()) / variance
        precision += 1 / variance
    return float(weighted / math.sqrt(precision)) if precision else math.nan


def _batch(operation: Callable[[bytes, bytes], None], pem: bytes, count: int) -> Timed:
    key = _key(pem)
    fixed = key.n // 2 // key.q * key.q + 1
    times: tuple[list[int], list[int]] = ([], [])
    gc.collect()
    gc.disable()
    for _ in range(count):
        chosen = secrets.randbits(1)
        message = (secrets.randbelow(key.n - 4) + 2, fixed)[chosen].to_bytes(MODULUS_BYTES, "big")
        start = time.thread_time_ns()
        operation(pem, message)
        times[chosen].append(time.thread_time_ns() - start)
    gc.enable()
    return Timed(fixed=np.array(times[1], dtype=float), drawn=np.array(times[0], dtype=float))


def _sign(pem: bytes, message: bytes) -> None:
    """What the API does for every check-in."""
    _key(pem).sign_blinded(message)


def _python_pow(pem: bytes, message: bytes) -> None:
    """The same private operation without GMP and without blinding the base."""
    key, m = _key(pem), int.from_bytes(message, "big")
    s_p, s_q = pow(m % key.p, key.d_p, key.p), pow(m % key.q, key.d_q, key.q)
    (s_q + key.q * ((s_p - s_q) * key.q_inv % key.p)).to_bytes(MODULUS_BYTES, "big")


@cache
def _key(pem: bytes) -> IssuerKey:
    return IssuerKey.from_pem(pem)


def _mean_ms(batches: list[Timed]) -> float:
    return float(np.concatenate([batch.drawn for batch in batches]).mean() / 1e6)


def _visible_us(batches: list[Timed]) -> float:
    """The smallest difference that would have passed the limit, microseconds, at the best cut's precision."""
    best = 0.0
    for cut in CUTS:
        precision = 0.0
        for batch in batches:
            both = np.concatenate([batch.fixed, batch.drawn])
            kept = both[both <= np.percentile(both, cut)]
            precision += len(kept) / (4 * kept.var(ddof=1))
        best = max(best, precision)
    return LIMIT / math.sqrt(best) / 1e3
