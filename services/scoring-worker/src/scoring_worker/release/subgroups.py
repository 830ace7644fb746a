"""Subgroup tables, decided while lines are whole: only sums over groups that may be shown leave this process.

A sum over a hidden group would hand whoever reads the database what no reader of a report may know: for a
group of one, that person's score on every factor, linked by the answer to a background question. So R3 and
R7 are applied here and not when the profile is written (docs/adr/0010).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring_worker.profiles.bands import bands_of, score_unit
from scoring_worker.release.blocks import NOT_ANSWERED as NO_ANSWER
from scoring_worker.release.blocks import factor_lines
from survey_core.disclosure import Branch, Conditions, FactorTally, ItemTally, coarsen
from survey_core.disclosure.subgroups import (
    NOT_ANSWERED,
    Respondent,
    shown_bands,
    withheld_subgroup_tables,
)
from survey_core.instruments import Factor, Instrument, Question
from survey_core.sealing.plaintext import Answers


@dataclass(frozen=True, kw_only=True)
class SubgroupSum:
    """One group that may be shown.

    Attributes:
        question: a background question.
        band: one of its answers, or "" for those who left it out.
        factor: what they were scored on.
        n: people scored.
        total: sum of their scores, in `score_unit`s.
    """

    question: str
    band: str
    factor: str
    n: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """All that a release keeps of background questions.

    Attributes:
        sums: groups that may be shown.
        withheld: questions whose table R7 withholds.
    """

    sums: tuple[SubgroupSum, ...] = ()
    withheld: tuple[str, ...] = ()


def keep_subgroups(
    instrument: Instrument, answers: Sequence[Answers], *, tables: Sequence[str], conditions: Conditions
) -> Kept:
    """Reduce background answers to what may be shown.

    Args:
        instrument: that was answered.
        answers: of all respondents; their order does not matter.
        tables: the background questions that the manifest names.
        conditions: of the participation at its release.
    """
    questions = [question for question in instrument.background if question.id in tables]
    if not questions or not answers:
        return Kept()
    scores = {factor.id: _scores(factor, answers, instrument=instrument) for factor in instrument.factors}
    factors = _shown_factors(instrument, answers, scores, conditions)
    withheld = withheld_subgroup_tables(
        _respondents(answers, scores),
        questions=[question.id for question in questions],
        items_of={factor.id: len(factor.items) for factor in factors},
        conditions=conditions,
    )
    return Kept(
        sums=tuple(
            found
            for question in questions
            if question.id not in withheld
            for factor in factors
            for found in _sums(
                question, answers, factor=factor, scores=scores[factor.id], conditions=conditions
            )
        ),
        withheld=tuple(question.id for question in questions if question.id in withheld),
    )


def _shown_factors(
    instrument: Instrument,
    answers: Sequence[Answers],
    scores: Mapping[str, Mapping[int, int]],
    conditions: Conditions,
) -> list[Factor]:
    """The factors whose score the whole school shows: of no other is any part shown."""
    tallies = [
        _tally(factor, answers, scores[factor.id], instrument=instrument) for factor in instrument.factors
    ]
    core = coarsen(conditions, factors=tallies, pooled_sd={})
    return [factor for factor in instrument.factors if core.factors[factor.id].mean is not None]


def _tally(
    factor: Factor, answers: Sequence[Answers], scores: Mapping[int, int], *, instrument: Instrument
) -> FactorTally:
    """As much of a factor's tally as decides whether its score is shown; scoring makes the whole one."""
    scale, lines = instrument.scales[factor.scale], factor_lines(factor, answers)
    options = [point.value for point in scale.points]
    return FactorTally(
        id=factor.id,
        low=scale.low,
        high=scale.high,
        n=len(scores),
        mean=Fraction(sum(scores.values()), max(len(scores), 1) * score_unit(factor)),
        variance=Fraction(0),
        rwg_j=None,
        ad_m=None,
        items=tuple(
            ItemTally(id=item.id, counts=tuple(given.count(value) for value in options))
            for item, given in zip(factor.items, zip(*lines, strict=True), strict=True)
        ),
        favourable=tuple(value - scale.low for value in scale.favourable),
        partitions=tuple(
            tuple(tuple(value - scale.low for value in cell) for cell in partition)
            for partition in scale.partitions
        ),
        branch=_branch(factor, answers),
    )


def _branch(factor: Factor, answers: Sequence[Answers]) -> Branch | None:
    if factor.ask_if is None:
        return None
    given = [one.routing[factor.ask_if.question] for one in answers if factor.ask_if.question in one.routing]
    return Branch(asked=given.count(factor.ask_if.is_), answered=len(given))


def _scores(factor: Factor, answers: Sequence[Answers], *, instrument: Instrument) -> Mapping[int, int]:
    """Place of a person in `answers` to the person's score in `score_unit`s; without those not scored."""
    scale, unit = instrument.scales[factor.scale], score_unit(factor)
    turned = scale.low + scale.high
    scores: dict[int, int] = {}
    for place, line in enumerate(factor_lines(factor, answers)):
        given = [
            turned - value if item.reverse else value
            for item, value in zip(factor.items, line, strict=True)
            if value != NO_ANSWER
        ]
        if given and 2 * len(given) >= len(factor.items):
            scores[place] = sum(given) * (unit // len(given))
    return scores


def _respondents(answers: Sequence[Answers], scores: Mapping[str, Mapping[int, int]]) -> list[Respondent]:
    return [
        Respondent(
            bands=one.background,
            scored=frozenset(factor for factor, own in scores.items() if place in own),
        )
        for place, one in enumerate(answers)
    ]


def _sums(
    question: Question,
    answers: Sequence[Answers],
    *,
    factor: Factor,
    scores: Mapping[int, int],
    conditions: Conditions,
) -> Iterator[SubgroupSum]:
    """The cells of one factor's table that may be shown."""
    members: dict[str, list[int]] = {band: [] for band in bands_of(question)}
    for place, score in scores.items():
        members[answers[place].background.get(question.id, NOT_ANSWERED)].append(score)
    sizes = {band: len(own) for band, own in members.items()}
    for band in sorted(shown_bands(conditions, sizes, n_items=len(factor.items))):
        yield SubgroupSum(
            question=question.id,
            band=band,
            factor=factor.id,
            n=sizes[band],
            total=sum(members[band]),
        )
