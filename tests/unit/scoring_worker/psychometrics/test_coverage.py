"""The bench's simulations in short, with fixed seeds: coverage, calibration, how well splits are found."""

import numpy as np
import pytest

from infra.bench import calibration, coverage, disagreement_table
from infra.bench.faculties import ITEMS, LIKE_REAL, SHAPES, Turnout, person_totals, turnouts

SEED = 7
TURNOUTS = [
    Turnout(8, 0.65, 5),
    Turnout(12, 0.4, 5),
    Turnout(20, 0.65, 13),
    Turnout(40, 0.8, 32),
    Turnout(80, 0.99, 79),
    Turnout(120, 0.5, 60),
]


def test_the_grid_is_the_one_promised() -> None:
    grid = list(turnouts())

    assert {turnout.eligible for turnout in grid} == {8, 12, 20, 40, 80, 120}
    assert {turnout.rate for turnout in grid} == {0.4, 0.5, 0.65, 0.8, 0.9, 0.99}
    assert min(turnout.n for turnout in grid) == 5
    assert all(turnout.n < turnout.eligible for turnout in grid)


@pytest.mark.parametrize("turnout", TURNOUTS, ids=lambda turnout: f"{turnout.n} of {turnout.eligible}")
@pytest.mark.parametrize("shape", LIKE_REAL)
def test_intervals_cover_as_often_as_they_say(shape: str, turnout: Turnout) -> None:
    cell = coverage.measure(SHAPES[shape], turnout, seed=SEED, faculties=5_000, published_faculties=300)

    assert 0.93 <= cell.full <= 0.97
    assert cell.published >= 0.93


def test_everyone_answered_always_covers() -> None:
    everyone = Turnout(12, 1.0, 12)

    for shape in SHAPES.values():
        assert coverage.measure(shape, everyone, seed=SEED, faculties=200, published_faculties=1).full == 1


def test_strong_skew_and_few_answers_cover_less_as_documented() -> None:
    """Samples without one of the unhappy see too little spread; from forty eligible at 65 % it has passed."""
    few = coverage.measure(
        SHAPES["one in ten unhappy"], Turnout(12, 0.4, 5), seed=SEED, faculties=5_000, published_faculties=300
    )
    more = coverage.measure(
        SHAPES["one in ten unhappy"],
        Turnout(40, 0.8, 32),
        seed=SEED,
        faculties=5_000,
        published_faculties=300,
    )

    assert 0.87 <= few.full < 0.93
    assert few.published >= 0.95  # the pooled spread stands in below eight answers
    assert 0.93 <= more.full <= 0.97


def test_a_narrower_interval_would_be_noticed() -> None:
    """Positive control: intervals without the t distribution's width fall short of the bar."""
    rng = np.random.default_rng(SEED)
    totals = person_totals(SHAPES["bell"], faculties=4_000, eligible=12, rng=rng)
    scores = totals[:, :6] / ITEMS
    half = 1.96 * np.sqrt(scores.var(axis=1, ddof=1) / 6 * 0.5)
    narrow = np.stack([scores.mean(axis=1) - half, scores.mean(axis=1) + half], axis=1)

    assert coverage.covered(narrow, totals) < 0.93


def test_level_probabilities_come_true() -> None:
    claims = [calibration.full_claims(turnout, seed=SEED, faculties=6_000) for turnout in turnouts()]
    bins = calibration.binned(claims)

    assert len(bins) == 10
    assert all(entry.claims > 2_000 for entry in bins)
    for entry in bins:
        assert entry.true == pytest.approx(entry.claimed, abs=0.03), entry


def test_published_level_probabilities_come_true() -> None:
    shown = [turnout for turnout in turnouts() if turnout.n >= calibration.LEVELS_FROM * turnout.eligible]
    bins = calibration.binned(
        [calibration.published_claims(turnout, seed=SEED, faculties=700) for turnout in shown]
    )

    assert bins[-1].true >= bins[-1].claimed - 0.03
    assert bins[0].true <= bins[0].claimed + 0.03
    assert calibration.largest_difference(bins) <= 0.03


def test_a_wrong_claim_would_be_noticed() -> None:
    """Positive control: claims of a normal distribution in place of t are too sure of themselves."""
    claimed, true = calibration.full_claims(Turnout(12, 0.5, 6), seed=SEED, faculties=20_000)
    bold = claimed**3 / (claimed**3).sum(axis=1, keepdims=True)

    assert calibration.largest_difference(calibration.binned([(bold, true)])) > 0.03


def test_splits_are_found_and_better_with_more_answers() -> None:
    """Where camps are apart the ranking is as good as the rule's choice among indices promised."""
    lines = {
        n: disagreement_table.measure(n, published=False, population="apart", seed=SEED, faculties=400)
        for n in (8, 20, 80)
    }

    assert [lines[n].auc for n in (8, 20, 80)] == pytest.approx([0.94, 0.99, 1.0], abs=0.02)
    assert lines[8].auc < lines[20].auc < lines[80].auc
    assert lines[8].sensitivity_clear < lines[20].sensitivity_clear < lines[80].sensitivity_clear
    assert all(line.specificity_clear > 0.95 for line in lines.values())
    assert all(line.specificity_possible > 0.85 for line in lines.values())


def test_published_flags_are_withheld_rather_than_guessed() -> None:
    line = disagreement_table.measure(12, published=True, population="apart", seed=SEED, faculties=400)

    assert 0 < line.flags < 400
    assert line.found < line.sensitivity_possible
    assert line.specificity_clear > 0.95
