"""Change since an earlier administration at full precision, for `statistics.json`.

Factors after reversal, items before it, as everywhere in that file. Schools are matched by code, factors and
items by `survey_core.instruments.comparison`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.change import VERDICTS, cliffs_delta, hedges_g, verdict, welch
from scoring_worker.psychometrics.multiple_testing import benjamini_hochberg, holm
from scoring_worker.statistics.change_sides import Administration, Side
from scoring_worker.statistics.chunk import Chunk
from scoring_worker.statistics.plain import plain
from survey_core.instruments import Comparison, compare_factor, compare_item

Sides = tuple[Side, Side]
Adjust = Callable[[NDArray[np.float64]], NDArray[np.float64]]
Entry = dict[str, Any] | None


def change_entries(now: Chunk, *, before: Chunk) -> Iterator[dict[str, dict[str, Any]]]:
    """Write the `change` of every factor and item of each school, in the chunks' order.

    Args:
        now: the later administration.
        before: the same schools, in the same order, of the earlier one; without a line where one is missing.

    Yields:
        {"factors": {id: change}, "items": {id: change}}; a change is None where one side has no score, and
        `{"comparable": false, "why": …}` where it may not be compared.
    """
    sides = Administration(now), Administration(before)
    instrument, earlier = now.instrument, before.instrument
    factors = _changes(
        now,
        {f.id: compare_factor(instrument, before=earlier, factor_id=f.id) for f in instrument.factors},
        sides=lambda factor_id: _factor_sides(factor_id, *sides),
        family=("p_holm", holm),
    )
    items = _changes(
        now,
        {i.id: compare_item(instrument, before=earlier, item_id=i.id) for i in instrument.items},
        sides=lambda item_id: (sides[0].item(item_id), sides[1].item(item_id)),
        family=("p_bh", benjamini_hochberg),
    )
    for school, there in enumerate((before.groups.sizes > 0).tolist()):
        yield {
            kind: {key: rows[school] if there else None for key, rows in found.items()}
            for kind, found in (("factors", factors), ("items", items))
        }


def with_change(entry: dict[str, Any], change: Mapping[str, Mapping[str, Entry]]) -> dict[str, Any]:
    """A school's entry of `statistics.json` with the changes of `change_entries` in their places."""
    placed = {
        kind: {key: own | {"change": changes[key]} for key, own in entry[kind].items()}
        for kind, changes in change.items()
    }
    return entry | placed


def _factor_sides(factor_id: str, now: Administration, before: Administration) -> Sides:
    scores = np.concatenate([now.scores(factor_id), before.scores(factor_id)])
    values = np.unique(scores[~np.isnan(scores)])
    return now.factor(factor_id, values=values), before.factor(factor_id, values=values)


def _changes(
    now: Chunk,
    comparisons: Mapping[str, Comparison],
    *,
    sides: Callable[[str], Sides],
    family: tuple[str, Adjust],
) -> dict[str, list[Entry]]:
    """Per id, one entry a school; p values are adjusted over everything compared at the school."""
    adjusted, adjust = family
    compared = {
        key: _compared(*sides(key), min_change=now.instrument.min_change)
        for key, own in comparisons.items()
        if own.comparable
    }
    found: dict[str, list[Entry]] = {}
    if compared:
        families = adjust(np.stack([columns["p"] for columns in compared.values()], axis=-1))
        for place, (key, columns) in enumerate(compared.items()):
            found[key] = _entries(columns | {adjusted: families[:, place]})
    apart: dict[str, list[Entry]] = {
        key: [{"comparable": False, "why": own.why}] * now.groups.n_groups
        for key, own in comparisons.items()
        if not own.comparable
    }
    return {key: apart[key] if key in apart else found[key] for key in comparisons}


def _compared(now: Side, before: Side, *, min_change: float) -> dict[str, NDArray[Any]]:
    change = welch(now.wave, before=before.wave)
    size = hedges_g(change.difference, variances=(now.variance, before.variance), n=(now.n, before.n))
    return {
        "before_n": before.n,
        "before_mean": before.wave.mean,
        "difference": change.difference,
        "se": change.error,
        "df": np.where(np.isinf(change.df), np.nan, change.df),
        "low": change.low,
        "high": change.high,
        "p": change.p,
        "cliffs_delta": cliffs_delta(now.counts, before=before.counts),
        "hedges_g": size.g,
        "hedges_g_variance": size.variance,
        "verdict": verdict(change, min_change=min_change),
    }


def _entries(columns: Mapping[str, NDArray[Any]]) -> list[Entry]:
    rows = zip(*(plain(column) for column in columns.values()), strict=True)
    return [_entry(dict(zip(columns, row, strict=True))) for row in rows]


def _entry(row: dict[str, Any]) -> Entry:
    if row["difference"] is None:
        return None
    ends = [row.pop("low"), row.pop("high")]
    return {
        "before": {"n": row.pop("before_n"), "mean": row.pop("before_mean")},
        "difference": row.pop("difference"),
        "interval": None if None in ends else ends,
        "verdict": VERDICTS[row.pop("verdict")],
        **row,
    }
