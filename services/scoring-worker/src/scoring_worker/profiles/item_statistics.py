"""Statistics of one item at full precision, before reversal (contracts.md, `statistics.json`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.item_part import split_rule
from scoring_worker.profiles.version import SCORING_VERSION
from scoring_worker.psychometrics import agreement, intervals, items
from scoring_worker.psychometrics.disagreement import flag_of, seed_of, single_cells, split_probability
from survey_core.instruments import Instrument, Item


def item_statistics(
    item: Item, *, instrument: Instrument, counts: NDArray[np.int64], eligible: int | None
) -> dict[str, Any]:
    """Compute everything about one item.

    Args:
        item: the statement.
        instrument: it belongs to.
        counts: shape (n_options,), answers per option, lowest first.
        eligible: people it speaks for, None where not known.
    """
    scale = instrument.scales[item.scale]
    n = int(counts.sum())
    favourable = items.share_of(counts, options=scale.favourable, low=scale.low)
    return {
        "n": n,
        "counts": counts.tolist(),
        "mean": items.item_mean(counts, low=scale.low),
        "variance": items.item_variance(counts),
        "rwg": agreement.rwg(counts),
        "ad_m": agreement.mean_deviation(counts),
        "a_wg": agreement.a_wg(counts),
        "agreement_a": agreement.agreement_a(counts),
        "consensus": agreement.consensus(counts),
        "favourable": favourable,
        "favourable_interval": None
        if favourable is None
        else list(intervals.share_interval(favourable, n=n, eligible=eligible)),
        "camps": None
        if n == 0
        else [items.share_of(counts, options=camp, low=scale.low) for camp in scale.camps],
        "disagreement": _disagreement(item, instrument=instrument, counts=counts, eligible=eligible),
    }


def _disagreement(
    item: Item, *, instrument: Instrument, counts: NDArray[np.int64], eligible: int | None
) -> dict[str, Any]:
    if counts.sum() == 0:
        return {"flag": None, "probability": None}
    probability = split_probability(
        counts,
        cells=single_cells(counts.size),
        eligible=eligible,
        rule=split_rule(instrument, instrument.scales[item.scale]),
        seed=item_seed(item, counts.tolist(), eligible),
    )
    return {"flag": flag_of(probability), "probability": probability}


def item_seed(item: Item, counts: list[int], eligible: int | None) -> bytes:
    """Seed of every draw about an item."""
    return seed_of(scoring_version=SCORING_VERSION, item=item.id, counts=counts, eligible=eligible)
