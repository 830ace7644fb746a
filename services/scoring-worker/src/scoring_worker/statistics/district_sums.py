"""What a district as a whole says about its factors, gathered chunk by chunk: reliability and variance."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics import grouped, omega, reliability
from scoring_worker.psychometrics.grouped import CrossProducts, Moments
from scoring_worker.psychometrics.variance_components import VarianceComponents, reml
from scoring_worker.statistics.chunk import Chunk, Panel, panels
from scoring_worker.statistics.plain import entries, plain
from survey_core.instruments import Factor, Instrument


@dataclass(frozen=True, eq=False)
class PanelSums:
    """Cross products of a panel's items after reversal, each of shape (n_factors, n_items, n_items).

    Attributes:
        pairwise: over the persons who answered both items of a pair.
        listwise: over those who answered every item of the factor.
    """

    pairwise: CrossProducts
    listwise: CrossProducts


@dataclass(frozen=True, eq=False)
class ChunkSums:
    """What the district needs of one chunk.

    Attributes:
        moments: size, mean and spread per factor and school, each of shape (n_factors, n_schools).
        alpha: of each factor at each school, shape (n_factors, n_schools).
        panels: one for each panel of the instrument, all schools of the chunk together.
    """

    moments: Moments
    alpha: NDArray[np.float64]
    panels: list[PanelSums]

    @classmethod
    def of(cls, chunk: Chunk) -> Self:
        """Add up one chunk."""
        alphas = np.full(chunk.moments.n.shape, np.nan)
        sums = []
        for panel in chunk.panels:
            turned = chunk.turned(panel)
            pairwise = grouped.cross_products(turned, chunk.groups)
            alphas[panel.places] = grouped.alpha(pairwise.covariance).T
            sums.append(PanelSums(pairwise=pairwise.pooled(), listwise=_listwise(turned)))
        return cls(moments=chunk.moments, alpha=alphas, panels=sums)


def _listwise(turned: NDArray[np.int16]) -> CrossProducts:
    """Cross products over the persons who answered every item of a factor, all schools together."""
    complete = np.where(turned.all(axis=1, keepdims=True), turned, np.int16(0))
    return grouped.cross_products(complete, grouped.Groups.of_sizes([turned.shape[-1]])).pooled()


@dataclass(frozen=True, eq=False)
class DistrictSums:
    """A district's factors; schools in the order they came in.

    Attributes:
        instrument: that was answered.
        moments: size, mean and spread per factor and school, each of shape (n_factors, n_schools).
        alpha: of each factor at each school, shape (n_factors, n_schools).
        panels: as `chunk.panels`, each with its sums over the district.
    """

    instrument: Instrument
    moments: Moments
    alpha: NDArray[np.float64]
    panels: list[tuple[Panel, PanelSums]]

    @classmethod
    def of(cls, instrument: Instrument, chunks: Iterable[Chunk]) -> Self:
        """Add up all chunks of a district; there must be one at least."""
        sums = [ChunkSums.of(chunk) for chunk in chunks]
        by_panel = zip(*(own.panels for own in sums), strict=True)
        return cls(
            instrument=instrument,
            moments=Moments(
                n=np.concatenate([own.moments.n for own in sums], axis=1),
                mean=np.concatenate([own.moments.mean for own in sums], axis=1),
                squares=np.concatenate([own.moments.squares for own in sums], axis=1),
            ),
            alpha=np.concatenate([own.alpha for own in sums], axis=1),
            panels=list(zip(panels(instrument), map(_added, by_panel), strict=True)),
        )

    @cached_property
    def components(self) -> dict[str, VarianceComponents | None]:
        """Variance between and within schools, per factor id."""
        of = self.moments
        return {
            factor.id: reml(of.n[place], mean=of.mean[place], within_ss=of.squares[place])
            for place, factor in enumerate(self.instrument.factors)
        }

    def entry(self) -> dict[str, Any]:
        """The district's part of `statistics.json`."""
        found = {
            factor.id: self._of_items(factor, sums, place) | self._of_schools(factor)
            for panel, sums in self.panels
            for place, factor in enumerate(panel.factors)
        }
        return {"factors": {factor.id: found[factor.id] for factor in self.instrument.factors}}

    def _of_items(self, factor: Factor, sums: PanelSums, place: int) -> dict[str, Any]:
        covariance, complete = sums.pairwise.covariance[place], sums.listwise.covariance[place]
        n_complete, n_items = int(sums.listwise.both[place, 0, 0]), len(covariance)
        alpha = plain(grouped.alpha(covariance))
        feldt = (
            None
            if alpha is None
            else reliability.feldt_interval(alpha, n_persons=n_complete, n_items=n_items)
        )
        return {
            "alpha": alpha,
            "alpha_interval": None if feldt is None else list(feldt),
            "alpha_listwise": plain(grouped.alpha(complete)),
            "alpha_standardised": reliability.standardised_alpha(covariance),
            "average_correlation": reliability.average_correlation(covariance),
            "spearman_brown": reliability.spearman_brown(covariance),
            "omega": omega.omega_of(complete, n_persons=n_complete),
            "items": _each_item(factor, covariance),
        }

    def _of_schools(self, factor: Factor) -> dict[str, Any]:
        of, place = self.moments, self.instrument.factors.index(factor)
        correlations = reliability.intraclass_correlations(
            of.n[place], mean=of.mean[place], within_ss=of.squares[place]
        )
        components = self.components[factor.id]
        return {
            "icc1": None if correlations is None else correlations.icc1,
            "icc2": None if correlations is None else correlations.icc2,
            "tau2": None if components is None else components.tau2,
            "sigma2": None if components is None else components.sigma2,
        }


def _each_item(factor: Factor, covariance: NDArray[np.float64]) -> dict[str, Any]:
    found = reliability.item_reliability(covariance)
    columns = {"item_rest": found.item_rest, "alpha_if_dropped": found.alpha_if_dropped}
    ids = [item.id for item in factor.items]
    return dict(zip(ids, entries(columns), strict=True))


def _added(of_chunks: Iterable[PanelSums]) -> PanelSums:
    first, *others = of_chunks
    pairwise, listwise = first.pairwise, first.listwise
    for own in others:
        pairwise, listwise = pairwise + own.pairwise, listwise + own.listwise
    return PanelSums(pairwise=pairwise, listwise=listwise)
