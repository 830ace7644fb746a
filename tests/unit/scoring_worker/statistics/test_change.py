"""Change in `statistics.json`: what is not compared first, then every number by another way."""

import json
import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from scoring_worker.statistics.change import change_entries
from scoring_worker.statistics.chunk import Chunk, SchoolAnswers
from survey_core.instruments import Instrument, load_instrument
from tests.fixtures.scoring import made_up_blocks, small_document, small_instrument

INSTRUMENT = small_instrument()
LEAD, TEAM, EFFICACY = (factor.id for factor in INSTRUMENT.factors)


def school(n: int, *, seed: int = 1, eligible: int | None = None, shift: float = 0.0) -> SchoolAnswers:
    if n == 0:
        return SchoolAnswers(answers=np.zeros((0, 9), dtype=np.int16), eligible=eligible)
    means = dict.fromkeys((LEAD, TEAM, EFFICACY), 3.8 + shift)
    blocks = made_up_blocks(INSTRUMENT, n, seed=seed, means=means)
    return SchoolAnswers(answers=np.hstack(list(blocks.values())), eligible=eligible)


def changed(
    now: list[SchoolAnswers], before: list[SchoolAnswers], *, then: Instrument = INSTRUMENT
) -> list[dict[str, dict[str, Any]]]:
    return list(change_entries(Chunk.of(INSTRUMENT, now), before=Chunk.of(then, before)))


def person_scores(answers: NDArray[np.int16], first: int) -> list[float]:
    """Three items, the last turned round; at least two answered. Written out on purpose."""
    scores = []
    for line in answers[:, first : first + 3].tolist():
        turned = [line[0], line[1], 7 - line[2] if line[2] else 0]
        given = [answer for answer in turned if answer]
        if len(given) >= 2:
            scores.append(sum(given) / len(given))
    return scores


class TestNotCompared:
    def test_a_school_that_was_not_there(self) -> None:
        (entry,) = changed([school(20)], [school(0)])

        assert set(entry["factors"].values()) == set(entry["items"].values()) == {None}

    def test_a_school_that_nobody_answered_at_now(self) -> None:
        (entry,) = changed([school(0)], [school(20)])

        assert set(entry["factors"].values()) == set(entry["items"].values()) == {None}

    def test_a_factor_with_other_items_and_the_items_it_kept(self) -> None:
        tree = small_document()
        tree["domains"][0]["factors"][0]["items"][1]["id"] = "le9"
        (entry,) = changed([school(20)], [school(20, seed=2)], then=load_instrument(json.dumps(tree)))

        assert entry["factors"][LEAD] == {
            "comparable": False,
            "why": "items added: le2; items removed: le9",
        }
        assert entry["items"]["le2"] == {"comparable": False, "why": "did not exist before"}
        assert entry["items"]["le1"]["difference"] is not None
        assert entry["factors"][EFFICACY]["difference"] is not None

    def test_everything_on_another_scale(self) -> None:
        other = small_instrument(points=5)
        before = SchoolAnswers(answers=np.full((20, 9), 3, dtype=np.int16), eligible=None)
        (entry,) = changed([school(20)], [before], then=other)

        assert {one["why"] for one in entry["factors"].values()} == {
            f"another scale: {place}1, {place}2, {place}3" for place in ("le", "st", "ef")
        }

    def test_one_of_several_people_has_a_difference_and_no_interval(self) -> None:
        (entry,) = changed([school(1, eligible=5)], [school(20, seed=2)])
        change = entry["factors"][LEAD]

        assert change["difference"] is not None
        assert change["interval"] is None
        assert change["p"] is None
        assert change["verdict"] == "cannot_be_told_apart"


