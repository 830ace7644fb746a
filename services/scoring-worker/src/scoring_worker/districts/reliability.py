"""Reliability of a factor over a district: computed from answers, rounded before anything else sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from scoring_worker.districts.core import DistrictCore
from scoring_worker.profiles.context import Blocks
from scoring_worker.profiles.digest import sorted_rows
from scoring_worker.profiles.tally import block_of, reversed_items
from scoring_worker.psychometrics.omega import omega_u
from scoring_worker.psychometrics.persons import reversed_answers
from scoring_worker.psychometrics.reliability import cronbach_alpha
from survey_core.disclosure.rounding import TENTH, half_up
from survey_core.disclosure.standing import FINE_ANSWERS
from survey_core.instruments import Factor, Instrument

FEWEST_ITEMS = 3
"""Two statements give no model of what they share."""


@dataclass(frozen=True, kw_only=True)
class CoarseReliability:
    """Part of a district's core: to 0.1, None where undefined."""

    alpha: Fraction | None
    omega: Fraction | None


def enough_people(district: DistrictCore, factor: Factor) -> bool:
    """Whether the factor's total rests on twenty people, replacements left out."""
    safe = (
        district.schools[school].conditions.safe(own.core.n)
        for school, own in district.factors[factor.id].schools.items()
    )
    return sum(safe) >= FINE_ANSWERS


def district_reliability(
    district: DistrictCore, *, answers: Mapping[str, Blocks]
) -> dict[str, CoarseReliability]:
    """Compute the reliability of every factor that may show it, over the schools of its total.

    Args:
        district: says which schools and factors.
        answers: school id to its blocks; of the included schools at least.
    """
    return {
        factor.id: _coarse(
            factor,
            instrument=district.instrument,
            schools=[answers[school] for school in district.factors[factor.id].schools],
        )
        for factor in district.instrument.factors
        if len(factor.items) >= FEWEST_ITEMS and enough_people(district, factor)
    }


def _coarse(factor: Factor, *, instrument: Instrument, schools: Iterable[Blocks]) -> CoarseReliability:
    scale = instrument.scales[factor.scale]
    # Sorted, so that neither the order of rows nor that of schools can move the last bit.
    rows = sorted_rows(np.vstack([block_of(factor, blocks) for blocks in schools]))
    answered = rows[rows.any(axis=1)]
    turned = reversed_answers(answered, reverse=reversed_items(factor), low=scale.low, high=scale.high)
    ratings = np.where(turned == 0, np.nan, turned)
    return CoarseReliability(alpha=_tenth(cronbach_alpha(ratings)), omega=_tenth(omega_u(ratings)))


def _tenth(value: float | None) -> Fraction | None:
    return None if value is None else half_up(Fraction(value), TENTH)
