"""One factor of the published profile, from its core."""

from collections.abc import Mapping
from fractions import Fraction

from scoring_worker.profiles.item_part import item_part
from scoring_worker.profiles.placing import PlacedFactor, exact_cuts
from scoring_worker.psychometrics.levels import tipping_point, worst_case_bounds
from survey_core.contracts import measures
from survey_core.contracts.measures import Suppressed
from survey_core.disclosure import CodedMean, FactorCore, ItemCore, Measure
from survey_core.disclosure.rounding import TENTH, down, half_up, up
from survey_core.instruments import Factor, Instrument, Scale

PROBABILITY_STEP = Fraction(1, 20)


def factor_part(
    factor: Factor,
    *,
    instrument: Instrument,
    core: FactorCore,
    placed: PlacedFactor | None,
    items: Mapping[str, ItemCore],
    change: measures.Change | Suppressed,
    shrunken_mean: float | Suppressed,
    reference: measures.Reference | Suppressed,
) -> measures.Factor:
    """Write everything that may be told about one factor.

    Args:
        factor: with its items.
        instrument: it belongs to.
        core: what may be known about it.
        placed: what follows from the core; None if its score may not be shown.
        items: cores of the items that may be shown.
        change: since an earlier administration (`change_part`).
        shrunken_mean: drawn towards the other schools (`districts.comparison`).
        reference: place among the other schools (`districts.comparison`).
    """
    scale = instrument.scales[factor.scale]
    return measures.Factor(
        id=factor.id,
        title=factor.title,
        group=factor.group,
        eligible_estimated=core.estimated,
        score=hidden(core, "score") or factor_score(factor, _shown(placed).mean, scale),
        interval=hidden(core, "interval") or _shown(placed).interval,
        level=hidden(core, "level") or _level(factor, instrument, _shown(placed)),
        agreement=hidden(core, "agreement") or _agreement(core),
        bounds=hidden(core, "bounds") or _bounds(_shown(placed), scale),
        tipping_point=hidden(core, "tipping_point") or _tipping(_shown(placed), instrument, scale),
        change=change,
        shrunken_mean=shrunken_mean,
        reference=reference,
        items=hidden(core, "items")
        or [
            item_part(item, core=items[item.id], factor_core=core, instrument=instrument)
            for item in factor.items
        ],
    )


def hidden(core: FactorCore, measure: Measure) -> Suppressed | None:
    """The suppression of one measure, None if it may be shown."""
    reason = core.withheld.get(measure)
    return None if reason is None else Suppressed(reason=reason)


def percent_of(mean: CodedMean, scale: Scale) -> int:
    """A mean as a whole percent of the scale; coded ones never claim more than they may."""
    exact = 100 * (mean.value - scale.low) / (scale.high - scale.low)
    rounding = {"exact": half_up, "at_most": up, "at_least": down}[mean.bound]
    return int(rounding(exact, Fraction(1)))


def rounded_probabilities(probabilities: list[float]) -> list[float]:
    """Each to 0.05, halves up."""
    return [float(half_up(Fraction(probability), PROBABILITY_STEP)) for probability in probabilities]


def _shown(placed: PlacedFactor | None) -> PlacedFactor:
    if placed is None:
        raise ValueError("a factor without a score must have every measure withheld")
    return placed


def factor_score(factor: Factor, mean: CodedMean, scale: Scale) -> measures.FactorScore:
    """A mean on the factor's scale, as it may be told."""
    return measures.FactorScore(
        mean=float(mean.value),
        percent=percent_of(mean, scale),
        scale=measures.ScaleRange(id=factor.scale, low=scale.low, high=scale.high),
        bound=mean.bound,
        rounded_to=float(mean.unit),
    )


def _level(factor: Factor, instrument: Instrument, placed: PlacedFactor) -> measures.Level:
    names, place = instrument.levels.names, placed.placement
    return measures.Level(
        name=names[place.index],
        probabilities=rounded_probabilities(place.probabilities.tolist()),
        certain=place.between is None,
        between=[names[index] for index in place.between or ()],
        descriptor=instrument.levels.descriptors.get(factor.id, {}).get(names[place.index], {}),
    )


def _agreement(core: FactorCore) -> measures.Agreement | Suppressed:
    if core.agreement is None:
        return Suppressed(reason="not_enough_responses")
    few = Suppressed(reason="fewer_than_twenty_responses")
    return measures.Agreement(
        word=core.agreement,
        rwg_j=few if core.rwg_j is None else float(core.rwg_j),
        ad_m=few if core.ad_m is None else float(core.ad_m),
    )


def _bounds(placed: PlacedFactor, scale: Scale) -> measures.Bounds | Suppressed:
    core, mean = placed.core, placed.mean
    if core.eligible is None:
        return Suppressed(reason="eligible_unknown")
    lowest, highest = mean.within(scale.low, scale.high)
    unseen = _unseen(core, eligible=core.eligible)
    return measures.Bounds(
        low=float(down(worst_case_bounds(lowest, unseen=unseen, low=scale.low, high=scale.high)[0], TENTH)),
        high=float(up(worst_case_bounds(highest, unseen=unseen, low=scale.low, high=scale.high)[1], TENTH)),
    )


def _unseen(core: FactorCore, *, eligible: int) -> Fraction:
    """Share of the faculty that did not answer, exactly."""
    return 1 - Fraction(core.n, max(eligible, core.n))


def _tipping(
    placed: PlacedFactor, instrument: Instrument, scale: Scale
) -> measures.TippingPoint | Suppressed:
    core, mean = placed.core, placed.mean.value
    if core.eligible is None:
        return Suppressed(reason="eligible_unknown")
    unseen = _unseen(core, eligible=core.eligible)
    if unseen == 0:
        return Suppressed(reason="everyone_answered")
    tipping = tipping_point(mean, cuts=exact_cuts(scale), unseen=unseen)
    difference, cut = tipping.difference.item(), int(tipping.cut)
    lower = difference >= 0
    theirs = mean - difference
    return measures.TippingPoint(
        points=float(half_up(abs(difference), TENTH)),
        direction="lower" if lower else "higher",
        to_level=instrument.levels.names[cut if lower else cut + 1],
        possible=scale.low <= theirs <= scale.high,
    )
