"""What a release keeps of background questions: sums over groups that may be shown, and nothing else."""

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring_worker.profiles.bands import score_unit
from scoring_worker.release.subgroups import Kept, keep_subgroups
from survey_core.disclosure import Conditions
from survey_core.instruments import Instrument, shipped
from survey_core.sealing.plaintext import Answers
from tests.fixtures.instruments import document, load
from tests.fixtures.subgroup_oracle import isolated, members, person_scores, shown_bands

SHORT = shipped("internal-coherence-short")
LONG = shipped("internal-coherence")
YEARS, GRADES = (question.id for question in SHORT.background)
BANDS = {question.id: [answer.value for answer in question.answers] for question in SHORT.background}
NEW, MIDDLE, OLD = BANDS[YEARS]


def person(
    instrument: Instrument,
    draw: random.Random,
    background: Mapping[str, str],
    *,
    team: str = "yes",
    skip: float = 0.0,
) -> Answers:
    answers = {item.id: draw.randint(1, 6) for item in instrument.items if draw.random() >= skip}
    return Answers(
        answers=answers,
        routing={question.id: team for question in instrument.routing},
        background=dict(background),
        language="en",
    )


def keep(
    people: list[Answers],
    *,
    tables: tuple[str, ...] = (YEARS, GRADES),
    instrument: Instrument = SHORT,
    eligible: int | None = None,
    replacements: int = 0,
    k: int = 5,
) -> Kept:
    conditions = Conditions(
        responses=len(people),
        eligible=len(people) if eligible is None else eligible,
        replacements=replacements,
        k=k,
    )
    return keep_subgroups(instrument, people, tables=tables, conditions=conditions)


def of_years(**sizes: int) -> list[Answers]:
    """So many people of each band; `none` for those who left the question out."""
    draw = random.Random(1)  # noqa: S311 - a test
    return [
        person(SHORT, draw, {} if band == "none" else {YEARS: band})
        for band, n in sizes.items()
        for _ in range(n)
    ]


class TestNothingIsKept:
    def test_where_no_question_was_chosen(self) -> None:
        assert keep(of_years(**{NEW: 10, MIDDLE: 10}), tables=()) == Kept()

    def test_of_a_question_that_was_not_chosen(self) -> None:
        draw = random.Random(2)  # noqa: S311 - a test
        both = [person(SHORT, draw, {YEARS: NEW, GRADES: BANDS[GRADES][0]}) for _ in range(10)]
        both += [person(SHORT, draw, {YEARS: OLD, GRADES: BANDS[GRADES][1]}) for _ in range(10)]

        assert {one.question for one in keep(both, tables=(GRADES,)).sums} == {GRADES}

    @pytest.mark.parametrize("n", [0, 1, 4])
    def test_of_fewer_than_five_people(self, n: int) -> None:
        assert keep(of_years(**{NEW: n}), eligible=20) == Kept()

    def test_of_a_school_below_the_frameworks_minimum(self) -> None:
        crowd = of_years(**{NEW: 12, OLD: 12})

        assert keep(crowd, eligible=37) == Kept()
        assert keep(crowd, eligible=36).sums != ()

    @pytest.mark.parametrize("small", range(1, 5))
    def test_of_a_group_below_k_and_of_the_one_hidden_beside_it(self, small: int) -> None:
        kept = keep(of_years(**{NEW: small, MIDDLE: 8, OLD: 12, "none": 9}))

        assert {one.band for one in kept.sums} == {OLD, ""}

    def test_of_one_group_alone(self) -> None:
        assert keep(of_years(**{NEW: 25, OLD: 3})) == Kept()

    def test_of_a_group_that_k_raised_or_replacements_make_too_small(self) -> None:
        crowd = of_years(**{NEW: 6, MIDDLE: 9, OLD: 12})

        assert {one.band for one in keep(crowd).sums} == {NEW, MIDDLE, OLD}
        assert {one.band for one in keep(crowd, k=7).sums} == set()
        assert {one.band for one in keep(crowd, replacements=2).sums} == set()


def test_a_group_too_small_on_one_factor_is_kept_on_the_others() -> None:
    draw = random.Random(3)  # noqa: S311 - a test
    crowd = [person(SHORT, draw, {YEARS: NEW}, team="yes" if n < 4 else "no") for n in range(6)]
    crowd += [person(SHORT, draw, {YEARS: band}) for band in (MIDDLE, OLD) for _ in range(9)]

    kept = keep(crowd)

    teams = {factor.id for factor in SHORT.factors if factor.ask_if}
    assert {one.factor for one in kept.sums if one.band == NEW} == {f.id for f in SHORT.factors} - teams
    assert teams
    assert not any(one.factor in teams and one.band in {NEW, MIDDLE} for one in kept.sums)


