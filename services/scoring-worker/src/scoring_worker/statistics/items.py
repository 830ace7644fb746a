"""Statistics of items at full precision, before reversal (contracts.md, `statistics.json`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.item_part import split_rule
from scoring_worker.profiles.version import SCORING_VERSION
from scoring_worker.psychometrics import agreement, intervals, items
from scoring_worker.psychometrics.disagreement import (
    SplitRule,
    flag_of,
    seed_of,
    single_cells,
    split_probability,
)
from scoring_worker.statistics.plain import Columns
from survey_core.instruments import Instrument, Item, Scale


def item_columns(counts: NDArray[np.int64], *, scale: Scale, eligible: NDArray[np.float64]) -> Columns:
    """Compute everything about items that has a closed form.

    Args:
        counts: shape (..., n_options), answers per option, lowest first.
        scale: of the items.
        eligible: people they speak for, NaN where not known; a shape that fits the axes before the options.

    Returns:
        Per key of the contract, shape (..., ) or (..., more).
    """
    own = items.tally(counts)
    favourable = items.share_of(own, options=scale.favourable, low=scale.low)
    camps = [items.share_of(own, options=camp, low=scale.low) for camp in scale.camps]
    return {
        "n": own.n,
        "counts": counts,
        "mean": items.item_mean(own, low=scale.low),
        "variance": own.variance,
        "rwg": agreement.rwg(own),
        "ad_m": agreement.mean_deviation(own),
        "a_wg": agreement.a_wg(own),
        "agreement_a": agreement.agreement_a(own),
        "consensus": agreement.consensus(own),
        "favourable": favourable,
        "favourable_interval": intervals.share_interval(favourable, n=own.n, eligible=eligible),
        "camps": np.stack(camps, axis=-1),
    }


def disagreements(
    item: Item, *, instrument: Instrument, counts: NDArray[np.int64], eligible: NDArray[np.float64]
) -> list[dict[str, Any]]:
    """Tell how probably each school's whole faculty is split on an item.

    Args:
        item: the statement.
        instrument: it belongs to.
        counts: shape (n_schools, n_options), answers per option, lowest first.
        eligible: shape (n_schools,), people it speaks for, NaN where not known.
    """
    rule = split_rule(instrument, instrument.scales[item.scale])
    people = [None if np.isnan(total) else int(total) for total in eligible]
    return [
        _disagreement(item, rule=rule, counts=row, eligible=total)
        for row, total in zip(counts, people, strict=True)
    ]


def _disagreement(
    item: Item, *, rule: SplitRule, counts: NDArray[np.int64], eligible: int | None
) -> dict[str, Any]:
    if not counts.any():
        return {"flag": None, "probability": None}
    probability = split_probability(
        counts,
        cells=single_cells(counts.size),
        eligible=eligible,
        rule=rule,
        seed=item_seed(item, counts.tolist(), eligible),
    )
    return {"flag": flag_of(probability), "probability": probability}


def item_seed(item: Item, counts: list[int], eligible: int | None) -> bytes:
    """Seed of every draw about an item."""
    return seed_of(scoring_version=SCORING_VERSION, item=item.id, counts=counts, eligible=eligible)
