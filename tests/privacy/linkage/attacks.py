"""The attacks: each turns the traces of one wave into a guess of every person's line in every block."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tests.privacy.linkage.chance import Score, score
from tests.privacy.linkage.guessing import Places, assign, distance, even_places, lines_at
from tests.privacy.linkage.people import Line
from tests.privacy.linkage.traces import Blocks, Trace

#: The factor whose answers the attacker knows of everybody, where background is known.
KNOWN = 0
_A_TIE_BREAK = 0.001  # a place of sixty is 0.017


def by_place(people: Places, blocks: Blocks, truth: Blocks, *, generator: np.random.Generator) -> Score:
    """Put whoever comes first in one copy to the line that comes first in another, and so on."""
    guesses = []
    for lines in blocks:
        cost = distance(people, even_places(len(lines)))
        guesses.append(lines_at(assign(cost, generator=generator), lines))
    return score(guesses, truth)


def by_background(trace: Trace, *, generator: np.random.Generator) -> Score:
    """Find the line that a person is known to have given, then take the lines at its place in other blocks.

    Among lines at equal distance the one most like the known one is taken.
    """
    blocks = trace.blocks["order"]
    people = known_places(trace, generator=generator)
    guesses = []
    for lines in others(blocks):
        cost = distance(people, even_places(len(lines)))
        cost += _A_TIE_BREAK * unlikeness(trace.truth[KNOWN], lines)
        guesses.append(lines_at(assign(cost, generator=generator), lines))
    return score(guesses, others(trace.truth))


def known_places(trace: Trace, *, generator: np.random.Generator) -> Places:
    """Where in the known factor's block each person's line lies."""
    lines, known = trace.blocks["order"][KNOWN], trace.truth[KNOWN]
    cost = np.array([[float(given != line) for line in lines] for given in known])
    at = even_places(len(lines))
    chosen = assign(cost, generator=generator)
    return np.array([np.nan if index is None else at[index] for index in chosen])


def unlikeness(known: Sequence[Line], lines: Sequence[Line]) -> NDArray[np.float64]:
    """(people, lines): how far a line's mean answer is from that of the person's known line, in points."""
    return np.nan_to_num(np.abs(_means(known)[:, None] - _means(lines)[None, :]), nan=1.0)


def _means(lines: Sequence[Line]) -> NDArray[np.float64]:
    """Mean of the answers given; NaN where there are none."""
    return np.array([sum(line) / sum(map(bool, line)) if line else np.nan for line in lines])


def others(blocks: Blocks) -> Blocks:
    """The blocks of the factors that the attacker does not know."""
    return [block for factor, block in enumerate(blocks) if factor != KNOWN]


def code_to_pass(trace: Trace, *, generator: np.random.Generator) -> list[int | None]:
    """Whose check-in was followed by which ciphertext, by the order of both in the write-ahead log."""
    cost = distance(trace.codes["wal"], trace.passes["wal"])
    return assign(cost, generator=generator)
