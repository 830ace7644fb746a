"""The synthetic faculties answer as people could: in range, by the routing, with some spread."""

import statistics

import pytest

from infra.demo.faculty import Faculty, Sheet
from survey_core.instruments import Instrument, shipped


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return shipped("internal-coherence")


@pytest.fixture(scope="module")
def sheets(instrument: Instrument) -> list[Sheet]:
    return [Faculty(instrument, seed=f"s{n}").sheet(person) for n in range(10) for person in range(40)]


def test_the_same_seed_gives_the_same_people_and_another_seed_others(instrument: Instrument) -> None:
    first = [Faculty(instrument, seed="a").sheet(n) for n in range(5)]

    assert first == [Faculty(instrument, seed="a").sheet(n) for n in range(5)]
    assert first != [Faculty(instrument, seed="b").sheet(n) for n in range(5)]


def test_nobody_outside_a_team_answers_a_team_item(instrument: Instrument, sheets: list[Sheet]) -> None:
    for factor in instrument.factors:
        if factor.ask_if is None:
            continue
        asked = [sheet.routing[factor.ask_if.question] == factor.ask_if.is_ for sheet in sheets]
        answered = [any(item.id in sheet.answers for item in factor.items) for sheet in sheets]
        assert answered == asked
        assert 0.6 < sum(asked) / len(asked) < 0.99


def test_answers_lie_on_the_scale_and_use_all_of_it(instrument: Instrument, sheets: list[Sheet]) -> None:
    values = [value for sheet in sheets for value in sheet.answers.values()]

    assert set(values) == set(range(1, 7))
    assert {sheet.language for sheet in sheets} == {"en", "es"}
    assert 3.2 < statistics.mean(_favourable(instrument, sheets)) < 4.6


def test_schools_differ_more_than_chance(instrument: Instrument, sheets: list[Sheet]) -> None:
    means = [statistics.mean(_favourable(instrument, sheets[n : n + 40])) for n in range(0, 400, 40)]

    assert statistics.stdev(means) > 0.2  # 40 people who differ by 0.6 would scatter by 0.1


def _favourable(instrument: Instrument, sheets: list[Sheet]) -> list[float]:
    return [
        7 - sheet.answers[item.id] if item.reverse else sheet.answers[item.id]
        for sheet in sheets
        for item in instrument.items
        if item.id in sheet.answers
    ]
