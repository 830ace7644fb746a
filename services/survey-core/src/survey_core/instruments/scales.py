"""Answer scales: their points, and how results on them are read."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from survey_core.instruments.parts import Number, Part, Text, Value


class Point(Part):
    """One answer of a scale."""

    value: Value = Field(description="a whole number from 1 to 99; 0 stands for an unanswered item")
    label: Text = Field(description="the answer's wording in every declared language")


def _top_third(data: Mapping[str, Any]) -> tuple[int, ...]:
    values = [point.value for point in data.get("points", ())]
    return tuple(values[len(values) - _third(len(values)) :])


def _outer_thirds(data: Mapping[str, Any]) -> tuple[tuple[int, ...], ...]:
    values = [point.value for point in data.get("points", ())]
    third = _third(len(values))
    return tuple(values[:third]), tuple(values[len(values) - third :])


def _third(n_points: int) -> int:
    """How many points lie in the outer third of a scale, its ends counted in: ceil(K / 3)."""
    return -(-n_points // 3)


class Scale(Part):
    """An agreement, frequency or other ordered scale."""

    points: tuple[Point, ...] = Field(
        min_length=2,
        max_length=11,
        description="2 to 11 points, values rising by one, most unfavourable first",
    )
    favourable: tuple[Value, ...] = Field(
        default_factory=_top_third,
        min_length=1,
        description="values of this scale that count as favourable, ascending; default: the top third",
    )
    camps: tuple[tuple[Value, ...], ...] = Field(
        default_factory=_outer_thirds,
        min_length=2,
        max_length=2,
        description="two groups of neighbouring values, low camp first; default: the outer thirds",
    )
    partitions: tuple[tuple[tuple[Value, ...], ...], ...] = Field(
        default=(),
        description="ways to merge neighbouring points, finest first, each covering the scale in order",
    )
    cuts: tuple[Number, ...] = Field(
        description="ascending, inside the scale, one fewer than the levels; each belongs to the level above",
    )

    @property
    def low(self) -> int:
        """The lowest value, L."""
        return self.points[0].value

    @property
    def high(self) -> int:
        """The highest value, H."""
        return self.points[-1].value

    @property
    def options(self) -> int:
        """How many points, K."""
        return len(self.points)
