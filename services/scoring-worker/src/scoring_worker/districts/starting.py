"""What a summary counts of its schools' own profiles; a function of what is published of each alone."""

from collections import Counter
from collections.abc import Mapping

from scoring_worker.districts.core import DistrictCore
from scoring_worker.profiles.start import levelled, start_here, why_no_start
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import StartHere, Support
from survey_core.contracts.starting_points import (
    NeededSupport,
    ResponseStanding,
    StartingPoint,
    StartingPoints,
)
from survey_core.disclosure.rollups import COMPARABLE_SCHOOLS
from survey_core.disclosure.standing import Standing

NEEDED_BY_SEVERAL = 2
"""Schools that must be offered a support for it to be called needed by several."""
# As the number of schools in each level: where to start tells of a level.
_TOO_FEW = Suppressed(reason="fewer_than_ten_schools")


def response_standing(core: DistrictCore) -> ResponseStanding:
    """Count every school of the administration by what R1 lets it show.

    R4 has nothing to hide here: each school's own profile says the same of it, suppressed ones too, and no
    answer is part of the count.
    """
    counts = Counter[Standing](school.standing for school in core.schools.values())
    return ResponseStanding(
        profile=counts["profile"], preliminary=counts["preliminary"], suppressed=counts["suppressed"]
    )


def starts_of(core: DistrictCore) -> dict[str, StartHere]:
    """What the profiles of the included schools say about where to start, where they say it."""
    judged = {school: levelled(core.placed[school]) for school in core.included}
    return {
        school: start_here(core.instrument, placed=own)
        for school, own in judged.items()
        if why_no_start(core.schools[school], own) is None
    }


def starting_points(core: DistrictCore, *, starts: Mapping[str, StartHere]) -> StartingPoints | Suppressed:
    """Count the schools that start with each factor, in the instrument's order.

    Args:
        core: the schools.
        starts: from `starts_of`.
    """
    if len(core.included) < COMPARABLE_SCHOOLS:
        return _TOO_FEW
    first = Counter(factor for start in starts.values() for factor in start.factors)
    later = Counter(factor for start in starts.values() for factor in start.then)
    return StartingPoints(
        schools=len(starts),
        nothing_weak=sum(start.rule == "nothing_weak" for start in starts.values()),
        factors=[
            StartingPoint(factor=factor.id, start=first[factor.id], then=later[factor.id])
            for factor in core.instrument.factors
        ],
    )


def supports_needed(
    core: DistrictCore, *, starts: Mapping[str, StartHere]
) -> list[NeededSupport] | Suppressed:
    """List the supports offered to two schools or more, in the instrument's order.

    Args:
        core: the schools.
        starts: from `starts_of`.
    """
    if len(core.included) < COMPARABLE_SCHOOLS:
        return _TOO_FEW
    found = []
    for offer in _offers(core):
        schools = sum(offer in start.supports for start in starts.values())
        if schools >= NEEDED_BY_SEVERAL:
            found.append(NeededSupport(**dict(offer), schools=schools))
    return found


def _offers(core: DistrictCore) -> list[Support]:
    """The instrument's supports as a profile words them; one that is written for several levels, once."""
    offers: list[Support] = []
    for support in core.instrument.supports:
        offer = Support(factor=support.factor, title=support.title, text=support.text)
        if offer not in offers:
            offers.append(offer)
    return offers
