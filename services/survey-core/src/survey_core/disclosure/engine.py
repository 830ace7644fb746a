"""From exact tallies to the core of a school: the only way anything leaves the system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from survey_core.disclosure.branches import Branch, estimated_eligible, hides_size, pins_size, stand_in_size
from survey_core.disclosure.factors import FactorCore, agreement_word, coarse_sd, indices
from survey_core.disclosure.items import ItemCore, ItemShares, Partition, coarsen_item, partitions_of
from survey_core.disclosure.means import coded_mean
from survey_core.disclosure.standing import (
    FINE_ANSWERS,
    ITEM_ANSWERS,
    MEASURES,
    Conditions,
    Measure,
    Reason,
    Standing,
    standing,
    withheld,
)
from survey_core.disclosure.subgroups import SubgroupCore

_ITEMS_FOR_SINGLE_OPTIONS = 5
"""Fewest items of a factor whose single options are shown beside its score (from twenty answers).

Of two items, one shown by single options and one merged, the score to 0.1 takes the merged groups apart: at
n = 20 in 1.7 % of all answers to two four-point items (tests/unit/survey_core/disclosure/test_few_items.py),
1.2 % of three, 0.2 % of four (a sample). A factor of one item shows no score beside merged groups.
"""


@dataclass(frozen=True, kw_only=True)
class ItemTally:
    """Exact answers to one item: per option, lowest first, before reversal."""

    id: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class FactorTally:
    """Exact statistics of one factor.

    Attributes:
        id: the factor's.
        low: lowest scale value L.
        high: highest scale value H.
        n: persons scored.
        mean: of person scores after reversal, in scale points; 0 if n is 0.
        variance: sample variance of person scores; 0 below two persons.
        rwg_j: r_wg(j) from the items' counts, None if undefined.
        ad_m: AD_M(j) from the items' counts in scale points, None if undefined.
        items: in instrument order.
        favourable: option places that count as agreeing.
        partitions: of the scale, from the instrument; empty for none.
        branch: answers to the routing question, None if everyone is asked.
    """

    id: str
    low: int
    high: int
    n: int
    mean: Fraction
    variance: Fraction
    rwg_j: Fraction | None
    ad_m: Fraction | None
    items: tuple[ItemTally, ...]
    favourable: tuple[int, ...]
    partitions: tuple[Partition, ...] = ()
    branch: Branch | None = None


@dataclass(frozen=True, kw_only=True)
class SchoolCore:
    """All that may be known about a school; equal cores give equal profiles."""

    conditions: Conditions
    standing: Standing
    withheld: Mapping[Measure, Reason]
    factors: Mapping[str, FactorCore]
    items: Mapping[str, ItemCore]
    #: Background question to what its table shows, in the instrument's order; empty where none was chosen.
    subgroups: Mapping[str, SubgroupCore] = field(default_factory=dict)


def coarsen(
    conditions: Conditions, *, factors: Sequence[FactorTally], pooled_sd: Mapping[str, float | None]
) -> SchoolCore:
    """Reduce a school to its core (R0, R1, R2, R5, R8).

    Args:
        conditions: how the school answered.
        factors: its exact tallies.
        pooled_sd: the administration's pooled within-school SD per factor, in scale points; None where
            fewer than three schools have eight persons.
    """
    items = {tally.id: _coarsen_items(conditions, tally) for tally in factors}
    cores = {
        tally.id: _coarsen_factor(conditions, tally, items[tally.id], pooled=pooled_sd.get(tally.id))
        for tally in factors
    }
    return SchoolCore(
        conditions=conditions,
        standing=standing(conditions),
        withheld=withheld(conditions, n=conditions.responses),
        factors=cores,
        items={item: core for own in items.values() for item, core in own.items()},
    )


def _spread_answers(tally: FactorTally) -> int:
    """Fewest answers for a group's own spread and agreement.

    Beside the shares of only two items, rounded mean, spread and agreement word together pinned single
    answers in 0.6 % of all possible sets of 8 (four points); from three items on eight answers do (R0).
    """
    return ITEM_ANSWERS if len(tally.items) > 2 else FINE_ANSWERS  # noqa: PLR2004 - see above


def _withheld_of(conditions: Conditions, tally: FactorTally) -> dict[Measure, Reason]:
    if _hides_size(conditions, tally) and pins_size(conditions):
        return dict.fromkeys(MEASURES, "not_enough_responses")
    n = _judged_size(conditions, tally)
    reasons = withheld(conditions, n=n)
    if ITEM_ANSWERS <= conditions.safe(n) < _spread_answers(tally):
        reasons.setdefault("agreement", "fewer_than_twenty_responses")
    if _hides_size(conditions, tally):
        reasons.setdefault("items", "branch_size")
    return reasons


def _judged_size(conditions: Conditions, tally: FactorTally) -> int:
    """The n that thresholds look at; where R5 hides it, the smallest that a shown score allows.

    Judged by its true n, a branch of eight out of nine would show agreement where one of seven does not, and
    so tell that one person is not in it.
    """
    if not _hides_size(conditions, tally):
        return tally.n
    stand_in = stand_in_size(responses=conditions.responses, k=conditions.k)
    return min(tally.n, max(stand_in, conditions.k + conditions.discounted))


def _hides_size(conditions: Conditions, tally: FactorTally) -> bool:
    return tally.branch is not None and hides_size(
        tally.branch, responses=conditions.responses, k=conditions.k
    )


def _coarsen_factor(
    conditions: Conditions, tally: FactorTally, items: Mapping[str, ItemCore], *, pooled: float | None
) -> FactorCore:
    reasons = _withheld_of(conditions, tally)
    reasons |= _withheld_beside(tally, items, reasons)
    n, eligible = _sizes(conditions, tally)
    safe = conditions.safe(n)
    mean = None
    if "score" not in reasons:
        mean = coded_mean(tally.mean, n=safe, n_items=len(tally.items), low=tally.low, high=tally.high)
    core = FactorCore(
        n=n, eligible=eligible, estimated=tally.branch is not None, mean=mean, sd=None, withheld=reasons
    )
    if "score" in reasons:
        return core
    if mean is None:
        nothing: dict[Measure, Reason] = dict.fromkeys(MEASURES, "not_enough_responses")
        return replace(core, withheld=nothing | reasons)
    own = safe >= _spread_answers(tally) and (len(tally.items) > 1 or _every_option_shown(tally, items))
    sd = coarse_sd(tally.variance, own=own, pooled=pooled, low=tally.low, high=tally.high)
    return _with_agreement(replace(core, sd=sd), tally, safe=safe)


def _with_agreement(core: FactorCore, tally: FactorTally, *, safe: int) -> FactorCore:
    if "agreement" in core.withheld or tally.ad_m is None:
        return core
    rwg_j, ad_m = indices(n=safe, rwg_j=tally.rwg_j, ad_m=tally.ad_m)
    word = agreement_word(tally.ad_m, n_options=tally.high - tally.low + 1)
    return replace(core, agreement=word, rwg_j=rwg_j, ad_m=ad_m)


def _sizes(conditions: Conditions, tally: FactorTally) -> tuple[int, int | None]:
    """The n and N a factor's numbers are computed from."""
    population = conditions.population
    if tally.branch is None:
        return tally.n, population
    if _hides_size(conditions, tally):
        return stand_in_size(responses=conditions.responses, k=conditions.k), population
    if population is None:
        return tally.n, None
    return tally.n, estimated_eligible(tally.branch, population=population, n=tally.n)


