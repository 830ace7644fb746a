"""`statistics.json`: everything at full precision, for research on one's own data (contracts.md).

Never to be published: exact means, variances and counts give single answers back. Undefined values are None.
What is not computed yet is None too and listed in docs/measurement.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.factor_statistics import FactorScores, factor_statistics, pair, ratings_of
from scoring_worker.profiles.item_statistics import item_statistics
from scoring_worker.profiles.tally import reversed_items
from scoring_worker.psychometrics import intervals, reliability
from scoring_worker.psychometrics.persons import Answers, option_counts, person_totals
from survey_core.instruments import Domain, Factor, Instrument


@dataclass(frozen=True, eq=False)
class SchoolAnswers:
    """A school's answers with the lines kept together.

    Attributes:
        answers: shape (n_respondents, n_items), items in instrument order, 0 = not answered.
        eligible: people eligible, None where not known.
    """

    answers: Answers
    eligible: int | None


def school_statistics(instrument: Instrument, school: SchoolAnswers) -> dict[str, Any]:
    """Compute everything about one school, at full precision.

    Args:
        instrument: that was answered.
        school: its answers.
    """
    scores = _all_scores(instrument, school.answers)
    return {
        "n": int(school.answers.shape[0]),
        "eligible": school.eligible,
        "domains": {
            domain.id: _domain(domain, instrument=instrument, scores=scores, eligible=school.eligible)
            for domain in instrument.domains
        },
        "factors": {
            factor.id: factor_statistics(
                factor,
                instrument=instrument,
                own=scores[factor.id],
                eligible=_eligible_of(factor, instrument, school),
            )
            for factor in instrument.factors
        },
        "items": {
            item.id: item_statistics(
                item, instrument=instrument, counts=counts, eligible=_eligible_of(factor, instrument, school)
            )
            for factor in instrument.factors
            for item, counts in zip(
                factor.items, _counts(factor, instrument, scores[factor.id].block), strict=True
            )
        },
    }


def district_statistics(instrument: Instrument, schools: Mapping[str, SchoolAnswers]) -> dict[str, Any]:
    """Compute what needs all schools together: reliability of each factor.

    Args:
        instrument: that was answered.
        schools: by code.
    """
    scores = {code: _all_scores(instrument, school.answers) for code, school in schools.items()}
    return {
        "factors": {
            factor.id: _reliability(
                ratings_of(factor, instrument, np.vstack([own[factor.id].block for own in scores.values()])),
                [own[factor.id].counted for own in scores.values()],
            )
            for factor in instrument.factors
        }
    }


def _blocks(instrument: Instrument, answers: Answers) -> dict[str, Answers]:
    starts = np.cumsum([0] + [len(factor.items) for factor in instrument.factors])
    return {
        factor.id: answers[:, start : start + len(factor.items)]
        for factor, start in zip(instrument.factors, starts[:-1], strict=True)
    }


def _all_scores(instrument: Instrument, answers: Answers) -> dict[str, FactorScores]:
    blocks = _blocks(instrument, answers)
    result: dict[str, FactorScores] = {}
    for factor in instrument.factors:
        scale = instrument.scales[factor.scale]
        persons = person_totals(
            blocks[factor.id], reverse=reversed_items(factor), low=scale.low, high=scale.high
        )
        scores = np.full(answers.shape[0], np.nan)
        scores[persons.rows] = persons.scores
        result[factor.id] = FactorScores(block=blocks[factor.id], scores=scores)
    return result


def _counts(factor: Factor, instrument: Instrument, block: Answers) -> NDArray[np.int64]:
    scale = instrument.scales[factor.scale]
    return option_counts(block, low=scale.low, high=scale.high)


def _eligible_of(factor: Factor, instrument: Instrument, school: SchoolAnswers) -> int | None:
    """N of a factor; estimated where only part of the faculty was asked: ceil(N · asked / responses)."""
    if factor.ask_if is None or school.eligible is None or school.answers.shape[0] == 0:
        return school.eligible
    blocks = _blocks(instrument, school.answers)
    same = [other.id for other in instrument.factors if other.ask_if == factor.ask_if]
    asked = max(int(blocks[other].any(axis=1).sum()) for other in same)
    responses = int(school.answers.shape[0])
    return -(-max(school.eligible, responses) * asked // responses)


def _domain(
    domain: Domain, *, instrument: Instrument, scores: Mapping[str, FactorScores], eligible: int | None
) -> dict[str, Any]:
    """Mean over persons of the mean of their factors' percents, for those with at least half of them."""
    columns = []
    for factor in domain.factors:
        scale = instrument.scales[factor.scale]
        columns.append(100 * (scores[factor.id].scores - scale.low) / (scale.high - scale.low))
    percents = np.column_stack(columns)
    known = np.count_nonzero(~np.isnan(percents), axis=1)
    kept = percents[(known > 0) & (2 * known >= len(columns))]
    n = int(kept.shape[0])
    if n == 0:
        return {"n": 0, "percent": None, "interval": None}
    persons = np.nanmean(kept, axis=1)
    variance = float(np.var(persons, ddof=1)) if n > 1 else 0.0
    mean = float(persons.mean())
    return {
        "n": n,
        "percent": mean,
        "interval": pair(intervals.mean_interval(mean, variance=variance, n=n, eligible=eligible)),
    }


def _reliability(ratings: NDArray[np.float64], groups: list[NDArray[np.float64]]) -> dict[str, Any]:
    alpha = reliability.cronbach_alpha(ratings) if ratings.shape[0] > 1 else None
    correlations = reliability.intraclass(groups)
    complete = int(np.count_nonzero(~np.isnan(ratings).any(axis=1)))
    feldt = (
        None
        if alpha is None
        else reliability.feldt_interval(alpha, n_persons=complete, n_items=ratings.shape[1])
    )
    return {
        "alpha": alpha,
        "alpha_interval": pair(feldt),
        "omega": None,
        "icc1": None if correlations is None else correlations.icc1,
        "icc2": None if correlations is None else correlations.icc2,
        "tau2": None,
        "sigma2": None,
    }
