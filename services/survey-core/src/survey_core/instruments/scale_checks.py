"""Rules inside one scale: points, favourable values, camps, partitions and cuts."""

from collections.abc import Iterator
from itertools import pairwise

from survey_core.instruments.errors import InstrumentError
from survey_core.instruments.nodes import Node


def check_scales(root: Node, *, n_levels: int) -> Iterator[InstrumentError]:
    """Every fault inside the scales of a document."""
    for _, scale in root["scales"].entries():
        values = [point["value"].integer for point in scale["points"].each()]
        known = [value for value in values if value is not None]
        if not known or len(known) != len(values):
            continue  # the schema reports the points; nothing else can be judged without them
        yield from _check_points(scale["points"], known)
        yield from _check_favourable(scale["favourable"], known)
        yield from _check_camps(scale["camps"], known)
        yield from _check_partitions(scale["partitions"], known)
        yield from _check_cuts(scale["cuts"], known, n_levels=n_levels)


def _check_points(points: Node, values: list[int]) -> Iterator[InstrumentError]:
    for point, before, value in zip(list(points.each())[1:], values, values[1:], strict=False):
        if value != before + 1:
            yield point["value"].error(f"values rise by one: {before + 1} expected after {before}")


def _check_favourable(favourable: Node, values: list[int]) -> Iterator[InstrumentError]:
    numbers = favourable.integers
    if numbers is None:
        return
    yield from _on_scale(favourable, values)
    if numbers != sorted(set(numbers)):
        yield favourable.error("values in ascending order, each once")


def _check_camps(camps: Node, values: list[int]) -> Iterator[InstrumentError]:
    groups = [camp.integers for camp in camps.each()]
    for camp, group in zip(camps.each(), groups, strict=True):
        if group is None:
            continue
        yield from _on_scale(camp, values)
        if not group or group != list(range(group[0], group[0] + len(group))):
            yield camp.error("neighbouring values in ascending order, at least one")
    low, high = groups if len(groups) == 2 else (None, None)  # noqa: PLR2004 - a low and a high camp
    if low and high and max(low) >= min(high):
        yield camps.error("the first camp lies below the second and shares no value with it")


def _check_partitions(partitions: Node, values: list[int]) -> Iterator[InstrumentError]:
    for partition in partitions.each():
        cells = [cell.integers for cell in partition.each()]
        known = [cell for cell in cells if cell is not None]
        if len(known) != len(cells):
            continue
        flat = [value for cell in known for value in cell]
        if flat != values or len(known) < 2 or not all(known):  # noqa: PLR2004 - one cell would say nothing
            yield partition.error(
                f"at least two non-empty cells that together list {_listed(values)} in order"
            )


def _check_cuts(cuts: Node, values: list[int], *, n_levels: int) -> Iterator[InstrumentError]:
    if not isinstance(cuts.value, list):
        return
    if len(cuts.value) != n_levels - 1:
        yield cuts.error(f"exactly {n_levels - 1} cuts for {n_levels} levels")
    numbers = [cut for cut in cuts.value if isinstance(cut, int | float) and not isinstance(cut, bool)]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        yield cuts.error("cuts in ascending order, each once")
    low, high = min(values), max(values)
    for cut in cuts.each():
        number = cut.value
        if isinstance(number, int | float) and not isinstance(number, bool) and not low < number < high:
            yield cut.error(f"inside the scale: above {low} and below {high}")


def _on_scale(node: Node, values: list[int]) -> Iterator[InstrumentError]:
    for entry in node.each():
        if entry.integer is not None and entry.integer not in values:
            yield entry.error(f"a value of this scale: {_listed(values)}")


def _listed(values: list[int]) -> str:
    return ", ".join(str(value) for value in values)