def _coarsen_items(conditions: Conditions, tally: FactorTally) -> dict[str, ItemCore]:
    """The items' cores; none at all where the factor's items may not be shown."""
    if "items" in _withheld_of(conditions, tally):
        return {}
    asked = conditions.responses if tally.branch is None else tally.branch.asked
    partitions = partitions_of(tally.high - tally.low + 1, own=tally.partitions)
    return {
        item.id: coarsen_item(
            item.counts,
            discounted=conditions.discounted,
            asked=asked,
            partitions=partitions,
            favourable=tally.favourable,
            beside_score=1 < len(tally.items) < _ITEMS_FOR_SINGLE_OPTIONS,
        )
        for item in tally.items
    }


def _withheld_beside(
    tally: FactorTally, items: Mapping[str, ItemCore], reasons: Mapping[Measure, Reason]
) -> dict[Measure, Reason]:
    """What a factor of one item may not show beside the shares of that item.

    Such a factor is its item, and R2 shows an item's mean only where every option is shown. Beside merged
    shares even a rounded mean would pin single answers: for six points and n = 8 to 22 it does so for
    3,333 sets of answers (tests/unit/survey_core/disclosure).
    """
    if len(tally.items) > 1 or _every_option_shown(tally, items):
        return {}
    if "items" in reasons:
        return {"agreement": reasons["items"]}
    shares = items[tally.items[0].id].shares
    reason: Reason = "cells_too_coarse" if isinstance(shares, ItemShares) else shares
    return {measure: reason for measure in MEASURES if measure != "items"}


def _every_option_shown(tally: FactorTally, items: Mapping[str, ItemCore]) -> bool:
    shares = [items[item.id].shares for item in tally.items if item.id in items]
    return bool(shares) and all(isinstance(shown, ItemShares) and shown.every_option for shown in shares)
