"""How much of an attack's answer is right, and what a guess would have got: exactly, duplicates included."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.privacy.linkage.people import Line

STANDARD_ERRORS = 3


@dataclass(frozen=True)
class Score:
    """One wave's outcome.

    Attributes:
        linked: share of the stored lines that were put to a person who gave exactly this line.
        chance: what the same guesses would get if they were dealt to the people at random.
        variance: of that chance.
    """

    linked: float
    chance: float
    variance: float


@dataclass(frozen=True)
class Outcome:
    """All waves of one size together; `se` is the standard error of the mean if only chance is at work."""

    linked: float
    chance: float
    se: float
    n_waves: int

    @property
    def bound(self) -> float:
        """The most that chance explains."""
        return self.chance + STANDARD_ERRORS * self.se


def score(guesses: Sequence[Sequence[Line]], truth: Sequence[Sequence[Line]]) -> Score:
    """Compare guessed lines with the truth.

    A guess is right when the person gave this very line, so among people who gave the same line every deal
    is right. Chance is the mean over all n! deals of the guesses to the people, a person's guesses together.

    Args:
        guesses: per factor, per person.
        truth: the same, as given; None where a person has no line.

    Returns:
        The share, with the mean and the variance of it over a uniformly random deal.

    Source:
        Hoeffding (1951), A combinatorial central limit theorem, Ann. Math. Stat. 22, theorem 2.
    """
    per_factor = [_right(guessed, given) for guessed, given in zip(guesses, truth, strict=True)]
    right = np.mean(per_factor, axis=0)
    n_people = len(right)
    centred = right - right.mean(axis=0) - right.mean(axis=1, keepdims=True) + right.mean()
    return Score(
        linked=float(np.trace(right)),
        chance=float(right.sum() / n_people),
        variance=float((centred**2).sum() / (n_people - 1)),
    )


def together(scores: Sequence[Score]) -> Outcome:
    """The mean over waves, which are independent of each other."""
    n_waves = len(scores)
    return Outcome(
        linked=sum(each.linked for each in scores) / n_waves,
        chance=sum(each.chance for each in scores) / n_waves,
        se=math.sqrt(sum(each.variance for each in scores)) / n_waves,
        n_waves=n_waves,
    )


def _right(guessed: Sequence[Line], given: Sequence[Line]) -> NDArray[np.float64]:
    """(n, n): what person k's having given what is guessed of person i adds to the share."""
    names: dict[Line, int] = {None: -1}
    for line in given:
        names.setdefault(line, len(names))
    g = np.array([names.get(line, -1) for line in guessed])
    t = np.array([names[line] for line in given])
    same: NDArray[np.bool_] = (g[:, None] == t[None, :]) & (t >= 0)[None, :]
    return same / max(1, int((t >= 0).sum()))
