"""The published summary of a district, from the published cores of its schools."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring_worker.districts.audit import Withheld
from scoring_worker.districts.core import DistrictCore, FactorRollUp, RollUp
from scoring_worker.districts.reliability import FEWEST_ITEMS, CoarseReliability
from scoring_worker.districts.starting import (
    response_standing,
    starting_points,
    starts_of,
    supports_needed,
)
from scoring_worker.districts.totals import domain_part, factor_part, interval_of, mean_of
from scoring_worker.profiles.domain_part import PlacedDomain
from scoring_worker.profiles.placing import PlacedFactor, Placement
from scoring_worker.profiles.version import SCORING_VERSION
from scoring_worker.profiles.wording import NOTES
from survey_core.contracts import district as document
from survey_core.contracts.measures import ScaleRange, Suppressed
from survey_core.contracts.profile import InstrumentReference, Note, NoteCode
from survey_core.disclosure.rollups import COMPARABLE_SCHOOLS
from survey_core.disclosure.rounding import TENTH, half_up
from survey_core.instruments import Domain, Factor, Instrument, Scale

_TOGETHER = {
    "en": " (schools reported together count as one)",
    "es": " (las escuelas que se informan juntas cuentan como una)",
}
_NOT_COMPARABLE = Suppressed(reason="fewer_than_ten_schools")


@dataclass(frozen=True, kw_only=True)
class DistrictContext:
    """Everything about a district's summary that is not a number of its schools.

    Attributes:
        district_id: the district's id.
        name: as published.
        administration_id: the administration's id.
        revision: 1 for the first.
        released_on: day of publication.
        collected_elsewhere: True for an administration of access `import`.
        synthetic: True for made-up answers.
        reporting_units: how many of its schools are several that are reported together.
    """

    district_id: str
    name: str
    administration_id: str
    revision: int
    released_on: date
    collected_elsewhere: bool = False
    synthetic: bool = False
    reporting_units: int = 0


@dataclass(frozen=True, kw_only=True)
class CarelessCount:
    """What a release counted at one school: how many of its people answered as if without reading."""

    flagged: int
    people: int


def district_summary(
    core: DistrictCore,
    *,
    context: DistrictContext,
    reliability: Mapping[str, CoarseReliability],
    careless: Mapping[str, CarelessCount],
    withheld: Collection[Withheld] = (),
) -> document.DistrictSummary:
    """Write the summary; no answer is within reach here.

    Args:
        core: the schools of every total.
        context: everything that is not a number.
        reliability: factor id to its coarse reliability, where it may be shown.
        careless: school id to what was counted; schools where nobody counted are missing.
        withheld: tables of single schools that were not published before.
    """
    instrument, starts = core.instrument, starts_of(core)
    return document.DistrictSummary(
        summary_version=document.SUMMARY_VERSION,
        revision=context.revision,
        district=document.SummarisedDistrict(id=context.district_id, name=context.name),
        administration=context.administration_id,
        instrument=InstrumentReference(
            id=instrument.id, version=instrument.version, digest=instrument.digest
        ),
        scoring_version=SCORING_VERSION,
        released_on=context.released_on,
        coverage=_coverage(len(core.included), len(core.schools), units=context.reporting_units),
        response_standing=response_standing(core),
        domains=[_domain(domain, core=core, reliability=reliability) for domain in instrument.domains],
        starting_points=starting_points(core, starts=starts),
        supports_needed=supports_needed(core, starts=starts),
        careless=_careless([careless.get(school) for school in core.included]),
        withheld=[_withheld(one) for one in (*core.withheld, *sorted(withheld))],
        notes=_notes(core, context=context),
    )


def _withheld(one: Withheld) -> document.WithheldTable:
    return document.WithheldTable(table=one.table, school=one.school or None, reason="differencing")


def _coverage(included: int, total: int, *, units: int) -> document.Coverage:
    text = {"en": f"{included} of {total} schools", "es": f"{included} de {total} escuelas"}
    return document.Coverage(
        schools_included=included,
        schools_total=total,
        reporting_units=units,
        text={language: words + (_TOGETHER[language] if units else "") for language, words in text.items()},
    )


def _domain(
    domain: Domain, *, core: DistrictCore, reliability: Mapping[str, CoarseReliability]
) -> document.DistrictDomain:
    total = core.domains[domain.id]
    nothing = Suppressed(reason=total.reason)
    parts = [domain_part(own, core.schools[school].conditions) for school, own in total.schools.items()]
    return document.DistrictDomain(
        id=domain.id,
        title=domain.title,
        causal_position=domain.causal_position,
        schools_included=len(parts),
        score=document.DistrictDomainScore(percent=float(half_up(mean_of(parts), TENTH)))
        if parts
        else nothing,
        interval=interval_of(parts, low=0, high=100) if parts else nothing,
        levels=_levels(total, core.instrument),
        factors=[
            _factor(factor, core=core, reliability=reliability.get(factor.id)) for factor in domain.factors
        ],
    )


def _factor(
    factor: Factor, *, core: DistrictCore, reliability: CoarseReliability | None
) -> document.DistrictFactor:
    scale = core.instrument.scales[factor.scale]
    total = core.factors[factor.id]
    nothing = Suppressed(reason=total.reason)
    parts = [factor_part(own, scale) for own in total.schools.values()]
    return document.DistrictFactor(
        id=factor.id,
        title=factor.title,
        schools_included=len(parts),
        score=_score(mean_of(parts), factor=factor, scale=scale) if parts else nothing,
        interval=interval_of(parts, low=scale.low, high=scale.high) if parts else nothing,
        between_schools=_between_schools(total),
        reliability=_reliability(factor, reliability) if parts else nothing,
        levels=_levels(total, core.instrument),
    )


def _score(mean: Fraction, *, factor: Factor, scale: Scale) -> document.DistrictScore:
    shown = half_up(mean, TENTH)
    percent = 100 * (shown - scale.low) / (scale.high - scale.low)
    return document.DistrictScore(
        mean=float(shown),
        percent=int(half_up(percent, Fraction(1))),
        scale=ScaleRange(id=factor.scale, low=scale.low, high=scale.high),
    )


def _between_schools(total: FactorRollUp) -> document.BetweenSchools | Suppressed:
    if not total.comparable:
        return _NOT_COMPARABLE
    found = total.components
    if found is None:
        return Suppressed(reason="not_estimable")
    mean_n = Fraction(sum(own.core.n for own in total.schools.values()), len(total.schools))
    return document.BetweenSchools(
        sd=_tenth(math.sqrt(found.tau2)),
        icc1=_tenth(float(found.reliability(1))),
        icc2=_tenth(float(found.reliability(float(mean_n)))),
    )


def _reliability(factor: Factor, reliability: CoarseReliability | None) -> document.Reliability | Suppressed:
    if len(factor.items) < FEWEST_ITEMS:
        return Suppressed(reason="too_few_statements")
    if reliability is None:
        return Suppressed(reason="fewer_than_twenty_responses")
    undefined = Suppressed(reason="not_estimable")
    return document.Reliability(
        alpha=undefined if reliability.alpha is None else float(reliability.alpha),
        omega=undefined if reliability.omega is None else float(reliability.omega),
    )


def _levels(
    total: RollUp[PlacedFactor] | RollUp[PlacedDomain], instrument: Instrument
) -> list[document.LevelCount] | Suppressed:
    if not total.comparable:
        return _NOT_COMPARABLE
    placements: Iterable[Placement] = (own.placement for own in total.schools.values())
    indices = [placement.index for placement in placements]
    return [
        document.LevelCount(name=name, schools=indices.count(index))
        for index, name in enumerate(instrument.levels.names)
    ]


FLAGGED_PEOPLE, FLAGGED_SCHOOLS = 20, 5
"""Fewest people flagged as careless, and fewest schools they must be in, for their share to be shown."""


def _careless(counts: Sequence[CarelessCount | None]) -> document.CarelessShare | Suppressed:
    known = [count for count in counts if count is not None]
    flagged, people = sum(count.flagged for count in known), sum(count.people for count in known)
    schools = sum(count.flagged > 0 for count in known)
    if len(known) < len(counts) or flagged < FLAGGED_PEOPLE or schools < FLAGGED_SCHOOLS:
        return Suppressed(reason="too_few_careless")
    percent = int(half_up(Fraction(100 * flagged, people), Fraction(1)))
    return document.CarelessShare(percent=min(percent, 100))  # counts are kept rounded, some of them up


def _notes(core: DistrictCore, *, context: DistrictContext) -> list[Note]:
    """What a reader must know, always in the same order."""
    included = [core.schools[school] for school in core.included]
    shown = [own for total in core.factors.values() for own in total.schools.values()]
    totals: list[RollUp[PlacedFactor] | RollUp[PlacedDomain]] = [
        *core.factors.values(),
        *core.domains.values(),
    ]
    applies: dict[NoteCode, bool] = {
        "synthetic": context.synthetic,
        "collected_elsewhere": context.collected_elsewhere,
        "eligible_unknown": any(school.conditions.eligible is None for school in included),
        "cut_points_provisional": any(total.comparable for total in totals)
        or len(core.included) >= COMPARABLE_SCHOOLS,  # where to start rests on levels
        "team_factors_estimated": any(own.core.estimated for own in shown),
    }
    return [Note(code=code, text=NOTES[code]) for code, true in applies.items() if true]


def _tenth(value: float) -> float:
    return float(half_up(Fraction(value), TENTH))
