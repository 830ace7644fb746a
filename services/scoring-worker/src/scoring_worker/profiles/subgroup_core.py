"""From the sums that a release kept of subgroups to what may be told of them."""

from collections.abc import Mapping
from fractions import Fraction

from scoring_worker.profiles.bands import bands_of, score_unit
from scoring_worker.profiles.context import Subgroups
from survey_core.disclosure import SchoolCore
from survey_core.disclosure.subgroups import (
    SubgroupCore,
    SubgroupTable,
    SubgroupTally,
    code_subgroups,
    table_withheld,
)
from survey_core.instruments import Factor, Instrument, Question


def subgroup_cores(
    core: SchoolCore, subgroups: Subgroups, *, instrument: Instrument
) -> Mapping[str, SubgroupCore]:
    """Reduce what was kept of each chosen question to its core.

    Args:
        core: of the whole school, whose own scores decide first.
        subgroups: what the release kept.
        instrument: that was answered.
    """
    return {
        question.id: _table(core, subgroups, question=question, instrument=instrument)
        for question in instrument.background
        if question.id in subgroups.questions
    }


def _table(
    core: SchoolCore, subgroups: Subgroups, *, question: Question, instrument: Instrument
) -> SubgroupCore:
    reason = table_withheld(core.conditions)
    if reason is not None:
        return reason
    if question.id in subgroups.withheld:
        return "differencing"
    return {
        factor.id: _cells(core, subgroups, question=question, factor=factor, instrument=instrument)
        for factor in instrument.factors
    }


def _cells(
    core: SchoolCore, subgroups: Subgroups, *, question: Question, factor: Factor, instrument: Instrument
) -> SubgroupTable:
    scale, bands = instrument.scales[factor.scale], bands_of(question)
    found = {band: subgroups.kept.get((question.id, factor.id, band)) for band in bands}
    return code_subgroups(
        core.conditions,
        [
            SubgroupTally(band=band, n=kept[0], mean=Fraction(kept[1], kept[0] * score_unit(factor)))
            for band, kept in found.items()
            if kept is not None
        ],
        bands=bands,
        n_items=len(factor.items),
        low=scale.low,
        high=scale.high,
        whole=core.factors[factor.id].withheld.get("score"),
    )
