"""Which factors and items of two instruments may be compared: refusals first."""

import copy
from typing import Any

import pytest

from survey_core.instruments import Comparison, Instrument, compare_factor, compare_item
from tests.fixtures.instruments import both, change, document, item, load, scale

ALPHA = ("domains", 0, "factors", 0)
BETA = ("domains", 0, "factors", 1)
NOW = load(document())


GAMMA = ("domains", 0, "factors", 2)


def earlier(*changes: tuple[tuple[str | int, ...], Any]) -> Instrument:
    tree = document()
    tree["domains"][0]["factors"].append({"id": "gamma", "title": both("Gamma"), "items": [item("g1")]})
    for path, value in changes:
        change(tree, path, copy.deepcopy(value))
    return load(tree)


class TestNotComparable:
    def test_a_factor_nobody_asked_for_yet(self) -> None:
        tree = change(document(), ("protocols",), [])

        found = compare_factor(NOW, before=load(change(tree, (*BETA, "id"), "gamma")), factor_id="beta")

        assert not found.comparable
        assert found.why == "did not exist before"

    def test_items_added_and_removed(self) -> None:
        before = earlier(((*ALPHA, "items", 1), item("a0")))

        found = compare_factor(NOW, before=before, factor_id="alpha")

        assert (found.added, found.removed) == (("a2",), ("a0",))
        assert found.why == "items added: a2; items removed: a0"

    @pytest.mark.parametrize("points", [{"high": 5}, {"high": 5, "low": 0 + 1}, {"high": 7, "low": 2}])
    def test_another_scale(self, points: dict[str, int]) -> None:
        changed = scale(**points, cuts=(2.5, 3.5, 4.5))
        before = earlier((("scales", "agreement"), changed))

        found = compare_factor(NOW, before=before, factor_id="alpha")

        assert found == Comparison(rescaled=("a1", "a2"))
        assert found.why == "another scale: a1, a2"
        assert compare_item(NOW, before=before, item_id="a1") == Comparison(rescaled=("a1",))

    def test_a_statement_turned_round(self) -> None:
        before = earlier(((*ALPHA, "items", 1), item("a2")))

        assert compare_factor(NOW, before=before, factor_id="alpha").why == "wording reversed: a2"
        assert compare_item(NOW, before=before, item_id="a2").turned == ("a2",)
        assert compare_item(NOW, before=before, item_id="a1").comparable

    def test_other_people_asked(self) -> None:
        tree = document()
        del tree["domains"][0]["factors"][1]["ask_if"]
        del tree["routing"]
        before = load(tree)

        assert compare_factor(NOW, before=before, factor_id="beta").why == "asked of other people"
        assert not compare_item(NOW, before=before, item_id="b1").comparable

    def test_everything_at_once_is_all_named(self) -> None:
        changed = scale(high=5)
        before = earlier((("scales", "agreement"), changed), ((*ALPHA, "items"), [item("a0"), item("a2")]))

        why = compare_factor(NOW, before=before, factor_id="alpha").why

        assert why == "items added: a1; items removed: a0; another scale: a2; wording reversed: a2"

    def test_what_the_instrument_does_not_have(self) -> None:
        with pytest.raises(KeyError):
            compare_factor(NOW, before=NOW, factor_id="nowhere")
        with pytest.raises(KeyError):
            compare_item(NOW, before=NOW, item_id="nowhere")


class TestComparable:
    def test_the_same_instrument(self) -> None:
        for factor in NOW.factors:
            assert compare_factor(NOW, before=NOW, factor_id=factor.id).comparable
        for each in NOW.items:
            assert compare_item(NOW, before=NOW, item_id=each.id).why == ""

    def test_other_words_another_order_and_other_cuts(self) -> None:
        before = earlier(
            ((*ALPHA, "items"), [item("a2", reverse=True, text=both("Said otherwise.")), item("a1")]),
            (("scales", "agreement", "cuts"), [2.0, 3.0, 4.0]),
            (("version",), "0.9.0"),
        )

        assert compare_factor(NOW, before=before, factor_id="alpha").comparable

    def test_an_item_whose_factor_changed(self) -> None:
        before = earlier(((*ALPHA, "items"), [item("a3")]), ((*GAMMA, "items"), [item("a1"), item("a4")]))

        assert not compare_factor(NOW, before=before, factor_id="alpha").comparable
        assert compare_item(NOW, before=before, item_id="a1").comparable
        assert compare_item(NOW, before=before, item_id="a2").missing
