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
        faculties: made-up districts whose published cells a reader takes apart.
        largest_faculty: up to which every set of answers to a statement is tried, for 4, 5 and 6 options.
    """

    waves: int
    signatures: int
    control_signatures: int
    faults: int
    rounds: int
    faculties: int
    largest_faculty: tuple[int, int, int]


class Scale(Enum):
    """SHORT finds a broken protection within seconds; FULL gives the numbers the claim rests on."""

    SHORT = Sizes(
        waves=4,
        signatures=600,
        control_signatures=200,
        faults=20,
        rounds=1,
        faculties=150,
        largest_faculty=(14, 10, 9),
    )
    FULL = Sizes(
        waves=200,
        signatures=100_000,
        control_signatures=2_000,
        faults=200,
        rounds=5,
        faculties=10_000,
        largest_faculty=(24, 24, 24),
    )
