"""Splitting answers: one block per factor, each sorted on its own, so that no link across factors is kept.

What needs a person's answers to several factors at once is counted here and nowhere later.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from scoring_worker.psychometrics.careless_rules import is_flagged
from survey_core.instruments import Factor, Instrument
from survey_core.sealing.plaintext import Answers

#: In a block: the person did not answer this item.
NOT_ANSWERED = 0

#: One line per respondent who answered at least one item; columns are the factor's items in instrument order.
Block = list[list[int]]


def factor_blocks(instrument: Instrument, answers: Sequence[Answers]) -> dict[str, Block]:
    """Split answers by factor.

    Args:
        instrument: whose factors and items the columns follow.
        answers: of all respondents; their order does not matter.

    Returns:
        factor id → lines sorted lexicographically. Factors asked of some (`ask_if`) hold only lines of those
        whose routing answer matches, whatever else a client may have sent.
    """
    return {
        factor.id: sorted(line for line in factor_lines(factor, answers) if any(line))
        for factor in instrument.factors
    }


def factor_lines(factor: Factor, answers: Sequence[Answers]) -> list[list[int]]:
    """Everybody's line of one factor in the order of `answers`, of zeros where it was not asked."""
    return [
        _line(factor, one.answers) if _asked(factor, one) else [NOT_ANSWERED] * len(factor.items)
        for one in answers
    ]


def routing_counts(instrument: Instrument, answers: Sequence[Answers]) -> dict[tuple[str, str], int]:
    """Count the answers to each routing question: (question, value) → people, zeros included."""
    given = Counter(pair for one in answers for pair in one.routing.items())
    return {
        (question.id, answer.value): given[question.id, answer.value]
        for question in instrument.routing
        for answer in question.answers
    }


def careless_count(instrument: Instrument, answers: Sequence[Answers], *, k: int) -> int | None:
    """Count the responses that look careless by the rules for a single line (`careless_rules`).

    The distance from everybody else needs a whole district, and a release sees one school.

    Args:
        instrument: that was answered.
        answers: of all respondents.
        k: fewest people anything is shown for; with fewer, nothing is counted across factors either.

    Returns:
        How many; None with fewer than k responses.
    """
    return careless_count_of_lines([_whole_line(instrument, one) for one in answers], k=k)


def careless_count_of_lines(lines: Sequence[Sequence[int]], *, k: int) -> int | None:
    """`careless_count` of whole lines: every item in the order of the questionnaire, 0 = not answered."""
    return None if len(lines) < k else sum(map(is_flagged, lines))


def _whole_line(instrument: Instrument, one: Answers) -> list[int]:
    """A person's answers in the order of the questionnaire; what was not asked counts as not answered."""
    lines = (factor_lines(factor, [one])[0] for factor in instrument.factors)
    return [answer for line in lines for answer in line]


def _asked(factor: Factor, one: Answers) -> bool:
    return factor.ask_if is None or one.routing.get(factor.ask_if.question) == factor.ask_if.is_


def _line(factor: Factor, given: Mapping[str, int]) -> list[int]:
    return [given.get(item.id, NOT_ANSWERED) for item in factor.items]
