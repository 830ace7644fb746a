"""How much each attack does: the short form in `make test`, the full one in `make privacy`."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, kw_only=True, slots=True)
class Sizes:
    """Every size that differs between the two forms.

    Attributes:
        waves: simulated waves of the linkage attack, of each size of faculty.
        signatures: measured for the timing of the real signer.
        control_signatures: measured for the timing of Python's own pow, which must be found out.
        faults: bits flipped in signatures.
        rounds: repetitions of a race of 50 callers.
    """

    waves: int
    signatures: int
    control_signatures: int
    faults: int
    rounds: int


class Scale(Enum):
    """SHORT finds a broken protection within seconds; FULL gives the numbers the claim rests on."""

    SHORT = Sizes(waves=4, signatures=600, control_signatures=200, faults=20, rounds=1)
    FULL = Sizes(waves=200, signatures=100_000, control_signatures=2_000, faults=200, rounds=5)
