import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest

from tests.privacy.linkage import pages
from tests.privacy.linkage.attacks import by_place
from tests.privacy.linkage.chance import score, together
from tests.privacy.linkage.copies import parse_block
from tests.privacy.linkage.guessing import assign, even_places, places
from tests.privacy.linkage.outcomes import background, everything
from tests.privacy.linkage.people import Line
from tests.privacy.linkage.traces import Trace

N = 12


def people(n: int, *, factors: int = 3, seed: int) -> list[list[Line]]:
    """Random lines of four answers."""
    draw = np.random.default_rng(seed)
    truth: list[list[Line]] = []
    for factor in draw.integers(1, 7, size=(factors, n, 4)).tolist():
        lines: list[Line] = [tuple(line) for line in factor]
        truth.append(lines)
    return truth


def trace(truth: list[list[Line]], *, stored: Sequence[Sequence[Line]]) -> Trace:
    arrival = even_places(len(truth[0]))
    shown = {"order": stored, "wal": stored}
    return Trace(codes={"wal": arrival}, passes={"wal": arrival}, blocks=shown, truth=truth)


def sorted_blocks(truth: list[list[Line]]) -> Sequence[Sequence[Line]]:
    return [sorted(line for line in factor if line) for factor in truth]


def as_they_came(truth: list[list[Line]], *, step: int = 1) -> Sequence[Sequence[Line]]:
    return [[line for line in factor if line][::step] for factor in truth]


def test_chance_is_the_mean_over_every_deal_of_the_guesses() -> None:
    """Brute force over all permutations, with duplicate lines, people without a line and missing guesses."""
    truth: list[list[Line]] = [[(1, 1), (1, 1), (2, 3), (4, 4), None], [(5,), (5,), (5,), (6,), (1,)]]
    guesses: list[list[Line]] = [[(2, 3), (1, 1), None, (1, 1), (4, 4)], [(6,), (5,), (5,), (1,), (5,)]]
    shares = []
    for deal in itertools.permutations(range(5)):
        right = [
            sum(given[k] is not None and given[k] == guessed[i] for i, k in enumerate(deal))
            / sum(line is not None for line in given)
            for guessed, given in zip(guesses, truth, strict=True)
        ]
        shares.append(sum(right) / len(right))

    found = score(guesses, truth)

    assert found.linked == pytest.approx(shares[0])
    assert found.chance == pytest.approx(np.mean(shares))
    assert found.variance == pytest.approx(np.var(shares))


def test_the_standard_error_of_chance_is_what_blind_guesses_show() -> None:
    draw = np.random.default_rng(5)
    scores = []
    for seed in range(300):
        truth = people(N, seed=seed)
        guesses = [[factor[k] for k in draw.permutation(N)] for factor in truth]
        scores.append(score(guesses, truth))

    found = together(scores)
    spread = np.std([each.linked for each in scores], ddof=1) / math.sqrt(len(scores))

    assert found.chance == pytest.approx(1 / N, rel=0.02)
    assert found.se == pytest.approx(spread, rel=0.15)
    assert abs(found.linked - found.chance) < 4 * found.se


def test_ties_are_not_broken_by_the_order_in_which_people_came() -> None:
    nothing = np.full(N, np.nan)
    scores = []
    for seed in range(300):
        truth = people(N, seed=seed)
        scores.append(by_place(nothing, truth, truth, generator=np.random.default_rng(seed)))

    found = together(scores)

    assert found.linked <= found.bound


@pytest.mark.parametrize("step", [1, -1])
def test_an_attacker_with_training_links_any_order_of_people(step: int) -> None:
    """Also a backward one, which nobody told him of."""
    kept = [trace(truth, stored=as_they_came(truth, step=step)) for truth in _waves(20)]

    assert everything(kept).linked > 0.9


def test_he_links_nothing_when_lines_are_sorted() -> None:
    kept = [trace(truth, stored=sorted_blocks(truth)) for truth in _waves(100)]

    for found in (everything(kept), background(kept)):
        assert found.linked <= found.bound


def test_background_finds_whole_rows_where_they_are_kept() -> None:
    kept = [trace(truth, stored=as_they_came(truth)) for truth in _waves(20)]

    assert background(kept).linked > 0.9


def test_an_assignment_may_leave_people_without_a_line() -> None:
    cost = np.array([[0.0, 9.0], [9.0, 9.0], [9.0, 0.0]])

    assert assign(cost, generator=np.random.default_rng(1)) == [0, None, 1]


def test_places_keep_what_was_not_found() -> None:
    found = places([30.0, math.nan, 10.0, 20.0])

    assert np.array_equal(found, [1.0, np.nan, 0.0, 0.5], equal_nan=True)


def test_pages_are_searched_at_every_offset_and_read_in_the_order_of_writing() -> None:
    first, second, third, absent = (bytes([n]) * 32 for n in (1, 2, 3, 4))
    page = bytearray(2 * pages.PAGE)
    page[8000:8032], page[7001:7033], page[8192 + 5 : 8192 + 37] = first, second, third

    found = pages.search(bytes(page), [first, second, third, absent])

    assert sorted(found, key=lambda name: found[name]) == [first, second, third]


def test_a_block_is_read_as_postgresql_writes_it() -> None:
    assert parse_block("{{1,2},{3,0}}") == [(1, 2), (3, 0)]
    assert parse_block("{}") == []


def _waves(n: int) -> list[list[list[Line]]]:
    return [people(N, seed=seed) for seed in range(n)]
