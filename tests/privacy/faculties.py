"""Made-up districts of a few schools, and everything that is published of each: what a reader works with."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from random import Random

from hypothesis import strategies as st

from survey_core.disclosure import (
    NOT_ANSWERED,
    Branch,
    Conditions,
    FactorTally,
    ItemTally,
    Respondent,
    SchoolCore,
    coarsen,
    withheld_subgroup_tables,
)
from survey_core.disclosure.rollups import Member, barred, roll_up
from survey_core.disclosure.standing import Access
from survey_core.disclosure.subgroups import shown_bands
from tests.fixtures.answer_sets import FAVOURABLE, PARTITIONS

QUESTIONS = ("years", "role")
BANDS = {"years": ("0-3", "4-9", "10+", NOT_ANSWERED), "role": ("a", "b", NOT_ANSWERED)}
WHOLE, TEAM = "whole", "team"


@dataclass(frozen=True)
class Person:
    """One member of a faculty who answered.

    Attributes:
        whole: answers to the items everyone is asked, as option places; -1 for none.
        team: answers to the items of those in a team; None for who is in none.
        bands: background question to band.
    """

    whole: tuple[int, ...]
    team: tuple[int, ...] | None
    bands: tuple[str, ...]


@dataclass(frozen=True)
class School:
    """A faculty and how it was asked."""

    people: tuple[Person, ...]
    missing: int
    replacements: int
    access: Access
    questions: tuple[str, ...]

    @property
    def conditions(self) -> Conditions:
        """As a release knows them."""
        n = len(self.people)
        return Conditions(
            responses=n, eligible=n + self.missing, replacements=self.replacements, access=self.access
        )


@dataclass(frozen=True)
class Published:
    """What a reader has of one school.

    Attributes:
        core: everything the profile is made of.
        cells: factor and question to the bands shown.
    """

    core: SchoolCore
    cells: dict[tuple[str, str], frozenset[str]]


@st.composite
def schools(draw: st.DrawFn, *, n_options: int, n_items: int) -> School:
    """A school of up to thirty who answered; who they are is drawn from a seed, which is much faster."""
    return School(
        people=_faculty(
            Random(draw(st.integers(0, 1 << 40))),  # noqa: S311 - made-up people
            size=draw(st.integers(0, 30)),
            n_options=n_options,
            n_items=n_items,
            odd_ones=draw(st.sampled_from((0.0, 0.02, 0.1, 0.5))),
        ),
        missing=draw(st.integers(0, 20)),
        replacements=draw(st.sampled_from((0, 0, 0, 1, 2))),
        access=draw(st.sampled_from(("cards", "cards", "cards", "open"))),
        questions=draw(st.sampled_from(((), ("years",), ("role",), QUESTIONS, QUESTIONS))),
    )


def _faculty(
    random: Random, *, size: int, n_options: int, n_items: int, odd_ones: float
) -> tuple[Person, ...]:
    """People who mostly go with their neighbours: cells that are nearly one another are what betrays.

    Args:
        random: of this faculty alone.
        size: how many answered.
        n_options: of the scale.
        n_items: of each factor.
        odd_ones: share of those who differ from the rest, in band, team and answers.
    """
    usual = random.randrange(n_options)

    def answers() -> tuple[int, ...]:
        spread = [max(0, min(n_options - 1, usual + random.choice((-1, 0, 0, 1)))) for _ in range(n_items)]
        return tuple(
            -1
            if random.random() < 0.03
            else random.randrange(n_options)
            if random.random() < odd_ones
            else one
            for one in spread
        )

    def person() -> Person:
        years = random.choice(BANDS["years"])
        same = BANDS["years"].index(years) % len(BANDS["role"])
        role = random.choice(BANDS["role"]) if random.random() < odd_ones else BANDS["role"][same]
        team = answers() if random.random() >= odd_ones else None
        return Person(whole=answers(), team=team, bands=(years, role))

    return tuple(person() for _ in range(size))


@st.composite
def districts(draw: st.DrawFn) -> tuple[int, tuple[School, ...]]:
    """Options of the scale, and up to six schools."""
    n_options, n_items = draw(st.sampled_from((4, 5, 6))), draw(st.integers(3, 5))
    return n_options, tuple(
        draw(st.lists(schools(n_options=n_options, n_items=n_items), min_size=1, max_size=6))
    )


def scored(school: School, factor: str) -> list[Person]:
    """The persons a factor scores: asked, and at least half of its items answered."""
    return [person for person in school.people if _score(person, factor) is not None]


def publish(school: School, *, n_options: int) -> Published:
    """What the engine lets out of one school."""
    conditions = school.conditions
    core = coarsen(
        conditions,
        factors=[_tally(school, factor, n_options=n_options) for factor in (WHOLE, TEAM)],
        pooled_sd={},
    )
    n_items = len(school.people[0].whole) if school.people else 1
    withheld = withheld_subgroup_tables(
        [
            Respondent(
                bands=dict(zip(QUESTIONS, person.bands, strict=True)),
                scored=frozenset(one for one in (WHOLE, TEAM) if _score(person, one) is not None),
            )
            for person in school.people
        ],
        questions=school.questions,
        items_of={WHOLE: n_items, TEAM: n_items},
        conditions=conditions,
    )
    cells = {
        (factor, question): _shown(school, factor, question=question, core=core)
        for factor in (WHOLE, TEAM)
        for question in school.questions
        if question not in withheld
    }
    return Published(core, cells)


def total_of(published: Sequence[Published], factor: str) -> tuple[str, ...]:
    """The schools of a factor's total over the district, by R4 alone."""
    cores = [one.core for one in published]
    return roll_up(
        (
            Member(
                school=str(place),
                respondents=core.factors[factor].n,
                shown=barred(core) is None and core.factors[factor].mean is not None,
            )
            for place, core in enumerate(cores)
        ),
        k=5,
    )


