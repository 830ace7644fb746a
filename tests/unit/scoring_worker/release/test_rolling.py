"""The n → n+1 replay of anonymity.md: two readable revisions never differ by fewer than b responses."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_worker.release.rolling import BATCH, Standing, choose, is_due


def standing(
    *, eligible: int = 60, replacements: int = 0, waiting: int, marked: int = 0, done: int = 0
) -> Standing:
    return Standing(eligible=eligible, replacements=replacements, waiting=waiting, marked=marked, done=done)


@pytest.mark.parametrize(
    "early",
    [
        standing(eligible=39, waiting=39),
        standing(waiting=19, marked=40, done=1),
        standing(waiting=33),
        standing(waiting=34, replacements=1),
        standing(waiting=20, marked=40, done=4),
    ],
    ids=["too few eligible", "too few wait", "would be suppressed", "replacements", "four are enough"],
)
def test_no_interim_release(early: Standing) -> None:
    assert not is_due(early)


@pytest.mark.parametrize(
    "due", [standing(eligible=40, waiting=26), standing(waiting=34), standing(waiting=20, marked=24, done=3)]
)
def test_an_interim_release(due: Standing) -> None:
    assert is_due(due)


def test_too_few_cannot_be_drawn_from() -> None:
    with pytest.raises(ValueError, match="at least 20"):
        choose([bytes([n]) for n in range(19)])


def test_the_draw_is_uniform_over_those_who_wait() -> None:
    """Nobody's turn depends on when they answered: each stays behind with probability b/n."""
    waiting = [bytes([n]) for n in range(30)]
    generator = random.Random(11)  # noqa: S311 - a reproducible test
    rounds = 3_000

    drawn = Counter(name for _ in range(rounds) for name in choose(waiting, generator=generator))

    expected = rounds * (30 - BATCH) / 30
    assert all(abs(n - expected) < 5 * (expected * BATCH / 30) ** 0.5 for n in drawn.values())


def test_the_draw_says_nothing_by_its_order() -> None:
    drawn = choose([bytes([n]) for n in range(30)])

    assert drawn == sorted(drawn)
    assert len(set(drawn)) == 20


@given(
    eligible=st.integers(40, 200),
    arrivals=st.lists(st.integers(0, 60), min_size=1, max_size=30),
    seed=st.integers(0, 2**16),
)
def test_replay_no_two_revisions_and_the_final_release_differ_by_fewer_than_b(
    eligible: int, arrivals: list[int], seed: int
) -> None:
    generator = random.Random(seed)  # noqa: S311 - a reproducible test
    answered: list[bytes] = []
    marked: set[bytes] = set()
    revisions: list[frozenset[bytes]] = []
    for count in arrivals:
        fresh = min(count, eligible - len(answered))
        answered += [len(answered).to_bytes(2, "big") + bytes([n]) for n in range(fresh)]
        waiting = [name for name in answered if name not in marked]
        now = standing(eligible=eligible, waiting=len(waiting), marked=len(marked), done=len(revisions))
        if is_due(now):
            marked |= set(choose(waiting, generator=generator))
            revisions.append(frozenset(marked))
    final = frozenset(answered)

    assert len(revisions) <= 4
    published = [frozenset[bytes](), *revisions, *([final] if len(final) >= BATCH else [])]
    for index, earlier in enumerate(published):
        for later in published[index + 1 :]:
            assert len(earlier ^ later) >= BATCH
