"""One item of the published profile, from its core: all of it read off the shown groups."""

from fractions import Fraction

import numpy as np

from scoring_worker.profiles.version import SCORING_VERSION
from scoring_worker.psychometrics.disagreement import (
    SplitRule,
    camps_shown,
    flag_of,
    seed_of,
    split_probability,
)
from survey_core.contracts import measures
from survey_core.contracts.measures import Suppressed
from survey_core.disclosure import CodedShare, FactorCore, ItemCore, ItemShares, agree_places, whole_percent
from survey_core.disclosure.rounding import TENTH, half_up
from survey_core.instruments import Instrument, Item, Scale

_STEP = Fraction(1, 20)


def item_part(
    item: Item, *, core: ItemCore, factor_core: FactorCore, instrument: Instrument
) -> measures.Item:
    """Write what may be told about one item.

    Args:
        item: the statement.
        core: what may be known about its answers.
        factor_core: of its factor; tells how many people it speaks for.
        instrument: it belongs to.
    """
    scale = instrument.scales[item.scale]
    shares = core.shares
    if not isinstance(shares, ItemShares):
        gone = Suppressed(reason=shares)
        return measures.Item(
            id=item.id,
            text=item.text,
            answered=core.answered,
            partition=gone,
            shares=gone,
            agree=gone if core.agree is None else _agree(core.agree, scale),
            mean=gone,
            disagreement=gone,
        )
    return measures.Item(
        id=item.id,
        text=item.text,
        answered=core.answered,
        partition=[[place + scale.low for place in cell] for cell in shares.partition],
        shares=[whole_percent(count, sum(shares.counts)) for count in shares.counts],
        agree=_agree(_agree_share(shares, scale), scale),
        mean=_mean(shares, scale),
        disagreement=_disagreement(item, shares, eligible=factor_core.eligible, instrument=instrument),
    )


def split_rule(instrument: Instrument, scale: Scale) -> SplitRule:
    """When an item on this scale counts as broad disagreement."""
    low, high = (tuple(value - scale.low for value in camp) for camp in scale.camps)
    return SplitRule(
        n_options=scale.options,
        camps=(low, high),
        consensus_below=instrument.disagreement.consensus_below,
        camp_share_at_least=instrument.disagreement.camp_share_at_least,
    )


def _agree_share(shares: ItemShares, scale: Scale) -> CodedShare:
    places = agree_places(shares.partition, [value - scale.low for value in scale.favourable])
    agreeing = sum(
        count for cell, count in zip(shares.partition, shares.counts, strict=True) if set(cell) <= set(places)
    )
    return CodedShare(places, whole_percent(agreeing, sum(shares.counts)), "exact")


def _agree(share: CodedShare, scale: Scale) -> measures.AgreeShare:
    return measures.AgreeShare(
        options=[place + scale.low for place in share.places], percent=share.percent, bound=share.bound
    )


def _mean(shares: ItemShares, scale: Scale) -> float | Suppressed:
    if not shares.every_option:
        return Suppressed(reason="cells_too_coarse")
    total = sum(place * count for place, count in enumerate(shares.counts))
    return float(half_up(scale.low + Fraction(total, sum(shares.counts)), TENTH))


def _disagreement(
    item: Item, shares: ItemShares, *, eligible: int | None, instrument: Instrument
) -> measures.Disagreement | Suppressed:
    rule = split_rule(instrument, instrument.scales[item.scale])
    if not camps_shown(shares.partition, rule):
        return Suppressed(reason="cells_too_coarse")
    seed = seed_of(scoring_version=SCORING_VERSION, item=item.id, counts=shares.counts, eligible=eligible)
    probability = split_probability(
        np.array(shares.counts), cells=shares.partition, eligible=eligible, rule=rule, seed=seed
    )
    return measures.Disagreement(
        flag=flag_of(probability), probability=float(half_up(Fraction(probability), _STEP))
    )
