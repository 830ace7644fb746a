"""Where a school stands among the schools of its administration, which stay unnamed; from cores alone."""

from dataclasses import dataclass
from fractions import Fraction

from scoring_worker.districts.core import DistrictCore, Spread
from scoring_worker.psychometrics.variance_components import VarianceComponents
from survey_core.contracts.measures import Reference, Suppressed, SuppressionReason
from survey_core.disclosure import SchoolCore
from survey_core.disclosure.rollups import barred
from survey_core.disclosure.rounding import TENTH, half_up, tenth_of_root

ENOUGH_ANSWERS = 10
"""Answers from which a mean stands on its own feet."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What the other schools add to one factor of a profile.

    Attributes:
        shrunken_mean: in scale points, to 0.1.
        reference: place among the schools.
    """

    shrunken_mean: float | Suppressed
    reference: Reference | Suppressed


def compared_school(core: SchoolCore, *, school: str, district: DistrictCore | None) -> dict[str, Compared]:
    """Compare every factor of a school with the schools of its administration.

    Args:
        core: of the school.
        school: its id.
        district: None as long as other schools of the administration are not published.
    """
    return {
        factor: Compared(
            shrunken_mean=_shrunken(core, factor=factor, school=school, district=district),
            reference=_reference(core, factor=factor, school=school, district=district),
        )
        for factor in core.factors
    }


def _shrunken(
    core: SchoolCore, *, factor: str, school: str, district: DistrictCore | None
) -> float | Suppressed:
    own = core.factors[factor]
    if barred(core) is None and "score" not in own.withheld and own.n >= ENOUGH_ANSWERS:
        return Suppressed(reason="enough_responses")
    reason = _why_not(core, factor=factor, school=school, district=district)
    if reason is not None or district is None or own.mean is None:
        return Suppressed(reason=reason or "factor_suppressed")
    components = district.factors[factor].components
    if components is None:
        return Suppressed(reason="not_estimable")
    return float(half_up(_drawn(own.mean.value, n=own.n, components=components), TENTH))


def _drawn(mean: Fraction, *, n: int, components: VarianceComponents) -> Fraction:
    return Fraction(float(components.shrunken(float(mean), n=n)))


def _reference(
    core: SchoolCore, *, factor: str, school: str, district: DistrictCore | None
) -> Reference | Suppressed:
    own = core.factors[factor]
    # As change, it is more than a score and a level, and needs eight answers (R1).
    reason = own.withheld.get("change") or _why_not(core, factor=factor, school=school, district=district)
    if reason is not None or district is None or own.mean is None:
        return Suppressed(reason=reason or "factor_suppressed")
    spread = district.factors[factor].spread
    if spread is None:
        return Suppressed(reason="fewer_than_ten_schools")
    return _place(own.mean.value, spread, schools=len(district.factors[factor].schools))


def _why_not(
    core: SchoolCore, *, factor: str, school: str, district: DistrictCore | None
) -> SuppressionReason | None:
    """The first rule that hides a comparison: of the school, of the factor, of the district."""
    own = core.factors[factor]
    hidden = own.withheld.get("score") or barred(core)
    if hidden is not None:
        return hidden
    if own.mean is None or own.mean.bound != "exact":
        return "coded_score"
    if district is None:
        return "district_incomplete"
    if district.factors[factor].differenced:
        return "differencing"
    if not district.factors[factor].comparable:
        return "fewer_than_ten_schools"
    return None if school in district.factors[factor].schools else "left_out_of_district"


def _place(mean: Fraction, spread: Spread, *, schools: int) -> Reference:
    """Distance from the mean of the schools' means in their SD; all 0 where no school differs."""
    return Reference(
        schools=schools,
        sds=_in_sds(mean - spread.centre, spread.variance),
        highest_sds=_in_sds(spread.highest - spread.centre, spread.variance),
        lowest_sds=_in_sds(spread.lowest - spread.centre, spread.variance),
    )


def _in_sds(distance: Fraction, variance: Fraction) -> float:
    """A distance in standard deviations to 0.1, without leaving fractions; halves away from zero."""
    if variance == 0:
        return 0.0
    size = float(tenth_of_root(distance**2 / variance))
    return -size if distance < 0 and size else size
