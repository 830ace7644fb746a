"""One domain of the published profile: the mean of its factors, from their cores alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scipy import special

from scoring_worker.profiles.factor_part import rounded_probabilities
from scoring_worker.profiles.placing import (
    NEAR_CUT,
    PlacedFactor,
    Placement,
    exact_cuts,
    outward,
    place,
)
from survey_core.contracts import measures
from survey_core.contracts.measures import Suppressed
from survey_core.disclosure import CodedMean, Measure, SchoolCore
from survey_core.disclosure.rounding import TENTH, half_up
from survey_core.instruments import Domain, Instrument, Scale


@dataclass(frozen=True, eq=False)
class PlacedDomain:
    """A domain whose score may be shown.

    Attributes:
        factors: ids of the factors it is the mean of.
        mean: in percent.
        error: standard error in percent, a safe upper bound.
        df: its degrees of freedom, those of the smallest factor.
        rounding: variance of the error that rounding the factors' means made, in squared percent.
        placement: its level, whether or not that may be shown.
    """

    factors: tuple[str, ...]
    mean: Fraction
    error: float
    df: int
    rounding: float
    placement: Placement


def domain_part(
    domain: Domain,
    *,
    instrument: Instrument,
    core: SchoolCore,
    placed: Mapping[str, PlacedFactor | None],
    factors: list[measures.Factor],
) -> measures.Domain:
    """Write one domain.

    Its score is the mean of its factors' percents. A factor that only part of the faculty was asked may be
    missing from it; one that everyone was asked may not.

    Args:
        domain: with its factors.
        instrument: it belongs to.
        core: of the school.
        placed: per factor id, what follows from its core.
        factors: its factors as published.
    """
    own = place_domain(domain, instrument=instrument, placed=placed)
    gone = _hidden(core, "score") or (Suppressed(reason="factor_suppressed") if own is None else None)
    return measures.Domain(
        id=domain.id,
        title=domain.title,
        causal_position=domain.causal_position,
        score=gone or _score(_shown(own)),
        interval=gone or _interval(_shown(own)),
        level=gone or _hidden(core, "level") or _level(_shown(own).placement, instrument),
        factors=factors,
    )


def _hidden(core: SchoolCore, measure: Measure) -> Suppressed | None:
    reason = core.withheld.get(measure)
    return None if reason is None else Suppressed(reason=reason)


def _shown(own: PlacedDomain | None) -> PlacedDomain:
    if own is None:
        raise ValueError("a domain without a score has nothing to show")
    return own


def _score(own: PlacedDomain) -> measures.DomainScore:
    return measures.DomainScore(percent=float(half_up(own.mean, TENTH)), factors=list(own.factors))


def _interval(own: PlacedDomain) -> measures.Interval:
    half = float(special.stdtrit(own.df, 0.975)) * own.error
    ends = (float(own.mean) - half, float(own.mean) + half)
    return outward(ends, low=0, high=100, everyone=own.error == 0, bound="exact")


def _level(placement: Placement, instrument: Instrument) -> measures.DomainLevel:
    names = instrument.levels.names
    return measures.DomainLevel(
        name=names[placement.index],
        probabilities=rounded_probabilities(placement.probabilities.tolist()),
        certain=placement.between is None,
        between=[names[index] for index in placement.between or ()],
    )


def place_domain(
    domain: Domain, *, instrument: Instrument, placed: Mapping[str, PlacedFactor | None]
) -> PlacedDomain | None:
    """Compute what follows for a domain from its factors' cores; None if its score may not be shown."""
    shown = [(factor, own) for factor in domain.factors if (own := placed[factor.id]) is not None]
    if not shown or any(placed[factor.id] is None and factor.ask_if is None for factor in domain.factors):
        return None
    scales = [instrument.scales[factor.scale] for factor, _ in shown]
    mean = _mean([_percent(own.mean.value, scale) for (_, own), scale in zip(shown, scales, strict=True)])
    # The factors' errors are correlated in an unknown way; their mean is a safe upper bound.
    error = sum(
        own.error * 100 / (scale.high - scale.low) for (_, own), scale in zip(shown, scales, strict=True)
    )
    error /= len(shown)
    df = min(own.core.n for _, own in shown) - 1
    placement = place(
        CodedMean(value=mean, unit=TENTH, bound="exact"),
        error=error,
        df=df,
        cuts=_cuts(scales),
        near=_near(scales),
        scale_ends=(0, 100),
    )
    rounding = sum(
        own.rounding * (100 / (scale.high - scale.low)) ** 2
        for (_, own), scale in zip(shown, scales, strict=True)
    )
    return PlacedDomain(
        factors=tuple(factor.id for factor, _ in shown),
        mean=mean,
        error=error,
        df=df,
        rounding=rounding / len(shown) ** 2,
        placement=placement,
    )


def _percent(value: Fraction, scale: Scale) -> Fraction:
    return 100 * (value - scale.low) / (scale.high - scale.low)


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _cuts(scales: list[Scale]) -> list[Fraction]:
    """The factors' cut points in percent, averaged level by level."""
    per_factor = [[_percent(cut, scale) for cut in exact_cuts(scale)] for scale in scales]
    return [_mean(list(cuts)) for cuts in zip(*per_factor, strict=True)]


def _near(scales: list[Scale]) -> Fraction:
    """A tenth of a scale point in percent, averaged over the factors."""
    return _mean([100 * NEAR_CUT / (scale.high - scale.low) for scale in scales])
