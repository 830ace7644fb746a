"""The demonstration's own arithmetic, against sums done by hand; and that it notices what is wrong."""

from fractions import Fraction
from typing import Any

import pytest

from infra.demo.checks import Checks
from infra.demo.faculty import Sheet
from infra.demo.oracle import factor_means, wrong_groups, wrong_scores
from infra.demo.plan import SCHOOLS
from survey_core.instruments import Instrument, load_instrument

INSTRUMENT = """
instrument: small
version: 1.0.0
title: {en: Small}
languages: [en]
scales:
  five:
    points: [{value: 1, label: {en: a}}, {value: 2, label: {en: b}}, {value: 3, label: {en: c}},
             {value: 4, label: {en: d}}, {value: 5, label: {en: e}}]
    cuts: [2.0, 3.0, 4.0]
domains:
  - id: d
    causal_position: 1
    title: {en: D}
    factors:
      - id: f
        title: {en: F}
        items:
          - {id: i1, scale: five, text: {en: One}}
          - {id: i2, scale: five, text: {en: Two}}
          - {id: i3, scale: five, reverse: true, text: {en: Three}}
"""


@pytest.fixture
def instrument() -> Instrument:
    return load_instrument(INSTRUMENT)


def sheet(**answers: int) -> Sheet:
    return Sheet(answers=answers, routing={}, language="en")


def profile(mean: float, *, bound: str = "exact") -> dict[str, Any]:
    score = {"mean": mean, "bound": bound, "rounded_to": 0.2}
    return {"domains": [{"factors": [{"id": "f", "score": score}]}]}


def test_a_mean_reverses_skips_and_leaves_out_who_answered_less_than_half(instrument: Instrument) -> None:
    people = [sheet(i1=5, i2=4, i3=1), sheet(i1=2, i3=5), sheet(i1=1)]

    # (5 + 4 + 5) / 3 = 14/3; (2 + 1) / 2 = 3/2; one item of three is less than half
    assert factor_means(instrument, people) == {"f": (Fraction(14, 3) + Fraction(3, 2)) / 2}


@pytest.mark.parametrize(
    ("shown", "holds"),
    [
        (profile(3.0), True),
        (profile(3.2), True),  # 3.1 lies on the edge of both
        (profile(2.8), False),
        (profile(3.4), False),
        (profile(3.4, bound="at_most"), True),
        (profile(2.6, bound="at_most"), False),
        (profile(2.6, bound="at_least"), True),
        (profile(3.4, bound="at_least"), False),
    ],
)
def test_a_score_off_by_more_than_its_rounding_is_noticed(shown: dict[str, Any], holds: bool) -> None:  # noqa: FBT001 - a table
    assert (wrong_scores(shown, {"f": Fraction(31, 10)}) == []) is holds


def test_a_suppressed_score_is_not_compared() -> None:
    shown = {"domains": [{"factors": [{"id": "f", "score": {"suppressed": True, "reason": "x"}}]}]}

    assert wrong_scores(shown, {}) == []


def test_the_demonstration_fails_when_one_claim_does_or_none_was_made() -> None:
    checks = Checks()
    assert not checks.hold

    checks.add("one", holds=True)
    assert checks.hold

    checks.add("two", holds=False, found="why")
    checks.add("three", holds=True)
    assert not checks.hold


def test_the_twelve_schools_cover_every_rule_of_what_may_be_shown() -> None:
    assert len(SCHOOLS) == 12
    assert {school.standing for school in SCHOOLS} == {"profile", "preliminary", "suppressed"}
    shown = [school.answering for school in SCHOOLS if school.standing == "profile"]
    assert any(n < 8 for n in shown)
    assert any(8 <= n < 20 for n in shown)
    assert any(school.answering == school.eligible for school in SCHOOLS)


class TestGroups:
    @staticmethod
    def people(n: int, value: int, band: str) -> list[Sheet]:
        answers = {"i1": value, "i2": value}
        return [Sheet(answers=answers, routing={}, language="en", background={"years": band})] * n

    @staticmethod
    def shown(mean: float, band: str = "new") -> dict[str, Any]:
        score = {"mean": mean, "bound": "exact", "rounded_to": 0.2}
        hidden = {"suppressed": True, "reason": "cells_too_small"}
        bands = [
            {"value": band, "factors": [{"id": "f", "score": score}]},
            {"value": "", "factors": [{"id": "f", "score": hidden}]},
        ]
        withheld = {"question": "other", "bands": {"suppressed": True, "reason": "differencing"}}
        return {"subgroups": [{"question": "years", "bands": bands}, withheld]}

    def test_a_group_of_five_with_its_own_mean_is_right(self, instrument: Instrument) -> None:
        sheets = self.people(5, 4, "new") + self.people(9, 1, "old")

        assert wrong_groups(self.shown(4.0), instrument, sheets) == (1, [])

    def test_a_group_of_four_and_another_groups_mean_are_wrong(self, instrument: Instrument) -> None:
        few = self.people(4, 4, "new") + self.people(9, 1, "old")
        enough = self.people(5, 4, "new") + self.people(9, 1, "old")

        assert wrong_groups(self.shown(4.0), instrument, few) == (1, ["new, f: 4 people"])
        assert wrong_groups(self.shown(4.0, "old"), instrument, enough) == (1, ["old, f: 9 people"])
