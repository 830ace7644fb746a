"""The answers of several schools at once, as the vectorised statistics take them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.context import Routing
from scoring_worker.profiles.tally import reversed_items
from scoring_worker.psychometrics.grouped import Groups, Moments, moments
from scoring_worker.psychometrics.intervals import eligible_number
from scoring_worker.psychometrics.persons import Answers, column_counts, column_scores, reversed_answers
from scoring_worker.statistics.branches import branches, estimated_eligible
from survey_core.instruments import Factor, Instrument, Scale

ROWS_AT_ONCE = 20_000
"""Respondents in a chunk, about: enough that the arrays are worth their overhead, and still in the cache."""


@dataclass(frozen=True, eq=False)
class SchoolAnswers:
    """A school's answers with the lines kept together.

    Attributes:
        answers: shape (n_respondents, n_items), items in instrument order, 0 = not answered.
        eligible: people eligible, None where not known.
        routing: answers to the routing questions; empty where they are not known.
    """

    answers: Answers
    eligible: int | None
    routing: Routing = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Panel:
    """Factors of one scale with equally many items: they are computed together.

    Attributes:
        scale: of all their items.
        factors: in instrument order.
        places: shape (n_factors,), where they stand among the instrument's factors.
        items: shape (n_factors, n_items), where their items stand among the instrument's items.
        reverse: shape (n_factors, n_items), True where agreement is unfavourable.
    """

    scale: Scale
    factors: tuple[Factor, ...]
    places: NDArray[np.intp]
    items: NDArray[np.intp]
    reverse: NDArray[np.bool_]


@lru_cache(maxsize=16)
def panels(instrument: Instrument) -> tuple[Panel, ...]:
    """Sort the factors into panels."""
    starts = np.cumsum([0] + [len(factor.items) for factor in instrument.factors])
    alike: dict[tuple[str, int], list[int]] = {}
    for place, factor in enumerate(instrument.factors):
        alike.setdefault((factor.scale, len(factor.items)), []).append(place)
    return tuple(
        Panel(
            scale=instrument.scales[scale],
            factors=tuple(instrument.factors[place] for place in places),
            places=np.array(places),
            items=starts[places][:, np.newaxis] + np.arange(n_items),
            reverse=np.stack([reversed_items(instrument.factors[place]) for place in places]),
        )
        for (scale, n_items), places in alike.items()
    )


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some schools of a district, their lines below each other.

    Attributes:
        instrument: that was answered.
        columns: shape (n_items, n_rows), items in instrument order, 0 = not answered: one item after the
            other in memory, because nearly everything runs along an item.
        groups: which rows are whose.
        eligible: shape (n_schools,), NaN where not known.
        routing: of each school.
    """

    instrument: Instrument
    columns: NDArray[np.int16]
    groups: Groups
    eligible: NDArray[np.float64]
    routing: Sequence[Routing]

    @classmethod
    def of(cls, instrument: Instrument, schools: Sequence[SchoolAnswers]) -> Self:
        """Put schools together, in this order."""
        nobody = np.zeros((0, len(instrument.items)), dtype=np.int16)
        rows = np.vstack([nobody, *(school.answers for school in schools)])
        return cls(
            instrument=instrument,
            columns=np.ascontiguousarray(rows.T, dtype=np.int16),
            groups=Groups.of_sizes([school.answers.shape[0] for school in schools]),
            eligible=np.array([eligible_number(school.eligible) for school in schools]),
            routing=[school.routing for school in schools],
        )

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The instrument's factors, those alike together."""
        return panels(self.instrument)

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Person scores, shape (n_factors, n_rows); NaN where a person does not count."""
        scores = np.empty((len(self.instrument.factors), self.columns.shape[1]))
        for panel in self.panels:
            scores[panel.places] = column_scores(
                self.columns[panel.items], reverse=panel.reverse, low=panel.scale.low, high=panel.scale.high
            )
        return scores

    @cached_property
    def moments(self) -> Moments:
        """Size, mean and spread of the person scores; each of shape (n_factors, n_schools)."""
        return moments(self.scores, self.groups)

    def counts(self, panel: Panel) -> NDArray[np.int64]:
        """Answers per option before reversal, shape (n_schools, n_factors, n_items, n_options)."""
        return self._counted(panel, labels=self.groups.labels, n_labels=self.groups.n_groups)

    def counts_and_complete(self, panel: Panel) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """`counts`, and the same over those who answered every item of a factor."""
        n_schools = self.groups.n_groups
        partial = ~self.columns[panel.items].all(axis=1, keepdims=True)
        apart = self._counted(panel, labels=self.groups.labels + n_schools * partial, n_labels=2 * n_schools)
        return apart[:n_schools] + apart[n_schools:], apart[:n_schools]

    def _counted(self, panel: Panel, *, labels: NDArray[np.int64], n_labels: int) -> NDArray[np.int64]:
        return column_counts(
            self.columns[panel.items],
            low=panel.scale.low,
            high=panel.scale.high,
            labels=labels,
            n_labels=n_labels,
        )

    def turned(self, panel: Panel) -> NDArray[np.int16]:
        """Answers after reversal, shape (n_factors, n_items, n_rows)."""
        return reversed_answers(
            self.columns[panel.items],
            reverse=panel.reverse[..., np.newaxis],
            low=panel.scale.low,
            high=panel.scale.high,
        )

    @cached_property
    def factor_eligible(self) -> NDArray[np.float64]:
        """N of each factor, shape (n_factors, n_schools), NaN where not known."""
        return np.stack([self._eligible_of(factor) for factor in self.instrument.factors])

    def _eligible_of(self, factor: Factor) -> NDArray[np.float64]:
        """Estimated where only part of the faculty was asked."""
        if factor.ask_if is None:
            return self.eligible
        same = [other.ask_if == factor.ask_if for other in self.instrument.factors]
        rows = np.stack([rows for rows, wanted in zip(self._anything, same, strict=True) if wanted])
        own = branches(
            factor.ask_if,
            routing=self.routing,
            seen=self.groups.total(rows.astype(np.int64)).max(axis=0),
            responses=self.groups.sizes,
        )
        return estimated_eligible(own, eligible=self.eligible, responses=self.groups.sizes)

    @cached_property
    def _anything(self) -> NDArray[np.bool_]:
        """Shape (n_factors, n_rows): who answered anything of a factor."""
        found = np.zeros((len(self.instrument.factors), self.columns.shape[1]), dtype=np.bool_)
        for panel in self.panels:
            found[panel.places] = self.columns[panel.items].any(axis=1)
        return found


def chunks(
    instrument: Instrument, schools: Iterable[SchoolAnswers], *, rows: int = ROWS_AT_ONCE
) -> Iterator[Chunk]:
    """Gather schools, in their order, until there are enough respondents for a chunk."""
    waiting: list[SchoolAnswers] = []
    gathered = 0
    for school in schools:
        waiting.append(school)
        gathered += school.answers.shape[0] + 1
        if gathered >= rows:
            yield Chunk.of(instrument, waiting)
            waiting, gathered = [], 0
    if waiting:
        yield Chunk.of(instrument, waiting)
