"""Synthetic faculties: plausible answers from a latent model, made up and labelled so.

Nobody's answers are imitated. A school has a strength, a lean per domain and factor, and a few statements
its people are split over; a person has a mood and leans of their own; an answer is the rounded sum, in
scale points, turned round for reverse-worded items. The same seed gives the same people.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from survey_core.instruments import Factor, Instrument, Item, Question, Scale

# Standard deviations and offsets in fifths of the scale's range (scale points on a six-point scale).
_CENTRE = 0.58  # of the range, from the low end: people agree a little more than not
_SCHOOL_SD = 0.40
_DOMAIN_SD = 0.30
_FACTOR_SD = 0.35
_PERSON_SD = 0.45
_PERSON_FACTOR_SD = 0.35
_ITEM_SD = 0.25
_NOISE_SD = 0.65
_SPLIT = 1.6  # how far the two camps of a contested statement stand from its middle
_N_CONTESTED = 3  # statements a school is split over
_SKIPPED = 0.02  # share of statements a person leaves out
_IN_A_TEAM = 0.85  # share of people who give the first answer to a routing question
_LEFT_OUT = 0.05  # share of people who leave a background question out
_SPANISH = 0.25  # share of people who read Spanish, where the instrument has it


@dataclass(frozen=True)
class Sheet:
    """One synthetic person's answers.

    Attributes:
        answers: scale points by item id; a statement left out is absent.
        routing: answer values by routing question id.
        language: the language the person read.
        background: answer values by background question id; a phone sends only what its school is asked.
    """

    answers: Mapping[str, int]
    routing: Mapping[str, str]
    language: str
    background: Mapping[str, str] = field(default_factory=dict)


class Faculty:
    """The people of one synthetic school."""

    def __init__(
        self,
        instrument: Instrument,
        *,
        seed: str,
        strength: float | None = None,
        n_contested: int = _N_CONTESTED,
    ) -> None:
        """Draw the school's own character.

        Args:
            instrument: what they will answer.
            seed: names the school; the same seed gives the same school and people.
            strength: how far from the middle its people lean, in fifths of the scale; drawn if left out.
            n_contested: statements that its people are split over.
        """
        self._instrument = instrument
        self._seed = seed
        draw = random.Random(f"school|{seed}")  # noqa: S311 - made-up people need repeatable, not secret, numbers
        drawn = draw.gauss(0, _SCHOOL_SD)
        lean = drawn if strength is None else strength
        domains = {domain.id: draw.gauss(0, _DOMAIN_SD) for domain in instrument.domains}
        self._lean = {
            factor.id: lean + domains[factor.domain_id] + draw.gauss(0, _FACTOR_SD)
            for factor in instrument.factors
        }
        items = [item.id for factor in instrument.factors for item in factor.items]
        self._item_offset = {item: draw.gauss(0, _ITEM_SD) for item in items}
        self._contested = frozenset(draw.sample(items, k=min(n_contested, len(items))))

    def sheet(self, person: int) -> Sheet:
        """The answers of the person with this number, from 0."""
        draw = random.Random(f"person|{self._seed}|{person}")  # noqa: S311 - as above
        routing = {question.id: self._routing(draw, question) for question in self._instrument.routing}
        mood = draw.gauss(0, _PERSON_SD)
        answers: dict[str, int] = {}
        for factor in self._instrument.factors:
            condition = factor.ask_if
            if condition is None or routing[condition.question] == condition.is_:
                answers |= self._factor_answers(draw, factor, mood=mood)
        language = self._language(draw)
        return Sheet(answers=answers, routing=routing, background=self._background(draw), language=language)

    def _factor_answers(self, draw: random.Random, factor: Factor, *, mood: float) -> dict[str, int]:
        lean = self._lean[factor.id] + mood + draw.gauss(0, _PERSON_FACTOR_SD)
        answers = {}
        for item in factor.items:
            feeling = lean + self._item_offset[item.id] + draw.gauss(0, _NOISE_SD)
            if item.id in self._contested:
                feeling += draw.choice((-_SPLIT, _SPLIT))
            if draw.random() >= _SKIPPED:
                answers[item.id] = _point(self._instrument.scales[item.scale], item, feeling)
        return answers

    def _routing(self, draw: random.Random, question: Question) -> str:
        first, *others = [answer.value for answer in question.answers]
        return first if draw.random() < _IN_A_TEAM else draw.choice(others)

    def _background(self, draw: random.Random) -> dict[str, str]:
        return {
            question.id: draw.choice([answer.value for answer in question.answers])
            for question in self._instrument.background
            if draw.random() >= _LEFT_OUT
        }

    def _language(self, draw: random.Random) -> str:
        first, *others = self._instrument.languages
        return "es" if "es" in others and draw.random() < _SPANISH else first


def _point(scale: Scale, item: Item, feeling: float) -> int:
    """The scale point of a feeling (0 = the middle of what people feel), reversed where the item is."""
    spread = scale.high - scale.low
    favourable = scale.low + _CENTRE * spread + feeling * spread / 5
    nearest = min(max(round(favourable), scale.low), scale.high)
    return scale.low + scale.high - nearest if item.reverse else nearest
