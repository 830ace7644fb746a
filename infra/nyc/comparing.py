"""The city's answers through the scorer, and each score beside the one that the city printed.

The city published counts, never lines. How a person's answers belong together is unknown and does not matter
here: every item is a factor of its own, so nothing that is compared depends on more than its counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infra.nyc.city import CitySchool, ItemRule
from scoring_worker.imports import Collected, CollectedSchool, ListedSchool
from scoring_worker.offline import OfflineDistrict, OfflineOptions
from survey_core.contracts.profile import ProfileDocument
from survey_core.instruments import Instrument, load_instrument

#: The city's scores are printed to one decimal: nearer than this they are the same.
PRINTED_WITHIN = 0.05 + 1e-9
_TOP = 10
#: Blocks of the form stand in for domains; their order means nothing here.
_BLOCKS = (("asked", 1, range(1, 7)), ("worked", 2, range(7, 11)), ("seen", 3, range(11, 16)))


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One item of one school.

    Attributes:
        school: its id.
        item: its id.
        city: the score that the city printed, 0-10.
        ours: 0-10, from our mean at full precision.
    """

    school: str
    item: str
    city: float
    ours: float

    @property
    def difference(self) -> float:
        """Ours less the city's."""
        return self.ours - self.city

    @property
    def agrees(self) -> bool:
        """Whether ours rounds to what the city printed, or lies at an exact half."""
        return abs(self.difference) <= PRINTED_WITHIN


@dataclass(frozen=True, kw_only=True)
class ItemResult:
    """One item over all schools."""

    item: str
    pairs: Sequence[Pair]

    @property
    def agreeing(self) -> int:
        """Schools where both scores are the same."""
        return sum(pair.agrees for pair in self.pairs)

    @property
    def largest(self) -> float:
        """The largest difference."""
        return max(abs(pair.difference) for pair in self.pairs)

    @property
    def middle(self) -> float:
        """The median difference."""
        return median(abs(pair.difference) for pair in self.pairs)


def rescaled(mean: float, rule: ItemRule) -> float:
    """A mean in scale points, favourable high, on the city's 0-10."""
    return _TOP * (mean - 1) / (rule.scored_options - 1)


def city_instrument(rules: Mapping[str, ItemRule], asked: Sequence[str]) -> Instrument:
    """The form as an instrument: one factor for each item, "don't know" left out, best answers high."""
    scales = sorted({rules[item].scored_options for item in asked})
    blocks = [
        (name, position, [item for item in asked if _block_of(item) in numbers])
        for name, position, numbers in _BLOCKS
    ]
    document = {
        "instrument": "nyc2011-teachers",
        "version": "1.0.0",
        "title": {"en": "City counts, 2011"},
        "languages": ["en"],
        "scales": {f"points{k}": _scale(k) for k in scales},
        "domains": [
            {
                "id": name,
                "causal_position": position,
                "title": {"en": name},
                "factors": [_factor(item, rules[item]) for item in items],
            }
            for name, position, items in blocks
            if items
        ],
    }
    return load_instrument(json.dumps(document))


def _block_of(item: str) -> int:
    return int("".join(sign for sign in item if sign.isdigit()))


def _scale(k: int) -> dict[str, Any]:
    step = (k - 1) / 4
    scale: dict[str, Any] = {
        "points": [{"value": value, "label": {"en": f"Option {value}"}} for value in range(1, k + 1)],
        "cuts": [1 + step, 1 + 2 * step, 1 + 3 * step],
    }
    if k == 4:  # noqa: PLR2004 - four points have no built-in list of what may be shown together
        scale["partitions"] = [[[1], [2], [3], [4]], [[1, 2], [3], [4]], [[1, 2], [3, 4]]]
        scale |= {"favourable": [4], "camps": [[1], [4]]}
    return scale


def _factor(item: str, rule: ItemRule) -> dict[str, Any]:
    statement = {
        "id": item,
        "scale": f"points{rule.scored_options}",
        "reverse": rule.order == "desc",
        "text": {"en": f"City item {item}"},
    }
    return {"id": f"f_{item}", "title": {"en": item}, "items": [statement]}


def city_district(schools: Sequence[CitySchool], rules: Mapping[str, ItemRule]) -> OfflineDistrict:
    """The schools as the command for responses collected elsewhere would have read them."""
    asked = sorted({item for school in schools for item in school.items if item in rules})
    instrument = city_instrument(rules, asked)
    order = [item.id for factor in instrument.factors for item in factor.items]
    return OfflineDistrict(
        instrument=instrument,
        collected=Collected(
            {
                school.dbn: CollectedSchool(code=school.dbn, answers=_rows(school, order, rules), routing={})
                for school in schools
            }
        ),
        listed={
            school.dbn: ListedSchool(code=school.dbn, eligible=school.eligible, name=school.dbn)
            for school in schools
        },
    )


def _rows(school: CitySchool, order: Sequence[str], rules: Mapping[str, ItemRule]) -> NDArray[np.int16]:
    """One line a responding teacher, whose counts are the published ones."""
    rows = np.zeros((max(school.responding, school.answered), len(order)), dtype=np.int16)
    for column, item in enumerate(order):
        if item in school.items:
            counts = school.items[item].counts[: rules[item].scored_options]
            answers = np.repeat(np.arange(1, len(counts) + 1), counts)
            rows[: answers.size, column] = answers
    return rows


def compare(
    district: OfflineDistrict, schools: Sequence[CitySchool], rules: Mapping[str, ItemRule]
) -> list[ItemResult]:
    """Every score that the city printed beside ours, by item."""
    means = {school: entry["factors"] for school, entry in district.statistics()}
    found: dict[str, list[Pair]] = {}
    for school in schools:
        for item, published in school.items.items():
            mean = means[school.dbn].get(f"f_{item}", {}).get("mean")
            if item in rules and published.published_score and mean is not None:
                ours = rescaled(mean, rules[item])
                city = float(published.published_score)
                found.setdefault(item, []).append(Pair(school=school.dbn, item=item, city=city, ours=ours))
    return [ItemResult(item=item, pairs=found[item]) for item in sorted(found, key=_place)]


def _place(item: str) -> tuple[int, str]:
    return _block_of(item), item


def published_profiles(district: OfflineDistrict, names: Sequence[str]) -> Iterator[ProfileDocument]:
    """What would be published of these schools, after disclosure."""
    options = OfflineOptions(k=5, released_on=date(2011, 6, 30), digest_secret=bytes(32))
    return (document for document in district.profiles(options) if document.school.name in names)
