"""What the published scores must be, computed anew and plainly from what the phones sent.

Nothing here is shared with the worker: a mistake there does not repeat itself here.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from infra.demo.faculty import Sheet
from survey_core.instruments import Factor, Instrument

_HALF = Fraction(1, 2)
_LITTLE = 1e-9
_ROUNDED = 0.05
_FEWEST = 5


def factor_means(instrument: Instrument, sheets: Iterable[Sheet]) -> dict[str, Fraction]:
    """Mean over people of the mean over their answered items, reversed where the item is.

    A person counts from half of a factor's items on. Factors nobody answered are absent.
    """
    people = list(sheets)
    means = {}
    for factor in instrument.factors:
        scores = _scores(instrument, factor, people)
        if scores:
            means[factor.id] = sum(scores, Fraction()) / len(scores)
    return means


def _scores(instrument: Instrument, factor: Factor, people: Iterable[Sheet]) -> list[Fraction]:
    return [score for sheet in people if (score := _person(instrument, factor, sheet)) is not None]


def _person(instrument: Instrument, factor: Factor, sheet: Sheet) -> Fraction | None:
    scale = instrument.scales[factor.scale]
    values = [
        scale.low + scale.high - sheet.answers[item.id] if item.reverse else sheet.answers[item.id]
        for item in factor.items
        if item.id in sheet.answers
    ]
    return Fraction(sum(values), len(values)) if Fraction(len(values), len(factor.items)) >= _HALF else None


def wrong_scores(profile: Mapping[str, Any], means: Mapping[str, Fraction]) -> list[str]:
    """Factors of a published profile whose score contradicts these means; empty when all agree.

    A score is exact to half of its `rounded_to`, or says "at most" or "at least".
    """
    factors = [factor for domain in profile["domains"] for factor in domain["factors"]]
    shown = [factor for factor in factors if "suppressed" not in factor["score"]]
    return [
        f"{factor['id']}: published {factor['score']['mean']}, sent {float(means[factor['id']]):.3f}"
        for factor in shown
        if not _agrees(factor["score"], float(means[factor["id"]]))
    ]


def wrong_groups(
    profile: Mapping[str, Any], instrument: Instrument, sheets: Iterable[Sheet]
) -> tuple[int, list[str]]:
    """Scores of groups within a school that are of fewer than five people, or not their mean.

    Returns:
        How many such scores the profile shows, and what is wrong with them.
    """
    people, shown, wrong = list(sheets), 0, []
    bands = [
        (table["question"], band)
        for table in profile["subgroups"]
        if isinstance(table["bands"], list)
        for band in table["bands"]
    ]
    for question, band in bands:
        group = [one for one in people if one.background.get(question, "") == band["value"]]
        for factor in (factor for factor in band["factors"] if "suppressed" not in factor["score"]):
            scores = _scores(instrument, instrument.factor(factor["id"]), group)
            shown += 1
            if len(scores) < _FEWEST or not _agrees(factor["score"], float(sum(scores) / len(scores))):
                wrong.append(f"{band['value']}, {factor['id']}: {len(scores)} people")
    return shown, wrong


def _agrees(score: Mapping[str, Any], mean: float) -> bool:
    shown: float = score["mean"]
    tolerance: float = score["rounded_to"] / 2 + _LITTLE
    match score["bound"]:
        case "at_most":
            return mean <= shown + tolerance
        case "at_least":
            return mean >= shown - tolerance
    return abs(mean - shown) <= tolerance


def wrong_totals(summary: Mapping[str, Any], profiles: Iterable[Mapping[str, Any]]) -> list[str]:
    """Factors of a summary whose mean is not that of the schools' published means; empty when all agree.

    Only factors asked of everyone, made of every school that is shown: each counts by its eligible people.
    """
    schools = [each for each in profiles if each["participation"]["standing"] == "profile"]
    wrong = []
    for total in (factor for domain in summary["domains"] for factor in domain["factors"]):
        shown = [
            (each["participation"]["eligible"], factor["score"]["mean"])
            for each in schools
            for domain in each["domains"]
            for factor in domain["factors"]
            if factor["id"] == total["id"] and "suppressed" not in factor["score"]
            if not factor["eligible_estimated"]
        ]
        if not shown or len(shown) != total["schools_included"]:
            continue
        mean = sum(people * mean for people, mean in shown) / sum(people for people, _ in shown)
        if abs(mean - total["score"]["mean"]) > _ROUNDED + _LITTLE:
            wrong.append(f"{total['id']}: published {total['score']['mean']}, of the schools {mean:.3f}")
    return wrong
