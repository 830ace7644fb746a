"""The people of a simulated wave: what they answer, and what of it the attacker is after."""

import random
from collections.abc import Sequence
from typing import TypeAlias

from infra.demo.faculty import Faculty, Sheet
from survey_core.instruments import Factor, Instrument

#: One person's answers to one factor, items in instrument order, 0 = left out; None = not asked.
Line: TypeAlias = tuple[int, ...] | None

_SKIPPED = 0.02  # share of statements a person leaves out
_IN_A_TEAM = 0.85  # share of people who are asked the team factors


def unrelated_sheets(
    instrument: Instrument, n: int, *, seed: str, in_a_team: float = _IN_A_TEAM
) -> list[Sheet]:
    """People whose every answer is drawn on its own, so that nothing but a stored trace can link two of them.

    Real people have a style: who knows one answer of theirs can guess another better than chance, with or
    without our database. Here that knowledge is worth nothing, and chance is exactly what no trace gives.
    """
    draws = [random.Random(f"{seed}|{person}") for person in range(n)]  # noqa: S311 - repeatable, not secret
    return [_unrelated(instrument, draw, in_a_team=in_a_team) for draw in draws]


def lifelike_sheets(instrument: Instrument, n: int, *, seed: str) -> list[Sheet]:
    """People with a mood and leanings, in a school with its own (infra/demo/faculty.py)."""
    faculty = Faculty(instrument, seed=seed)
    return [faculty.sheet(person) for person in range(n)]


def lines_of(instrument: Instrument, sheets: Sequence[Sheet]) -> list[list[Line]]:
    """The truth: per factor, per person, the line that person gave."""
    return [[_line(factor, sheet) for sheet in sheets] for factor in instrument.factors]


def _unrelated(instrument: Instrument, draw: random.Random, *, in_a_team: float) -> Sheet:
    routing = {
        question.id: question.answers[draw.random() >= in_a_team].value for question in instrument.routing
    }
    answers = {}
    for factor in instrument.factors:
        asked = factor.ask_if is None or routing[factor.ask_if.question] == factor.ask_if.is_
        for item in factor.items:
            scale = instrument.scales[item.scale]
            value = draw.randint(scale.low, scale.high)
            if draw.random() >= _SKIPPED and asked:
                answers[item.id] = value
    return Sheet(answers=answers, routing=routing, language=instrument.languages[0])


def _line(factor: Factor, sheet: Sheet) -> Line:
    line = tuple(sheet.answers.get(item.id, 0) for item in factor.items)
    return line if any(line) else None
