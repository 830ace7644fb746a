"""R8: means rounded and coded so that no sum of answers can be recovered from them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from survey_core.disclosure.rounding import TENTH, down, half_up, up

CELL = 3
"""t: fewest people in a cell."""

Bound = Literal["exact", "at_most", "at_least"]

_UNITS = (TENTH, Fraction(1, 5), Fraction(1, 2))
_TENTHS_FROM = 10
"""Answers from which tenths are considered at all."""


@dataclass(frozen=True)
class CodedMean:
    """A mean as it may be told.

    Attributes:
        value: in scale points, a multiple of `unit`.
        unit: what it is rounded to.
        bound: whether it is the mean, or the edge beyond which the mean lies.
    """

    value: Fraction
    unit: Fraction
    bound: Bound

    def within(self, low: float, high: float) -> tuple[Fraction, Fraction]:
        """Where the mean may lie: at its value, or, coded, anywhere from there to that end of the scale.

        Args:
            low: lowest possible mean.
            high: highest possible mean.
        """
        return (
            Fraction(low) if self.bound == "at_most" else self.value,
            Fraction(high) if self.bound == "at_least" else self.value,
        )


def rounding_unit(*, n: int, n_items: int) -> Fraction | None:
    """The first unit of tenths (from ten answers), fifths and halves that covers three answers.

    One answer moves the mean by 1/(n · items); a unit of at least three such steps hides it. None: even
    halves would tell too much.
    """
    enough = Fraction(CELL, n * n_items)
    units = _UNITS if n >= _TENTHS_FROM else _UNITS[1:]
    return next((unit for unit in units if unit >= enough), None)


def coded_mean(mean: Fraction, *, n: int, n_items: int, low: int, high: int) -> CodedMean | None:
    """Round a mean, and code it where so near an end of the scale that nearly all must agree.

    Args:
        mean: exact mean after reversal, in scale points.
        n: n*, answers that count towards thresholds.
        n_items: items in the factor.
        low: lowest scale value L.
        high: highest scale value H.

    Returns:
        None where no unit is coarse enough.
    """
    unit = rounding_unit(n=n, n_items=n_items)
    if unit is None:
        return None
    half_width = Fraction(high - low, 2)
    margin = Fraction(CELL, n) * half_width
    if mean < low + margin:
        return CodedMean(value=up(low + margin, unit), unit=unit, bound="at_most")
    if mean > high - margin:
        return CodedMean(value=down(high - margin, unit), unit=unit, bound="at_least")
    return CodedMean(value=half_up(mean, unit), unit=unit, bound="exact")
