"""Where to start and what to build on, by the provisional causal order.

Only the order of the domains is documented: leadership, then structures and processes, then efficacy.
Nothing orders the factors inside one. Everything here follows from the factors' cores.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring_worker.profiles.placing import PlacedFactor
from scoring_worker.profiles.wording import certainty_of, start_text
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import Leverage, StartHere, Support
from survey_core.disclosure import SchoolCore
from survey_core.instruments import Factor, Instrument

WEAK_FROM = 0.5
"""Probability of the lower half of the continuum from which a factor is weak."""
STRONG_FROM = 0.8
"""Probability of the upper half of the continuum from which a factor is one to build on."""
TIE = 0.1
"""Factors this near to the weakest are shown with it."""

PROFESSIONAL_LEARNING = ("meaningful_professional_learning", "professional_learning")
"""Ids of the factor the documented rule about teams starts with."""


@dataclass(frozen=True, eq=False)
class _Weak:
    factor: Factor
    probability: float


def levelled(placed: Mapping[str, PlacedFactor | None]) -> dict[str, PlacedFactor]:
    """The factors whose level may be shown: all that a recommendation may rest on."""
    return {
        factor_id: own
        for factor_id, own in placed.items()
        if own is not None and "level" not in own.core.withheld
    }


def why_no_start(core: SchoolCore, judged: Mapping[str, PlacedFactor]) -> Suppressed | None:
    """The rule that hides where to start and what to build on; None if both may be shown."""
    reason = core.withheld.get("start")
    if reason is not None:
        return Suppressed(reason=reason)
    return None if judged else Suppressed(reason="factor_suppressed")


def start_here(instrument: Instrument, *, placed: Mapping[str, PlacedFactor]) -> StartHere:
    """Choose where to start.

    Args:
        instrument: with its domains, supports and levels.
        placed: the factors whose level may be shown; at least one.
    """
    weak = [
        _Weak(factor, placed[factor.id].placement.weak)
        for factor in instrument.factors
        if factor.id in placed
    ]
    return (
        _teams_weak(instrument, weak, placed)
        or _first_weak_domain(instrument, weak, placed)
        or _nothing_weak(weak)
    )


def leverage(instrument: Instrument, *, placed: Mapping[str, PlacedFactor]) -> list[Leverage]:
    """List the strong factors, in instrument order."""
    return [
        Leverage(factor=factor.id, domain=factor.domain_id, certainty=certainty_of(own.placement.strong))
        for factor in instrument.factors
        if (own := placed.get(factor.id)) is not None and own.placement.strong >= STRONG_FROM
    ]


def _teams_weak(
    instrument: Instrument, weak: list[_Weak], placed: Mapping[str, PlacedFactor]
) -> StartHere | None:
    """The documented case, checked first: do not build on teams that do not work yet."""
    teams = [entry for entry in weak if entry.factor.group == "teams" and entry.probability >= WEAK_FROM]
    learning = next((factor for factor in instrument.factors if factor.id in PROFESSIONAL_LEARNING), None)
    if not teams or learning is None:
        return None
    certainty = certainty_of(max(entry.probability for entry in teams))
    team_factors = [entry.factor for entry in teams]
    return StartHere(
        domain=learning.domain_id,
        factors=[learning.id],
        then=[factor.id for factor in team_factors],
        rule="teams_weak",
        certainty=certainty,
        text=start_text("teams_weak", certainty=certainty, factors=team_factors, start=[learning]),
        supports=_supports(instrument, [learning], placed),
        provisional=True,
    )


def _first_weak_domain(
    instrument: Instrument, weak: list[_Weak], placed: Mapping[str, PlacedFactor]
) -> StartHere | None:
    """The furthest-upstream domain with a weak factor, and the weakest in it.

    Of domains at one position it is the one with the weakest factor: a start names one domain, and ties
    are shown inside it.
    """
    for position in sorted({domain.causal_position for domain in instrument.domains}):
        at_position = {
            domain.id: domain for domain in instrument.domains if domain.causal_position == position
        }
        here = [e for e in weak if e.factor.domain_id in at_position and e.probability >= WEAK_FROM]
        if here:
            break
    else:
        return None
    weakest = max(here, key=lambda entry: entry.probability)
    domain = at_position[weakest.factor.domain_id]
    tied = [entry.factor for entry in here if entry.probability >= weakest.probability - TIE - 1e-12]
    chosen = [factor for factor in tied if factor.domain_id == domain.id]
    certainty = certainty_of(weakest.probability)
    return StartHere(
        domain=domain.id,
        factors=[factor.id for factor in chosen],
        then=[],
        rule="first_weak_domain",
        certainty=certainty,
        text=start_text("first_weak_domain", certainty=certainty, factors=chosen, domain=domain),
        supports=_supports(instrument, chosen, placed),
        provisional=True,
    )


def _nothing_weak(weak: list[_Weak]) -> StartHere:
    certainty = certainty_of(1 - max(entry.probability for entry in weak))
    return StartHere(
        domain=None,
        factors=[],
        then=[],
        rule="nothing_weak",
        certainty=certainty,
        text=start_text("nothing_weak", certainty=certainty),
        supports=[],
        provisional=True,
    )


def _supports(
    instrument: Instrument, factors: list[Factor], placed: Mapping[str, PlacedFactor]
) -> list[Support]:
    """The supports written for these factors at their levels, in instrument order."""
    names = instrument.levels.names
    level = {factor.id: names[placed[factor.id].placement.index] for factor in factors if factor.id in placed}
    return [
        Support(factor=support.factor, title=support.title, text=support.text)
        for support in instrument.supports
        if level.get(support.factor) in support.levels
    ]
