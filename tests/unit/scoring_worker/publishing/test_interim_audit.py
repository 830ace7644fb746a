"""R7 between interim releases: nobody is told apart by two of them, nor by one and the final release."""

from dataclasses import replace

import numpy as np
import pytest

from scoring_worker.publishing.interim_audit import Sizes, may_be_published, people_scored
from survey_core.disclosure import SchoolCore
from tests.fixtures.districts import school_core
from tests.fixtures.scoring import small_instrument

SMALL = small_instrument()
TEAM = next(factor.id for factor in SMALL.factors if factor.ask_if is not None)
WHOLE = next(factor.id for factor in SMALL.factors if factor.ask_if is None)


def core(n: int, *, team: int | None = None, hidden: tuple[str, ...] = ()) -> SchoolCore:
    own = school_core(SMALL, n=n, eligible=100, interim=True, hidden=hidden)
    if team is None:
        return own
    return replace(own, factors={**own.factors, TEAM: replace(own.factors[TEAM], n=team)})


def sizes(now: int, everyone: int, *, team: tuple[int, int] | None = None) -> Sizes:
    ids = [factor.id for factor in SMALL.factors]
    teams = team or (now, everyone)
    return Sizes(
        now=dict.fromkeys(ids, now) | {TEAM: teams[0]},
        everyone=dict.fromkeys(ids, everyone) | {TEAM: teams[1]},
    )


@pytest.mark.parametrize(("waiting", "stands"), [(0, False), (1, False), (4, False), (5, True), (10, True)])
def test_the_final_release_less_this_one(waiting: int, *, stands: bool) -> None:
    assert may_be_published(core(45), earlier=[], sizes=sizes(45, 45 + waiting)) is stands


@pytest.mark.parametrize(("more", "stands"), [(0, True), (1, False), (4, False), (5, True), (10, True)])
def test_this_release_less_the_one_before(more: int, *, stands: bool) -> None:
    hidden = (TEAM,)  # whose size would not be known exactly
    earlier = [core(30, hidden=hidden), core(45, hidden=hidden)]

    assert may_be_published(core(45 + more), earlier=earlier, sizes=sizes(45 + more, 70)) is stands
    # Of two earlier ones the first may be as near: it is out already.
    near = [core(44, hidden=hidden), core(45, hidden=hidden)]
    assert may_be_published(core(45 + more), earlier=near, sizes=sizes(45 + more, 70)) is stands


@pytest.mark.parametrize(
    ("now", "everyone", "stands"),
    [
        (40, 50, True),
        (32, 50, False),  # 2 or, the size before being stored as the least it can be, fewer
        (36, 50, False),  # 30 may stand for 33: then only three are new
        (38, 50, True),
        (40, 43, False),  # three of the ten who wait are in a team
        (30, 50, True),  # nobody new
    ],
)
def test_a_branch_has_a_chain_of_its_own(now: int, everyone: int, *, stands: bool) -> None:
    found = may_be_published(
        core(60, team=now), earlier=[core(40, team=30)], sizes=sizes(60, 80, team=(now, everyone))
    )

    assert found is stands


def test_a_factor_that_shows_nothing_stops_nothing() -> None:
    hidden = core(60, hidden=(TEAM,))

    assert may_be_published(hidden, earlier=[core(40)], sizes=sizes(60, 80, team=(2, 3)))


def test_people_are_counted_as_they_are_scored() -> None:
    width = {factor.id: len(factor.items) for factor in SMALL.factors}
    block = np.zeros((3, width[WHOLE]), dtype=np.int16)
    block[0] = 4
    block[1, 0] = 4  # one answer: too few for a score

    assert people_scored(SMALL, {WHOLE: block})[WHOLE] == 1
