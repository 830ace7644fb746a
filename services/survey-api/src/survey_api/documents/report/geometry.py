"""Where marks lie, as percents of a chart's width; the same places as on the pages (charts/geometry.ts)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from survey_api.documents.report.reader import Json

PERCENT: Final = {"low": 0, "high": 100}
_STRONG, _MEDIUM = 0.7, 0.4


def place_of(value: float, scale: Json) -> float:
    """Place of a value between the ends of its scale, 0 to 100."""
    share: float = (value - scale["low"]) / (scale["high"] - scale["low"])
    return min(100.0, max(0.0, share * 100))


def span_of(ends: Json, scale: Json) -> dict[str, float]:
    """Where a range begins, and how wide it is."""
    start = place_of(ends["low"], scale)
    return {"from": start, "width": place_of(ends["high"], scale) - start}


def level_zones(cuts: Sequence[float], scale: Json) -> list[dict[str, float]]:
    """The levels from one end of the scale to the other; one zone without cuts."""
    edges = [0.0, *(place_of(cut, scale) for cut in cuts), 100.0]
    return [{"from": low, "width": high - low} for low, high in pairwise(edges)]


def domain_cuts(scales: Sequence[tuple[Json, Sequence[float]]]) -> list[float]:
    """Where a domain's levels begin, in percent: the means over its factors; none if their numbers differ."""
    places = [[place_of(cut, scale) for cut in cuts] for scale, cuts in scales]
    if not places or len({len(one) for one in places}) != 1:
        return []
    return [sum(at) / len(at) for at in zip(*places, strict=True)]


def diverge(partition: Sequence[Sequence[int]], shares: Sequence[int], scale: Json) -> list[dict[str, Any]]:
    """Shares as a bar that diverges from the middle: disagreement to the left, agreement to the right.

    A group with answers of both sides is centred. The whole width stands for 200 %.

    Returns:
        For each group: share, side, shade (1 for the strongest answers, 3 next to the middle), from, width.
    """
    middle = (scale["low"] + scale["high"]) / 2
    sides = [_side(options, middle) for options in partition]
    weights = {"disagree": 1.0, "middle": 0.5, "agree": 0.0}
    start = 50 - sum(share * weights[side] for share, side in zip(shares, sides, strict=True)) / 2
    found = []
    for options, share, side in zip(partition, shares, sides, strict=True):
        found.append(
            {"share": share, "side": side, "shade": _shade(options, scale), "from": start, "width": share / 2}
        )
        start += share / 2
    return found


def _side(options: Sequence[int], middle: float) -> str:
    if all(option < middle for option in options):
        return "disagree"
    return "agree" if all(option > middle for option in options) else "middle"


def _shade(options: Sequence[int], scale: Json) -> int:
    middle = (scale["low"] + scale["high"]) / 2
    distance = sum(abs(option - middle) for option in options) / len(options)
    strength = distance / (scale["high"] - middle)
    if strength > _STRONG:
        return 1
    return 2 if strength > _MEDIUM else 3