def test_of_a_factor_that_the_whole_school_hides_no_group_is_kept() -> None:
    """Statement b1 is a factor of its own, and a score beside its merged shares would pin answers."""
    instrument = load(document())
    said = [1] * 9 + [3] * 2 + [6] * 9
    people = [
        Answers(
            answers={"a1": 3, "a2": 4, "b1": value},
            routing={"meets": "yes"},
            background={"years": "yes" if place % 2 else "no"},
            language="en",
        )
        for place, value in enumerate(said)
    ]

    kept = keep(people, tables=("years",), instrument=instrument)

    assert {(one.factor, one.n) for one in kept.sums} == {("alpha", 10)}


def test_a_table_that_would_tell_of_one_person_beside_another_is_withheld_whole() -> None:
    """Everybody new works with the lowest grades, and so does one other: the difference is that person."""
    draw = random.Random(4)  # noqa: S311 - a test
    low, high = BANDS[GRADES][0], BANDS[GRADES][2]
    crowd = [person(SHORT, draw, {YEARS: NEW, GRADES: low}) for _ in range(8)]
    crowd += [person(SHORT, draw, {YEARS: OLD, GRADES: low})]
    crowd += [person(SHORT, draw, {YEARS: OLD, GRADES: high}) for _ in range(12)]

    both, years, grades = keep(crowd), keep(crowd, tables=(YEARS,)), keep(crowd, tables=(GRADES,))

    assert (years.withheld, grades.withheld) == ((), ())
    assert both.withheld == (GRADES,)
    assert both.sums == years.sums


@st.composite
def crowds(draw: st.DrawFn) -> list[Answers]:
    """People who chose bands of both questions, in blocks, so that groups overlap but for a few."""
    seed = random.Random(draw(st.integers(0, 10**6)))  # noqa: S311 - a test
    options = [None, *BANDS[YEARS]], [None, *BANDS[GRADES]]
    blocks = draw(
        st.lists(
            st.tuples(
                st.sampled_from(options[0]),
                st.sampled_from(options[1]),
                st.sampled_from([1, 2, 3, 5, 8]),
                st.sampled_from(["yes", "no"]),
            ),
            min_size=1,
            max_size=9,
        )
    )
    skip = draw(st.sampled_from([0.0, 0.3]))
    return [
        person(SHORT, seed, {key: value for key, value in given if value}, team=team, skip=skip)
        for years, grades, n, team in blocks
        for _ in range(n)
        for given in [((YEARS, years), (GRADES, grades))]
    ]


@given(crowds(), st.integers(0, 2))
@settings(max_examples=150, deadline=None)
def test_sums_are_those_of_the_people_and_no_one_to_four_can_be_worked_out(
    people: list[Answers], replacements: int
) -> None:
    kept = keep(people, replacements=replacements)

    sums = {(one.question, one.band, one.factor): (one.n, one.total) for one in kept.sums}
    assert len(sums) == len(kept.sums)
    for factor in SHORT.factors:
        scores = person_scores(SHORT, factor, people)
        groups = []
        for question in (YEARS, GRADES):
            bands = members(people, question, BANDS[question], scores)
            sizes = {band: len(own) for band, own in bands.items()}
            here = {band for q, band, f in sums if (q, f) == (question, factor.id)}
            assert here in (
                set(),
                shown_bands(sizes, n_items=len(factor.items), discounted=replacements),
            )
            for band in here:
                n, total = sums[question, band, factor.id]
                own = [scores[place] for place in bands[band]]
                assert (n, Fraction(total, score_unit(factor))) == (len(own), sum(own))
            groups += [frozenset(bands[band]) for band in here]
        if groups:
            everybody = frozenset(scores)
            assert isolated([everybody, *groups], sorted(everybody)) == set()


@given(crowds(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_people_leaves_no_trace(people: list[Answers], mixer: random.Random) -> None:
    mixed = people.copy()
    mixer.shuffle(mixed)

    assert keep(people) == keep(mixed)


def test_a_score_is_a_whole_number_whatever_was_skipped() -> None:
    assert [score_unit(factor) for factor in SHORT.factors] == [2] * len(SHORT.factors)
    assert {score_unit(factor) for factor in LONG.factors} == {60}  # five or six items
    draw = random.Random(5)  # noqa: S311 - a test
    people = [person(LONG, draw, {YEARS: band}, skip=0.3) for band in (NEW, OLD) for _ in range(20)]

    kept = keep(people, instrument=LONG)

    assert len(kept.sums) == 2 * len(LONG.factors)
    for one in kept.sums:
        factor = LONG.factor(one.factor)
        scores = person_scores(LONG, factor, people)
        own = [score for place, score in scores.items() if people[place].background[YEARS] == one.band]
        assert Fraction(one.total, score_unit(factor)) == sum(own)
