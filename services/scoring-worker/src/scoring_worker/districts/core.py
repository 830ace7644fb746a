"""What the totals over a district are made of: the published cores of its schools, chosen by R4."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Generic, Literal, TypeVar

import numpy as np

from scoring_worker.districts.audit import Withheld, confirmed
from scoring_worker.profiles.domain_part import PlacedDomain, place_domain
from scoring_worker.profiles.placing import PlacedFactor, place_factor
from scoring_worker.psychometrics.variance_components import VarianceComponents, reml
from survey_core.disclosure import SchoolCore
from survey_core.disclosure.rollups import COMPARABLE_SCHOOLS, Member, barred, roll_up
from survey_core.instruments import Domain, Factor, Instrument

Placed = TypeVar("Placed", PlacedFactor, PlacedDomain)


@dataclass(frozen=True, eq=False)
class RollUp(Generic[Placed]):
    """The schools of one total.

    Attributes:
        schools: school id to what is published of it; none where the total must be withheld.
        differenced: True where it is withheld because it could be subtracted from the schools' profiles.
    """

    schools: Mapping[str, Placed]
    differenced: bool = False

    @property
    def reason(self) -> Literal["differencing", "fewer_than_three_schools"]:
        """Why there is no total, where there is none."""
        return "differencing" if self.differenced else "fewer_than_three_schools"

    @property
    def comparable(self) -> bool:
        """Whether there are enough schools to show how they differ."""
        return len(self.schools) >= COMPARABLE_SCHOOLS


@dataclass(frozen=True)
class Spread:
    """How far the schools' means lie apart, in scale points, exactly.

    Attributes:
        centre: mean of the schools' means, each counting once.
        variance: sample variance of the means, in squared scale points.
        lowest: the lowest mean.
        highest: the highest mean.
    """

    centre: Fraction
    variance: Fraction
    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, eq=False)
class FactorRollUp(RollUp[PlacedFactor]):
    """The schools of a factor's total."""

    @cached_property
    def spread(self) -> Spread | None:
        """How far the schools lie apart; None below ten schools."""
        if not self.comparable:
            return None
        means = [own.mean.value for own in self.schools.values()]
        centre = sum(means, Fraction(0)) / len(means)
        squares = sum(((mean - centre) ** 2 for mean in means), Fraction(0))
        return Spread(centre, squares / (len(means) - 1), min(means), max(means))

    @cached_property
    def components(self) -> VarianceComponents | None:
        """How much lies between the schools and within them; None below ten schools or where undefined.

        Sorted, so that neither ids nor the order of schools can move the last bit.
        """
        if not self.comparable:
            return None
        cores = sorted(
            (own.core.n, float(own.mean.value), float((own.core.sd or 0) ** 2))
            for own in self.schools.values()
        )
        n, mean, variance = np.array(cores).T
        return reml(n, mean=mean, within_ss=variance * (n - 1))


@dataclass(frozen=True, eq=False, kw_only=True)
class DistrictCore:
    """All that may be known about a district; equal ones give equal summaries.

    Attributes:
        instrument: that was answered.
        schools: school id to core, every school of the administration.
        included: ids of the schools that are part of the summary at all, sorted.
        placed: id of each of these to its factors, None where a score is not shown.
        factors: factor id to the schools of its total.
        domains: domain id to the schools of its total.
    """

    instrument: Instrument
    schools: Mapping[str, SchoolCore]
    included: tuple[str, ...]
    placed: Mapping[str, Mapping[str, PlacedFactor | None]]
    factors: Mapping[str, FactorRollUp]
    domains: Mapping[str, RollUp[PlacedDomain]]

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """The totals that the auditor took out, in the instrument's order."""
        factors = [Withheld(f"factor/{factor}") for factor, own in self.factors.items() if own.differenced]
        domains = [Withheld(f"domain/{domain}") for domain, own in self.domains.items() if own.differenced]
        return (*domains, *factors)


def district_core(instrument: Instrument, schools: Mapping[str, SchoolCore]) -> DistrictCore:
    """Choose the schools of every total.

    Args:
        instrument: that was answered.
        schools: school id to core; as it was made, or as it was stored.
    """
    k = max((core.conditions.k for core in schools.values()), default=0)
    included = roll_up(
        (
            Member(school=school, respondents=core.conditions.responses, shown=barred(core) is None)
            for school, core in schools.items()
        ),
        k=k,
    )
    placed = {school: _place(schools[school], instrument) for school in included}
    return DistrictCore(
        instrument=instrument,
        schools=schools,
        included=included,
        placed=placed,
        factors={
            factor.id: _factor_roll_up(factor, schools=schools, placed=placed, k=k)
            for factor in instrument.factors
        },
        domains={
            domain.id: _domain_roll_up(domain, instrument=instrument, schools=schools, placed=placed, k=k)
            for domain in instrument.domains
        },
    )


def _place(core: SchoolCore, instrument: Instrument) -> dict[str, PlacedFactor | None]:
    return {
        factor.id: place_factor(core.factors[factor.id], scale=instrument.scales[factor.scale])
        for factor in instrument.factors
    }


def _factor_roll_up(
    factor: Factor,
    *,
    schools: Mapping[str, SchoolCore],
    placed: Mapping[str, Mapping[str, PlacedFactor | None]],
    k: int,
) -> FactorRollUp:
    def respondents(core: SchoolCore) -> int:
        """People behind the factor; where its size is not published, the fewest it can be."""
        own, responses = core.factors[factor.id], core.conditions.responses
        if own.mean is not None:
            return own.n
        return responses if core.standing == "suppressed" and not own.estimated else min(responses, 1)

    shown = {school: own[factor.id] for school, own in placed.items()}
    people = {school: respondents(core) for school, core in schools.items()}
    chosen = _choose(shown, people=people, k=k)
    profiles = [school for school, core in schools.items() if core.factors[factor.id].mean is not None]
    safe = confirmed(chosen, profiles=profiles, people=people, k=k)
    return FactorRollUp(chosen) if safe else FactorRollUp({}, differenced=True)


def _domain_roll_up(
    domain: Domain,
    *,
    instrument: Instrument,
    schools: Mapping[str, SchoolCore],
    placed: Mapping[str, Mapping[str, PlacedFactor | None]],
    k: int,
) -> RollUp[PlacedDomain]:
    shown = {
        school: place_domain(domain, instrument=instrument, placed=own) for school, own in placed.items()
    }
    people = {school: core.conditions.responses for school, core in schools.items()}
    chosen = _choose(shown, people=people, k=k)
    profiles = [
        school
        for school, core in schools.items()
        if any(core.factors[factor.id].mean is not None for factor in domain.factors)
    ]
    safe = confirmed(chosen, profiles=profiles, people=people, k=k)
    return RollUp(chosen) if safe else RollUp({}, differenced=True)


def _choose(placed: Mapping[str, Placed | None], *, people: Mapping[str, int], k: int) -> dict[str, Placed]:
    """Those of the schools that may be in the total, in the order of their ids."""
    shown = {school: own for school, own in placed.items() if own is not None}
    chosen = roll_up(
        (Member(school=school, respondents=own, shown=school in shown) for school, own in people.items()),
        k=k,
    )
    return {school: shown[school] for school in chosen}
