"""Tables of subgroups in the published profile, from their cores."""

from scoring_worker.profiles.bands import bands_of
from scoring_worker.profiles.factor_part import factor_score
from scoring_worker.profiles.wording import LEFT_OUT
from survey_core.contracts import profile as document
from survey_core.contracts.measures import FactorScore, LocalizedText, Suppressed
from survey_core.disclosure import CodedMean, SchoolCore
from survey_core.disclosure.subgroups import SubgroupTable
from survey_core.instruments import Factor, Instrument, Question


def subgroup_tables(core: SchoolCore, *, instrument: Instrument) -> list[document.Subgroups]:
    """Write a table for each background question that was asked, in the instrument's order."""
    return [
        document.Subgroups(
            question=question.id,
            title=question.text,
            bands=_bands(core, question=question, instrument=instrument),
        )
        for question in instrument.background
        if question.id in core.subgroups
    ]


def _bands(
    core: SchoolCore, *, question: Question, instrument: Instrument
) -> list[document.SubgroupBand] | Suppressed:
    table = core.subgroups[question.id]
    if isinstance(table, str):
        return Suppressed(reason=table)
    return [
        document.SubgroupBand(
            value=band,
            label=_label(question, band),
            factors=[
                document.SubgroupFactor(
                    id=factor.id, score=_score(table[factor.id], band, factor=factor, instrument=instrument)
                )
                for factor in instrument.factors
            ],
        )
        for band in bands_of(question)
    ]


def _label(question: Question, band: str) -> LocalizedText:
    return next((answer.label for answer in question.answers if answer.value == band), LEFT_OUT)


def _score(
    cells: SubgroupTable, band: str, *, factor: Factor, instrument: Instrument
) -> FactorScore | Suppressed:
    if isinstance(cells, str):
        return Suppressed(reason=cells)
    mean = next(cell.mean for cell in cells if cell.band == band)
    if not isinstance(mean, CodedMean):
        return Suppressed(reason=mean)
    return factor_score(factor, mean, instrument.scales[factor.scale])
