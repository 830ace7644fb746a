"""One administration as a comparison over time sees it: means with their errors, and how answers spread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics import intervals, items
from scoring_worker.psychometrics.change import Wave, wave
from scoring_worker.psychometrics.disagreement import mean_interval_of_posterior
from scoring_worker.statistics.chunk import Chunk
from scoring_worker.statistics.factors import posterior_interval
from scoring_worker.statistics.items import item_seed

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Side:
    """One factor or item; every array begins with the schools.

    Attributes:
        n: shape (n_schools,), people.
        variance: shape (n_schools,), sample variance in squared scale points.
        wave: the mean and its error.
        counts: shape (n_schools, n_values), how many have each value, ascending, the same on both sides.
    """

    n: Counts
    variance: Floats
    wave: Wave
    counts: Counts


@dataclass(frozen=True, eq=False)
class Administration:
    """The schools of a chunk, looked at one factor or item at a time."""

    chunk: Chunk

    @cached_property
    def _places(self) -> dict[str, int]:
        return {factor.id: place for place, factor in enumerate(self.chunk.instrument.factors)}

    @cached_property
    def _factor_of(self) -> dict[str, str]:
        return {item.id: factor.id for factor in self.chunk.instrument.factors for item in factor.items}

    @cached_property
    def _counts(self) -> dict[str, Counts]:
        """Factor id to answers per option before reversal, shape (n_schools, n_items, n_options)."""
        found: dict[str, Counts] = {}
        for panel in self.chunk.panels:
            counts = self.chunk.counts(panel)
            found |= {factor.id: counts[:, place] for place, factor in enumerate(panel.factors)}
        return found

    def scores(self, factor_id: str) -> Floats:
        """Person scores after reversal, shape (n_rows,), NaN where a person does not count.

        Equal scores are equal floats: each is a whole number divided once.
        """
        return np.asarray(self.chunk.scores[self._places[factor_id]])

    def factor(self, factor_id: str, *, values: Floats) -> Side:
        """A factor; `values` are the person scores that occur on either side, ascending."""
        place, chunk = self._places[factor_id], self.chunk
        factor, eligible = chunk.instrument.factors[place], chunk.factor_eligible[place]
        own = Side(
            n=chunk.moments.n[place],
            variance=chunk.moments.variance[place],
            wave=wave(
                chunk.moments.mean[place],
                variance=chunk.moments.variance[place],
                n=chunk.moments.n[place],
                eligible=eligible,
            ),
            counts=self._value_counts(factor_id, values),
        )

        def posterior(school: int) -> Floats:
            return posterior_interval(
                factor,
                scale=chunk.instrument.scales[factor.scale],
                counts=self._counts[factor_id][school],
                eligible=eligible[school],
            )

        return _unspread(own, eligible=eligible, posterior=posterior)

    def item(self, item_id: str) -> Side:
        """An item before reversal."""
        item, factor_id = self.chunk.instrument.item(item_id), self._factor_of[item_id]
        scale, eligible = (
            self.chunk.instrument.scales[item.scale],
            self.chunk.factor_eligible[self._places[factor_id]],
        )
        position = [other.id for other in self.chunk.instrument.factor(factor_id).items].index(item_id)
        counts = self._counts[factor_id][:, position]
        n, variance = counts.sum(axis=-1), items.item_variance(counts)
        mean = items.item_mean(counts, low=scale.low)
        own = Side(
            n=n, variance=variance, wave=wave(mean, variance=variance, n=n, eligible=eligible), counts=counts
        )

        def posterior(school: int) -> Floats:
            people = None if np.isnan(eligible[school]) else int(eligible[school])
            seed = item_seed(item, counts[school].tolist(), people)
            return np.asarray(
                mean_interval_of_posterior(counts[school], low=scale.low, eligible=people, seed=seed)
            )

        return _unspread(own, eligible=eligible, posterior=posterior)

    def _value_counts(self, factor_id: str, values: Floats) -> Counts:
        scores, groups = self.scores(factor_id), self.chunk.groups
        counted = ~np.isnan(scores)
        cells = groups.labels[counted] * values.size + np.searchsorted(values, scores[counted])
        return np.bincount(cells, minlength=groups.n_groups * values.size).reshape(
            groups.n_groups, values.size
        )


def _unspread(own: Side, *, eligible: Floats, posterior: Callable[[int], Floats]) -> Side:
    """Let the posterior's width stand in where everybody who answered said the same and others were silent.

    The rule of a mean's own interval: no spread does not make the silent ones certain.
    """
    error = own.wave.error.copy()
    for school in np.flatnonzero((own.variance == 0) & (intervals.unseen_share(own.n, eligible) > 0)):
        error[school] = intervals.error_of(posterior(int(school)), n=own.n[school])
    return replace(own, wave=replace(own.wave, error=error))
