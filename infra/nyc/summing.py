"""What the comparison comes to, over all items and schools."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from infra.nyc.city import CitySchool, ItemRule
from infra.nyc.comparing import ItemResult, rescaled
from survey_core.contracts.measures import Suppressed
from survey_core.contracts.profile import ProfileDocument


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Totals over the items whose rule is known.

    Attributes:
        schools: that answered any of them.
        items: how many.
        scores: that the city printed.
        agreeing: of these, the same as ours to the printed decimal.
        middle: median difference.
        largest: largest difference.
        published: scores that would be published of the drawn schools.
        published_middle: their median difference from the city's; None where there are none.
        published_largest: their largest.
    """

    schools: int
    items: int
    scores: int
    agreeing: int
    middle: float
    largest: float
    published: int
    published_middle: float | None
    published_largest: float | None

    @property
    def text(self) -> str:
        """In one paragraph."""
        said = (
            f"{self.scores} scores of {self.items} items in {self.schools} schools:"
            f" {self.agreeing} are the same to the printed decimal;"
            f" median difference {self.middle:.3f}, largest {self.largest:.3f} of 10 points."
        )
        if self.published_middle is None:
            return said
        return said + (
            f" {self.published} scores as they would be published: median difference"
            f" {self.published_middle:.2f}, largest {self.published_largest:.2f}."
        )


def sum_up(
    results: Sequence[ItemResult],
    *,
    schools: Iterable[tuple[CitySchool, ProfileDocument]],
    rules: dict[str, ItemRule],
) -> Summary:
    """Add up the items whose rule is known, and the published scores of some schools."""
    pairs = [pair for result in results for pair in result.pairs]
    known = {result.item for result in results}
    published = [
        difference
        for school, document in schools
        for item, difference in _published(school, document, rules)
        if item in known
    ]
    return Summary(
        schools=len({pair.school for pair in pairs}),
        items=len(results),
        scores=len(pairs),
        agreeing=sum(pair.agrees for pair in pairs),
        middle=median(abs(pair.difference) for pair in pairs),
        largest=max(abs(pair.difference) for pair in pairs),
        published=len(published),
        published_middle=median(published) if published else None,
        published_largest=max(published, default=None),
    )


def _published(
    school: CitySchool, document: ProfileDocument, rules: dict[str, ItemRule]
) -> Iterable[tuple[str, float]]:
    for factor in (factor for domain in document.domains for factor in domain.factors):
        item = factor.id.removeprefix("f_")
        city = school.items[item].published_score if item in school.items else ""
        if city and not isinstance(factor.score, Suppressed) and factor.score.bound == "exact":
            yield item, abs(rescaled(factor.score.mean, rules[item]) - float(city))
