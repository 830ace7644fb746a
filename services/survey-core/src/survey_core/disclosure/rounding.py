"""Exact rounding: no result may depend on the last bit of a float."""

import math
from fractions import Fraction

TENTH = Fraction(1, 10)


def half_up(value: Fraction, unit: Fraction) -> Fraction:
    """The nearest multiple of `unit`; exact halves go up."""
    return math.floor(value / unit + Fraction(1, 2)) * unit


def down(value: Fraction, unit: Fraction) -> Fraction:
    """The largest multiple of `unit` that is not above `value`."""
    return math.floor(value / unit) * unit


def up(value: Fraction, unit: Fraction) -> Fraction:
    """The smallest multiple of `unit` that is not below `value`."""
    return math.ceil(value / unit) * unit


def tenth_of_root(square: Fraction) -> Fraction:
    """The square root of a fraction, rounded to tenths (halves up) without leaving whole numbers.

    floor(10 x + 1/2) with x the root equals (floor(20 x) + 1) // 2, and floor(20 x) is a whole square root.
    """
    twentieths = math.isqrt(math.floor(400 * square))
    return Fraction((twentieths + 1) // 2, 10)