def test_factors_without_knowing_the_faculty_are_scipys_welch() -> None:
    now, before = school(23, shift=0.7), school(31, seed=2)
    now.answers[3:6, 0:2] = 0  # one answer of three left: not counted
    (entry,) = changed([now], [before])

    p = []
    for first, factor in ((0, LEAD), (3, TEAM), (6, EFFICACY)):
        later, earlier = person_scores(now.answers, first), person_scores(before.answers, first)
        expected = stats.ttest_ind(later, earlier, equal_var=False)
        interval = expected.confidence_interval(0.95)
        change = entry["factors"][factor]
        assert change["before"] == {"n": len(earlier), "mean": pytest.approx(np.mean(earlier), abs=1e-12)}
        assert change["difference"] == pytest.approx(np.mean(later) - np.mean(earlier), abs=1e-12)
        assert change["interval"] == pytest.approx([interval.low, interval.high], abs=1e-9)
        assert change["p"] == pytest.approx(expected.pvalue, abs=1e-9)
        assert change["df"] == pytest.approx(expected.df, abs=1e-9)
        pairs = [(x > y) - (x < y) for x in later for y in earlier]
        assert change["cliffs_delta"] == pytest.approx(sum(pairs) / len(pairs), abs=1e-12)
        m = len(later) + len(earlier) - 2
        pooled = ((len(later) - 1) * np.var(later, ddof=1) + (len(earlier) - 1) * np.var(earlier, ddof=1)) / m
        assert change["hedges_g"] == pytest.approx(
            change["difference"] / math.sqrt(pooled) * (1 - 3 / (4 * m - 1)), abs=1e-12
        )
        p.append(change["p"])
    assert len(person_scores(now.answers, 0)) == 20
    adjusted = [entry["factors"][factor]["p_holm"] for factor in (LEAD, TEAM, EFFICACY)]
    ordered = sorted(p)
    steps = [min(1.0, max((3 - k) * ordered[k] for k in range(rank + 1))) for rank in range(3)]
    assert sorted(adjusted) == pytest.approx(steps, abs=1e-12)


def test_items_are_compared_before_reversal_and_adjusted_together() -> None:
    now, before = school(23, shift=0.7), school(31, seed=2)
    (entry,) = changed([now], [before])

    p = []
    for place, item in enumerate(INSTRUMENT.items):
        later, earlier = now.answers[:, place], before.answers[:, place]
        expected = stats.ttest_ind(later, earlier, equal_var=False)
        change = entry["items"][item.id]
        assert change["difference"] == pytest.approx(later.mean() - earlier.mean(), abs=1e-12)
        assert change["p"] == pytest.approx(expected.pvalue, abs=1e-9)
        expected_u = stats.mannwhitneyu(later, earlier).statistic
        assert change["cliffs_delta"] == pytest.approx(
            2 * expected_u / (later.size * earlier.size) - 1, abs=1e-12
        )
        p.append(change["p"])
    assert entry["items"]["le1"]["difference"] > 0 > entry["items"]["le3"]["difference"], "le3 is reversed"
    found = [entry["items"][item.id]["p_bh"] for item in INSTRUMENT.items]
    assert found == pytest.approx(stats.false_discovery_control(p), abs=1e-9)


def test_the_error_holds_only_for_those_who_were_silent() -> None:
    now, before = school(20, shift=0.7, eligible=25), school(12, seed=2, eligible=12)
    (entry,) = changed([now], [before])

    later = person_scores(now.answers, 0)
    change = entry["factors"][LEAD]
    assert change["se"] == pytest.approx(math.sqrt(np.var(later, ddof=1) / 20 * (1 - 20 / 25)), abs=1e-12)
    assert change["df"] == pytest.approx(19, abs=1e-9), "the complete administration adds no error"


def test_both_complete_have_no_width() -> None:
    (entry,) = changed([school(9, eligible=9, shift=1)], [school(12, seed=2, eligible=12)])
    change = entry["factors"][LEAD]

    assert change["interval"] == [change["difference"]] * 2
    assert (change["se"], change["df"], change["p"]) == (0, None, 0)
    assert change["verdict"] == "higher"


def test_no_spread_does_not_make_the_silent_ones_certain() -> None:
    alike = SchoolAnswers(answers=np.tile(np.array([5, 5, 2], dtype=np.int16), (8, 3)), eligible=20)
    also = SchoolAnswers(answers=np.tile(np.array([4, 4, 3], dtype=np.int16), (8, 3)), eligible=20)
    (entry,) = changed([alike], [also])

    for change in (entry["factors"][LEAD], entry["items"]["le1"], entry["items"]["le3"]):
        low, high = change["interval"]
        assert low < change["difference"] < high
        assert change["se"] > 0.01
    assert entry["factors"][LEAD]["hedges_g"] is None


def test_many_schools_are_each_alone_and_nothing_is_infinite() -> None:
    now = [school(n, seed=n, eligible=n + 4, shift=0.4) for n in (1, 2, 7, 30)] + [school(0)]
    before = [school(n, seed=90 + n, eligible=n) for n in (5, 1, 30, 12)] + [school(8)]

    together = changed(now, before)

    alone = [changed([one], [other])[0] for one, other in zip(now, before, strict=True)]
    assert json.loads(json.dumps(together, allow_nan=False)) == json.loads(json.dumps(alone, allow_nan=False))
