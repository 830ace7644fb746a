"""What a release and scoring must agree on about subgroup tables."""

import math

from survey_core.disclosure.subgroups import NOT_ANSWERED
from survey_core.instruments import Factor, Question


def score_unit(factor: Factor) -> int:
    """Parts of a scale point in which every person's score on the factor is a whole number.

    A score is the mean of the answered items, of which there may be 1, 2, … up to all.
    """
    return math.lcm(*range(1, len(factor.items) + 1))


def bands_of(question: Question) -> list[str]:
    """Every cell of a question's table, in the order it is shown: its answers, then "not answered"."""
    return [*(answer.value for answer in question.answers), NOT_ANSWERED]
