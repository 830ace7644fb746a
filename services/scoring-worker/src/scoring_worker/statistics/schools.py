"""Statistics of the schools of a chunk at full precision: arrays first, the contract's dictionaries last."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics import intervals
from scoring_worker.psychometrics.grouped import moments
from scoring_worker.psychometrics.items import added, divided
from scoring_worker.psychometrics.variance_components import VarianceComponents
from scoring_worker.statistics.chunk import Chunk, Panel
from scoring_worker.statistics.factors import district_columns, factor_columns, reaching
from scoring_worker.statistics.items import disagreements, item_columns
from scoring_worker.statistics.plain import Columns, entries, plain
from survey_core.instruments import Instrument

Components = Mapping[str, VarianceComponents | None]
"""Per factor id, variance between and within the schools of the district."""


@dataclass(frozen=True, eq=False)
class PanelColumns:
    """Everything about the factors of a panel that has a closed form.

    Attributes:
        panel: the factors.
        counts: answers per option before reversal, shape (n_schools, n_factors, n_items, n_options).
        factors: per key of the contract, shape (n_schools, n_factors, ...).
        items: per key of the contract, shape (n_schools, n_factors, n_items, ...).
    """

    panel: Panel
    counts: NDArray[np.int64]
    factors: Columns
    items: Columns


def closed_form(chunk: Chunk) -> list[PanelColumns]:
    """Compute everything about factors and items that needs no draws."""
    found = []
    for panel in chunk.panels:
        counts, complete = chunk.counts_and_complete(panel)
        eligible = chunk.factor_eligible[panel.places].T[..., np.newaxis]
        found.append(
            PanelColumns(
                panel=panel,
                counts=counts,
                factors=factor_columns(chunk, panel=panel, counts=counts, complete=complete),
                items=item_columns(counts, scale=panel.scale, eligible=eligible),
            )
        )
    return found


def school_entries(
    chunk: Chunk, *, alpha: NDArray[np.float64], components: Components
) -> list[dict[str, Any]]:
    """Write one entry of `statistics.json` for each school of a chunk, in its order.

    Args:
        chunk: the schools.
        alpha: shape (n_factors, n_schools), factors in instrument order (`DistrictSums.alpha_of`).
        components: from all schools of the district.
    """
    columns = closed_form(chunk)
    factors = _factors(chunk, columns, alpha=alpha, components=components)
    items = _items(chunk, columns)
    domains = _domains(chunk, columns)
    return [
        {
            "n": n,
            "eligible": None if eligible is None else int(eligible),
            "domains": {key: rows[school] for key, rows in domains.items()},
            "factors": {key: rows[school] for key, rows in factors.items()},
            "items": {key: rows[school] for key, rows in items.items()},
        }
        for school, (n, eligible) in enumerate(
            zip(chunk.groups.sizes.tolist(), plain(chunk.eligible), strict=True)
        )
    ]


def _domains(chunk: Chunk, columns: list[PanelColumns]) -> dict[str, list[dict[str, Any]]]:
    found = domain_columns(chunk)
    found["interval"] = _spread(found, chunk=chunk, columns=columns)
    return {
        domain.id: entries({key: column[:, place] for key, column in found.items()})
        for place, domain in enumerate(chunk.instrument.domains)
    }


def _spread(domains: Columns, *, chunk: Chunk, columns: list[PanelColumns]) -> NDArray[np.float64]:
    """The domains' intervals, shape (n_schools, n_domains, 2).

    Where everybody scored the same and others were silent it is the mean of the factors' intervals: as for a
    factor, no spread does not make the silent ones certain.
    """
    interval, unseen = domains["interval"].copy(), intervals.unseen_share(domains["n"], _eligible(chunk).T)
    percents = np.empty((len(chunk.instrument.factors), chunk.groups.n_groups, 2))
    for own in columns:
        low, high = own.panel.scale.low, own.panel.scale.high
        percents[own.panel.places] = 100 * (np.swapaxes(own.factors["interval"], 0, 1) - low) / (high - low)
    parts = _of_domains(chunk.instrument)
    for school, place in np.argwhere((interval[..., 0] == interval[..., 1]) & (unseen > 0)):
        known = percents[parts[place], school]
        known = known[~np.isnan(known).any(axis=-1)]
        mean = float(domains["percent"][school, place])
        interval[school, place] = reaching(known.mean(axis=0), mean) if known.size else np.nan
    return interval


def _factors(
    chunk: Chunk, columns: list[PanelColumns], *, alpha: NDArray[np.float64], components: Components
) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for own in columns:
        for place, factor in enumerate(own.panel.factors):
            of_school = {key: column[:, place] for key, column in own.factors.items()}
            of_district = district_columns(of_school, components=components[factor.id])
            of_items = {"alpha": alpha[own.panel.places[place]]}
            found[factor.id] = entries(of_school | of_items | of_district)
    return {factor.id: found[factor.id] for factor in chunk.instrument.factors}


def _items(chunk: Chunk, columns: list[PanelColumns]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for own in columns:
        for place, factor in enumerate(own.panel.factors):
            eligible = chunk.factor_eligible[own.panel.places[place]]
            for position, item in enumerate(factor.items):
                rows = entries({key: column[:, place, position] for key, column in own.items.items()})
                splits = disagreements(
                    item,
                    instrument=chunk.instrument,
                    counts=own.counts[:, place, position],
                    eligible=eligible,
                )
                found[item.id] = [
                    row | {"disagreement": split} for row, split in zip(rows, splits, strict=True)
                ]
    return {item.id: found[item.id] for item in chunk.instrument.items}


def domain_columns(chunk: Chunk) -> Columns:
    """Mean over persons of the mean of their factors' percents, for those with at least half of them.

    Returns:
        Per key of the contract, shape (n_schools, n_domains, ...).
    """
    scales = [chunk.instrument.scales[factor.scale] for factor in chunk.instrument.factors]
    low = np.array([[scale.low] for scale in scales])
    width = np.array([[scale.high - scale.low] for scale in scales])
    percents = 100 * (chunk.scores - low) / width
    persons = np.stack([_means(percents[part]) for part in _of_domains(chunk.instrument)])
    found = moments(persons, chunk.groups)
    interval = intervals.mean_interval(
        found.mean, variance=found.variance, n=found.n, eligible=_eligible(chunk)
    )
    columns = {"n": found.n, "percent": found.mean, "interval": interval}
    return {key: np.swapaxes(column, 0, 1) for key, column in columns.items()}


def _of_domains(instrument: Instrument) -> list[slice]:
    """Where each domain's factors stand among the instrument's."""
    starts = np.cumsum([0] + [len(domain.factors) for domain in instrument.domains]).tolist()
    return [slice(first, last) for first, last in pairwise(starts)]


def _eligible(chunk: Chunk) -> NDArray[np.float64]:
    """N of each domain, shape (n_domains, n_schools): the branch's where all of its factors hang on one."""
    factors = chunk.instrument.factors
    return np.stack(
        [
            chunk.factor_eligible[part.start]
            if all(own.ask_if == factors[part.start].ask_if for own in factors[part])
            else chunk.eligible
            for part in _of_domains(chunk.instrument)
        ]
    )


def _means(percents: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of each person's factors, shape (n_factors, n_rows) to (n_rows,); NaN with fewer than half."""
    known = ~np.isnan(percents)
    n = np.count_nonzero(known, axis=0)
    total = added(np.where(known, percents, 0.0))
    return divided(total, np.where(2 * n >= len(percents), n, 0))
