"""How well the disagreement flag finds faculties that are split, from those who answered."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scipy import stats

from infra.bench.published import SCALE
from scoring_worker.profiles.item_part import split_rule
from scoring_worker.psychometrics.disagreement import (
    CLEAR,
    POSSIBLE,
    camps_shown,
    seed_of,
    single_cells,
    split_probability,
)
from survey_core.disclosure.items import ItemShares, coarsen_item, partitions_of
from survey_core.instruments import shipped

ANSWERS = (8, 12, 20, 40, 80)
RATE = 0.65
"""The lowest rate at which items are published: the hardest case."""
FACULTIES = 1_000
"""For each number of answers."""
SEED = 20261122
OPTIONS = SCALE.options
RULE = split_rule(shipped("internal-coherence"), SCALE)
Population = Literal["near the edge", "apart"]
POPULATIONS: tuple[Population, ...] = ("near the edge", "apart")
"""Camps of any size at any distance, many of them near the rule's edge; or one camp, or two large ones."""
LARGE_CAMP = 0.3
"""Where camps are apart, the smaller one is at least this share of a faculty, or at most a third of it."""
FAVOURABLE = [value - SCALE.low for value in SCALE.favourable]


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes:
        n: answers.
        eligible: N.
        flags: faculties the flag could be computed for.
        split: share of all faculties that are split.
        auc: chance that a split faculty has a higher probability than one that is not.
        sensitivity_possible: share of split faculties with a flag.
        specificity_possible: share of the others without one.
        sensitivity_clear: share of split faculties whose flag is clear.
        specificity_clear: share of the others without a clear one.
        found: share of all split faculties, those without a flag counted, that are told possible or clear.
    """

    n: int
    eligible: int
    flags: int
    split: float
    auc: float
    sensitivity_possible: float
    specificity_possible: float
    sensitivity_clear: float
    specificity_clear: float
    found: float


def run(console: Console) -> dict[str, Any]:
    """Measure; returns what goes under "disagreement" in build/bench.json."""
    lines = {
        f"{kind}, {population}": [
            measure(n, published=kind == "published", population=population, seed=SEED)
            for n in track(ANSWERS, description=f"disagreement, {kind}, {population}", console=console)
        ]
        for population in POPULATIONS
        for kind in ("full", "published")
    }
    for name, own in lines.items():
        console.print(_table(name, own))
    return {
        "response_rate": RATE,
        "faculties_per_line": FACULTIES,
        **{name: [asdict(line) for line in own] for name, own in lines.items()},
    }


def measure(
    n: int,
    *,
    published: bool,
    population: Population,
    seed: int,
    faculties: int = FACULTIES,
    rate: float = RATE,
) -> Line:
    """Draw faculties of which n answered, flag them, and compare with the rule on the whole faculty."""
    eligible = int(n / rate)
    rng = np.random.default_rng([seed, n])
    truth: list[bool] = []
    claimed: list[float] = []
    for whole in draw_counts(faculties, eligible=eligible, population=population, rng=rng):
        answered = rng.multivariate_hypergeometric(whole, n)
        probability = flagged(answered, eligible=eligible, published=published)
        truth.append(_probability(whole, single_cells(OPTIONS), eligible) == 1)
        claimed.append(np.nan if probability is None else probability)
    return _line(n, eligible, truth=np.array(truth), claimed=np.array(claimed))


def draw_counts(
    faculties: int, *, eligible: int, population: Population, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Answers of whole faculties to one statement, shape (faculties, n_options).

    Some answer around one place of the scale, the others around another; how far apart the two places are and
    how much the members of a camp differ varies.
    """
    share = rng.uniform(0, 2 * LARGE_CAMP, (faculties, 1))
    if population == "apart":
        share = np.where(share < LARGE_CAMP, share / 3, share)
    low, high = rng.uniform(0.05, 0.45, (faculties, 1)), rng.uniform(0.5, 0.95, (faculties, 1))
    if population == "apart":
        low, high = low / 2, 1 - (1 - high) / 2
    tightness = rng.uniform(3, 20, (faculties, 1))
    centre = np.where(rng.random((faculties, eligible)) < share, low, high)
    places = rng.binomial(OPTIONS - 1, rng.beta(centre * tightness, (1 - centre) * tightness))
    return np.asarray((places[:, :, np.newaxis] == np.arange(OPTIONS)).sum(axis=1), dtype=np.int64)


def flagged(counts: NDArray[np.int64], *, eligible: int, published: bool) -> float | None:
    """Posterior probability of a split; None where the published groups of options cannot tell."""
    if not published:
        return _probability(counts, single_cells(OPTIONS), eligible)
    shares = coarsen_item(
        counts.tolist(),
        discounted=0,
        asked=int(counts.sum()),
        partitions=partitions_of(OPTIONS),
        favourable=FAVOURABLE,
    ).shares
    if not isinstance(shares, ItemShares) or not camps_shown(shares.partition, RULE):
        return None
    return _probability(np.array(shares.counts), shares.partition, eligible)


def _probability(counts: NDArray[np.int64], cells: Sequence[Sequence[int]], eligible: int) -> float:
    seed = seed_of(scoring_version="bench", item="item", counts=counts.tolist(), eligible=eligible)
    return split_probability(counts, cells=cells, eligible=eligible, rule=RULE, seed=seed)


def _line(n: int, eligible: int, *, truth: NDArray[np.bool_], claimed: NDArray[np.float64]) -> Line:
    told = ~np.isnan(claimed)
    yes, no = claimed[truth & told], claimed[~truth & told]
    return Line(
        n=n,
        eligible=eligible,
        flags=int(told.sum()),
        split=float(truth.mean()),
        auc=float(stats.mannwhitneyu(yes, no).statistic / (yes.size * no.size)),
        sensitivity_possible=float((yes >= POSSIBLE).mean()),
        specificity_possible=float((no < POSSIBLE).mean()),
        sensitivity_clear=float((yes >= CLEAR).mean()),
        specificity_clear=float((no < CLEAR).mean()),
        found=float((claimed[truth] >= POSSIBLE).mean()),
    )


def _table(name: str, lines: list[Line]) -> Table:
    table = Table(title=f"Broad disagreement, {name}: sensitivity / specificity in % at {RATE:.0%} response")
    for heading in (
        "answers",
        "eligible",
        "flags told",
        "split",
        "AUC",
        "possible or clear",
        "clear",
        "found",
    ):
        table.add_column(heading, justify="right")
    for line in lines:
        table.add_row(
            str(line.n),
            str(line.eligible),
            f"{line.flags:,}",
            f"{100 * line.split:.0f} %",
            f"{line.auc:.3f}",
            f"{100 * line.sensitivity_possible:.0f} / {100 * line.specificity_possible:.0f}",
            f"{100 * line.sensitivity_clear:.0f} / {100 * line.specificity_clear:.0f}",
            f"{100 * line.found:.0f} %",
        )
    return table
