"""The core of a school: spread, agreement, branches, and factors of very few items."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest

import survey_core.disclosure
from survey_core.disclosure import Branch, Conditions, FactorTally, ItemTally, SchoolCore, coarsen
from survey_core.disclosure.branches import estimated_eligible, hides_size, stand_in_size
from survey_core.disclosure.factors import agreement_word, coarse_sd, indices
from survey_core.disclosure.standing import MEASURES


def tally(
    n: int, *, n_items: int = 5, counts: tuple[int, ...] | None = None, branch: Branch | None = None
) -> FactorTally:
    each = counts or (0, 0, n // 3, n // 3, n - 2 * (n // 3), 0)
    return FactorTally(
        id="f",
        low=1,
        high=6,
        n=n,
        mean=Fraction(403, 100),
        variance=Fraction(81, 100),
        rwg_j=Fraction(87, 100),
        ad_m=Fraction(74, 100),
        items=tuple(ItemTally(id=f"i{place}", counts=each) for place in range(n_items)),
        favourable=(4, 5),
        branch=branch,
    )


def core_of(
    own: FactorTally, *, responses: int | None = None, eligible: int | None = 40, pooled: float | None = None
) -> SchoolCore:
    conditions = Conditions(responses=own.n if responses is None else responses, eligible=eligible)
    return coarsen(conditions, factors=[own], pooled_sd={"f": pooled})


def branch_core(responses: int, left_out: int, n_items: int, replacements: int, k: int = 5) -> SchoolCore:
    """A school whose factor was asked of all but a few."""
    n = responses - left_out
    own = tally(n, n_items=n_items, branch=Branch(asked=n, answered=responses))
    conditions = Conditions(responses=responses, eligible=responses, replacements=replacements, k=k)
    return coarsen(conditions, factors=[own], pooled_sd={"f": None})


def test_a_suppressed_school_has_no_numbers_at_all() -> None:
    core = core_of(tally(4))

    assert core.factors["f"].withheld == dict.fromkeys(MEASURES, "not_enough_responses")
    assert core.factors["f"].mean is None
    assert core.factors["f"].sd is None
    assert core.items == {}


def test_a_factor_with_few_answers_is_hidden_in_a_large_school() -> None:
    core = core_of(tally(4), responses=30)

    assert core.standing == "profile"
    assert set(core.factors["f"].withheld.values()) == {"not_enough_responses"}


def test_the_mean_of_five_answers_to_one_item_is_too_fine_for_any_unit() -> None:
    core = core_of(tally(5, n_items=1), eligible=6)

    assert core.factors["f"].mean is None
    assert set(core.factors["f"].withheld.values()) >= {"not_enough_responses"}


def test_the_spread_is_coarse_and_never_small() -> None:
    def sd(variance: str, *, own: bool = True, pooled: float | None = None) -> Fraction:
        return coarse_sd(Fraction(variance), own=own, pooled=pooled, low=1, high=6)

    assert sd("0.81") == Fraction("0.9")
    assert sd("0") == Fraction("0.3")
    assert sd("0.81", own=False, pooled=1.14) == Fraction("1.1")
    assert sd("0.81", own=False, pooled=0.1) == Fraction("0.3")
    assert sd("0.81", own=False) == Fraction("0.9")  # 0.18 of five points
    assert coarse_sd(Fraction(0), own=False, pooled=None, low=1, high=5) == Fraction("0.7")


@pytest.mark.parametrize(
    ("n", "n_items", "sd"),
    [(7, 5, "1.2"), (8, 5, "0.9"), (8, 3, "0.9"), (19, 2, "1.2"), (20, 2, "0.9")],
)
def test_whose_spread_is_used(n: int, n_items: int, sd: str) -> None:
    core = core_of(tally(n, n_items=n_items), eligible=n + 1, pooled=1.21)

    assert core.factors["f"].sd == Fraction(sd)


def test_agreement_in_words_and_from_twenty_answers_in_numbers() -> None:
    assert agreement_word(Fraction(3, 4), n_options=6) == "strong"
    assert agreement_word(Fraction(1), n_options=6) == "moderate"
    assert agreement_word(Fraction(101, 100), n_options=6) == "weak"
    assert indices(n=19, rwg_j=Fraction(87, 100), ad_m=Fraction(74, 100)) == (None, None)
    assert indices(n=20, rwg_j=Fraction(87, 100), ad_m=Fraction(74, 100)) == (
        Fraction(9, 10),
        Fraction(7, 10),
    )
    assert core_of(tally(12), eligible=14).factors["f"].agreement == "strong"


def test_two_items_tell_agreement_from_twenty_answers_only() -> None:
    few = core_of(tally(19, n_items=2), eligible=20).factors["f"]

    assert few.withheld == {"agreement": "fewer_than_twenty_responses"}
    assert few.agreement is None
    assert core_of(tally(20, n_items=2), eligible=20).factors["f"].agreement == "strong"


def test_a_factor_of_one_item_shows_its_mean_only_where_every_option_is_shown() -> None:
    merged = core_of(tally(22, n_items=1, counts=(1, 3, 4, 4, 5, 5)), eligible=22)
    whole = core_of(tally(22, n_items=1, counts=(3, 3, 4, 4, 4, 4)), eligible=22)
    nothing = core_of(tally(9, n_items=1, counts=(0, 0, 0, 0, 4, 5)), eligible=9)

    assert set(merged.factors["f"].withheld.values()) == {"cells_too_coarse"}
    assert "items" not in merged.factors["f"].withheld
    assert merged.items["i0"].shares != "cells_too_small"
    assert whole.factors["f"].withheld == {}
    assert whole.factors["f"].sd == Fraction("0.9")
    assert "items" not in nothing.factors["f"].withheld


def test_a_factor_of_one_item_never_uses_its_own_spread_where_items_are_hidden() -> None:
    preliminary = core_of(tally(30, n_items=1), eligible=60, pooled=1.21).factors["f"]

    assert preliminary.mean is not None
    assert preliminary.sd == Fraction("1.2")
    assert preliminary.agreement is None


class TestBranches:
    def test_a_branch_that_leaves_a_few_out_hides_its_size(self) -> None:
        asked = Branch(asked=28, answered=30)
        own = core_of(tally(28, branch=asked), responses=30)

        factor = own.factors["f"]
        assert hides_size(asked, responses=30, k=5)
        assert factor.withheld == {"items": "branch_size"}
        assert (factor.n, factor.eligible) == (26, 40)
        assert own.items == {}

    def test_equal_cores_whatever_the_hidden_size(self) -> None:
        one = core_of(tally(26, branch=Branch(asked=26, answered=30)), responses=30)
        other = core_of(tally(29, branch=Branch(asked=29, answered=30)), responses=30)

        assert one == other

    @pytest.mark.parametrize("n_items", [2, 5])
    @pytest.mark.parametrize("replacements", [0, 2])
    @pytest.mark.parametrize("k", [5, 7])
    def test_what_is_shown_never_says_that_exactly_one_was_left_out(
        self, n_items: int, replacements: int, k: int
    ) -> None:
        """By R5 alone six responses would: a shown score whose size is hidden is one of five people."""
        for responses in range(k + 1, 20):
            cores: dict[str, set[int]] = {}
            for left_out in range(responses + 1):
                core = branch_core(responses, left_out, n_items, replacements, k)
                own = core.factors["f"]
                # Of a hidden score nothing is published but the reasons.
                told = (own if own.mean else None, sorted(own.withheld.items()), core.items)
                cores.setdefault(repr(told), set()).add(left_out)
            for text, possible in cores.items():
                assert len(possible) > 1 or not 1 <= min(possible) < k, (responses, text)

    @pytest.mark.parametrize("n_items", [1, 2, 5])
    @pytest.mark.parametrize("replacements", [0, 2])
    def test_no_threshold_tells_a_hidden_size(self, n_items: int, replacements: int) -> None:
        for responses in range(6, 31):
            shown = [
                core
                for left_out in range(1, 5)
                if (core := branch_core(responses, left_out, n_items, replacements)).factors["f"].mean
            ]
            assert all(core == shown[0] for core in shown), responses

    def test_a_branch_that_leaves_five_out_is_shown_with_an_estimate(self) -> None:
        own = core_of(tally(20, branch=Branch(asked=20, answered=30)), responses=30)

        factor = own.factors["f"]
        assert factor.withheld == {}
        assert (factor.n, factor.eligible, factor.estimated) == (20, 27, True)  # ceil(40 · 20 / 30)

    def test_a_branch_of_fewer_than_five_is_hidden(self) -> None:
        own = core_of(tally(4, branch=Branch(asked=4, answered=30)), responses=30)

        assert set(own.factors["f"].withheld.values()) == {"not_enough_responses"}

    def test_a_branch_everyone_is_in_hides_nothing(self) -> None:
        own = core_of(tally(30, branch=Branch(asked=30, answered=30)), responses=30)

        assert own.factors["f"].withheld == {}
        assert own.factors["f"].eligible == 40

    def test_estimates_and_stand_ins(self) -> None:
        assert estimated_eligible(Branch(asked=20, answered=30), population=40, n=20) == 27
        assert estimated_eligible(Branch(asked=20, answered=20), population=40, n=25) == 40
        assert estimated_eligible(Branch(asked=1, answered=40), population=40, n=3) == 3
        assert estimated_eligible(Branch(asked=0, answered=0), population=40, n=0) == 40
        assert stand_in_size(responses=30, k=5) == 26
        assert stand_in_size(responses=7, k=5) == 5


def test_the_engine_imports_nothing_of_ours_and_no_numpy() -> None:
    allowed = {
        "survey_core.disclosure",
        "collections.abc",
        "dataclasses",
        "fractions",
        "itertools",
        "math",
        "typing",
    }
    folder = Path(survey_core.disclosure.__file__).parent

    for source in folder.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name is not None
                assert name in allowed or name.startswith("survey_core.disclosure."), (source.name, name)