def _shown(school: School, factor: str, *, question: str, core: SchoolCore) -> frozenset[str]:
    if "score" in core.factors[factor].withheld:
        return frozenset()
    place = QUESTIONS.index(question)
    bands = [person.bands[place] for person in scored(school, factor)]
    sizes = {band: bands.count(band) for band in BANDS[question]}
    return shown_bands(core.conditions, sizes, n_items=len(school.people[0].whole) if school.people else 1)


def _tally(school: School, factor: str, *, n_options: int) -> FactorTally:
    asked = [person for person in school.people if factor == WHOLE or person.team is not None]
    n_items = len(school.people[0].whole) if school.people else 1
    own = scored(school, factor)
    scores = [_known(_score(person, factor)) for person in own]
    mean = _mean(own, factor)
    squares = sum(((score - mean) ** 2 for score in scores), Fraction(0))
    counts = [
        tuple(
            sum(_answers(person, factor)[item] == option for person in asked) for option in range(n_options)
        )
        for item in range(n_items)
    ]
    return FactorTally(
        id=factor,
        low=1,
        high=n_options,
        n=len(own),
        mean=mean,
        variance=squares / (len(own) - 1) if len(own) > 1 else Fraction(0),
        rwg_j=None,
        ad_m=None,
        items=tuple(ItemTally(id=f"{factor}{item}", counts=row) for item, row in enumerate(counts)),
        favourable=FAVOURABLE[n_options],
        partitions=PARTITIONS[n_options],
        branch=None if factor == WHOLE else Branch(asked=len(asked), answered=len(school.people)),
    )


def _answers(person: Person, factor: str) -> tuple[int, ...]:
    return person.whole if factor == WHOLE else person.team or ()


def _score(person: Person, factor: str) -> Fraction | None:
    return _mean_answer(_answers(person, factor))


@lru_cache(maxsize=100_000)
def _mean_answer(answers: tuple[int, ...]) -> Fraction | None:
    given = [place + 1 for place in answers if place >= 0]
    if not given or 2 * len(given) < len(answers):
        return None
    return Fraction(sum(given), len(given))


def _known(score: Fraction | None) -> Fraction:
    if score is None:
        raise ValueError("only persons with a score are counted")
    return score


def _mean(own: Sequence[Person], factor: str) -> Fraction:
    total = sum((_known(_score(person, factor)) for person in own), Fraction(0))
    return total / len(own) if own else Fraction(0)
