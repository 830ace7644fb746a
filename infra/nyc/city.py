"""What the city published: counts per option for every item and school, and its own 0-10 scores."""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DRAWN_SCHOOLS = 20


@dataclass(frozen=True, kw_only=True)
class CityItem:
    """One published row: counts per option in the order printed, and the city's own score."""

    item: str
    counts: tuple[int, ...]
    published_score: str


@dataclass(frozen=True, kw_only=True)
class CitySchool:
    """One school with everything the city published of it."""

    dbn: str
    eligible: int
    responding: int
    items: Mapping[str, CityItem]

    @property
    def answered(self) -> int:
        """The most answers to any item; of some schools more than are listed as responding."""
        return max((sum(item.counts) for item in self.items.values()), default=0)


def city_schools(data: Path) -> list[CitySchool]:
    """Return every school of the files, by id."""
    items: dict[str, dict[str, CityItem]] = defaultdict(dict)
    with (data / "nyc2011_A_teacher_counts.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            counts = tuple(int(row[f"c{option}"] or 0) for option in range(1, int(row["k"]) + 1))
            items[row["dbn"]][row["item"]] = CityItem(
                item=row["item"], counts=counts, published_score=row["published_score_0_10"]
            )
    with (data / "nyc2011_A_schools.csv").open(newline="") as file:
        schools = [
            CitySchool(
                dbn=row["dbn"],
                eligible=int(row["eligible_teachers"]),
                responding=int(row["responding_teachers"]),
                items=items[row["dbn"]],
            )
            for row in csv.DictReader(file)
        ]
    return sorted(schools, key=lambda school: school.dbn)


def consistent_schools(data: Path) -> list[CitySchool]:
    """Return the schools where every item's n ≤ responding ≤ eligible, by id."""
    return [
        school
        for school in city_schools(data)
        if school.responding <= school.eligible and school.answered <= school.responding
    ]


def draw(schools: list[CitySchool]) -> list[CitySchool]:
    """Return the twenty schools of the committed rule: smallest SHA-256 of the school's id."""
    ranked = sorted(schools, key=lambda school: hashlib.sha256(school.dbn.encode()).digest())
    return sorted(ranked[:DRAWN_SCHOOLS], key=lambda school: school.dbn)


@dataclass(frozen=True, kw_only=True)
class ItemRule:
    """How the city scores an item, as far as it could be found out.

    Attributes:
        scored_options: the first so many options count; the rest is "don't know".
        order: `asc` where the last scored option is worth 10, `desc` where the first is.
        reproduced: share of schools whose published score 10(K-i)/(K-1) gives.
    """

    scored_options: int
    order: str
    reproduced: float


def item_rules(data: Path) -> dict[str, ItemRule]:
    """The rule of every item."""
    scoring = json.loads((data / "nyc2011_item_scoring.json").read_text())
    return {
        item: ItemRule(
            scored_options=entry["scored_options"],
            order=entry["order"],
            reproduced=entry["share_rows_reproduced"],
        )
        for item, entry in scoring.items()
    }
