"""Made-up faculties for simulations: whole ones, so that what is estimated is known.

A person's score is the mean of five statements on six points: one of 26 values, as real ones are discrete.
The shapes differ in how the scores are spread over a faculty, from one mind to two camps.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ITEMS = 5
LOW, HIGH = 1, 6
STEPS = HIGH - LOW
ELIGIBLE = (8, 12, 20, 40, 80, 120)
RATES = (0.40, 0.50, 0.65, 0.80, 0.90, 0.99)
FEWEST = 5

Shape = Callable[[np.random.Generator, tuple[int, int]], NDArray[np.float64]]
"""Draws where each person lies between the lowest score (0) and the highest (1), a faculty in each row."""


def _around(centre: float, *, tightness: float) -> Shape:
    def draw(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float64]:
        return rng.beta(centre * tightness, (1 - centre) * tightness, size)

    return draw


def _camps(first: Shape, second: Shape, *, share: float) -> Shape:
    def draw(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float64]:
        return np.where(rng.random(size) < share, second(rng, size), first(rng, size))

    return draw


SHAPES: Mapping[str, Shape] = {
    "bell": _around(0.6, tightness=8),
    "leaning": _around(0.75, tightness=9),
    "of one mind": _around(0.65, tightness=40),
    "flat": _around(0.5, tightness=2),
    "split in half": _camps(_around(0.2, tightness=10), _around(0.8, tightness=10), share=0.5),
    "near the top": _around(0.85, tightness=8),
    "one in ten unhappy": _camps(_around(0.8, tightness=10), _around(0.2, tightness=10), share=0.1),
}
"""Skewness from 0 to -1.6; the last two shapes are what a mean of few answers gets wrong."""

LIKE_REAL = ("bell", "leaning", "of one mind")
"""Shapes as skewed (0 to -.7) as faculties are on real scales of agreement."""


@dataclass(frozen=True)
class Turnout:
    """A faculty of `eligible` of whom `n` answered, at a rate that was asked for."""

    eligible: int
    rate: float
    n: int


def turnouts(*, fewest_missing: int = 1) -> Iterator[Turnout]:
    """The grid: faculties of 8 to 120 at 40 to 99 %, from five answers; a full census always covers."""
    for eligible in ELIGIBLE:
        for rate in RATES:
            n = round(eligible * rate)
            if FEWEST <= n <= eligible - fewest_missing:
                yield Turnout(eligible, rate, n)


def person_totals(
    shape: Shape, *, faculties: int, eligible: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Sums of a person's answers, shape (faculties, eligible); the first n of a row are n drawn at random."""
    places = shape(rng, (faculties, eligible))
    return ITEMS * LOW + np.rint(ITEMS * STEPS * places).astype(np.int64)


def pooled_sd(shape: Shape, *, rng: np.random.Generator) -> float:
    """Spread of person scores within faculties of this shape, as a large district would pool it."""
    totals = person_totals(shape, faculties=400, eligible=40, rng=rng)
    return float(np.sqrt((totals / ITEMS).var(axis=1, ddof=1).mean()))
