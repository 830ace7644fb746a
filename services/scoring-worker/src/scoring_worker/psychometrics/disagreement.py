"""Whether a faculty is split into two camps on a statement, given who has not answered.

Consensus with a minimum size of both camps was the best of eight indices in simulation (AUC .94, .99 and
1.0 at n = 8, 20 and 80); bimodality and entropy were useless, a_WG and r_WG took skew for a split.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scoring_worker.psychometrics.agreement import consensus
from scoring_worker.psychometrics.items import item_mean
from scoring_worker.psychometrics.urns import at_least, divide

STANDARD_ERROR = 0.0112
"""Largest standard error a probability may have from being drawn."""
FIRST_DRAWS, DRAWS = 500, 2_000
"""Draws from the posterior: the first are enough where nearly all or hardly any of them are split."""

NEGLIGIBLE = 1e-4
"""Below this probability of a large enough camp nothing is drawn: 2,000 draws would hardly tell it from 0."""

_SLACK = 1e-9

CLEAR, POSSIBLE = 0.8, 0.5
"""Posterior probabilities from which a split is called clear, or possible."""

Flag = Literal["none", "possible", "clear"]
Cell = Sequence[int]


@dataclass(frozen=True, kw_only=True)
class SplitRule:
    """When an item counts as broad disagreement; from the instrument document.

    Attributes:
        n_options: K.
        camps: two groups of option places (0 = lowest option), the low camp first.
        consensus_below: consensus must be below this.
        camp_share_at_least: both camps must hold at least this share.
    """

    n_options: int
    camps: tuple[tuple[int, ...], tuple[int, ...]]
    consensus_below: float
    camp_share_at_least: float


@dataclass(frozen=True, eq=False)
class _Layout:
    """How cells lie among the options and the camps.

    Attributes:
        prior: shape (n_cells,), weight of each cell before anyone has answered: one answer, spread evenly.
        groups: numbers of the cells in the low camp, in the high camp and, if there are any, in neither.
        cell_of: shape (n_options,), the cell of each option; None where every option is its own cell.
        sizes: shape (n_options, 1), how many options share that cell.
    """

    prior: NDArray[np.float64]
    groups: list[list[int]]
    cell_of: NDArray[np.int64] | None
    sizes: NDArray[np.int64]


def single_cells(n_options: int) -> list[list[int]]:
    """Every option a cell of its own: nothing merged."""
    return [[place] for place in range(n_options)]


def camps_shown(cells: Sequence[Cell], rule: SplitRule) -> bool:
    """Tell whether both camps are whole cells, so that their sizes can be read off them."""
    return all(sum(len(cell) for cell in cells if set(cell) <= set(camp)) == len(camp) for camp in rule.camps)


def split_probability(
    counts: NDArray[np.int64], *, cells: Sequence[Cell], eligible: int | None, rule: SplitRule, seed: bytes
) -> float:
    """Posterior probability that the whole faculty is split.

    p ~ Dirichlet(f_c + |c|/K); the N - n unseen ~ Multinomial(p); faculty = f + unseen. Merging options
    into cells first gives the same posterior as merging them afterwards. Within a cell the answers
    are taken as evenly spread over its options. Where a camp is all but certain to stay too small nothing is
    drawn and the answer is 0, which is then right to within 0.0001.

    Args:
        counts: shape (n_cells,), answers per cell; at least one answer.
        cells: the option places of each cell; both camps must be whole cells.
        eligible: N; None for an unlimited faculty.
        rule: when an item counts as split.
        seed: makes the draws repeatable; see `seed_of`.

    Raises:
        ValueError: a camp is not made of whole cells.
    """
    if not camps_shown(cells, rule):
        raise ValueError("the camps cannot be read off these cells")
    seen, layout = np.asarray(counts, dtype=np.int64), _layout_of(cells, rule)
    if eligible is None:
        shares = _generator(seed).dirichlet(seen + layout.prior, size=DRAWS)
        return float(_is_split(shares.T, layout=layout, rule=rule).mean())
    unseen = max(eligible - int(seen.sum()), 0)
    if unseen == 0:
        return float(_is_split(seen[:, np.newaxis], layout=layout, rule=rule)[0])
    return _drawn_probability(seen, unseen=unseen, layout=layout, rule=rule, seed=seed)


def _drawn_probability(
    seen: NDArray[np.int64], *, unseen: int, layout: _Layout, rule: SplitRule, seed: bytes
) -> float:
    """Draw how the unseen divide: over the camps, then within them where both camps are large enough."""
    groups, weights = layout.groups, seen + layout.prior
    of_groups = [float(weights[group].sum()) for group in groups]
    smallest = math.ceil(rule.camp_share_at_least * (int(seen.sum()) + unseen) - _SLACK)
    needed = [smallest - int(seen[group].sum()) for group in groups[:2]]
    if out_of_reach(needed, unseen=unseen, weights=of_groups):
        return 0.0
    rng = _generator(seed)

    def count(draws: int) -> int:
        divided = divide(rng, np.full(draws, unseen), weights=of_groups)
        divided = divided[:, (divided[0] >= needed[0]) & (divided[1] >= needed[1])]
        faculties = np.repeat(seen[:, np.newaxis], divided.shape[1], axis=1)
        for group, people in zip(groups, divided, strict=True):
            faculties[group] += divide(rng, people, weights=weights[group])
        return int(np.count_nonzero(_is_split(faculties, layout=layout, rule=rule)))

    split = count(FIRST_DRAWS)
    if split * (FIRST_DRAWS - split) <= FIRST_DRAWS**3 * STANDARD_ERROR**2:
        return split / FIRST_DRAWS
    return (split + count(DRAWS - FIRST_DRAWS)) / DRAWS


def out_of_reach(needed: Sequence[int], *, unseen: int, weights: Sequence[float]) -> bool:
    """Tell whether the camps cannot both grow by what they need, or only with negligible probability."""
    if sum(max(more, 0) for more in needed) > unseen:
        return True
    return any(
        at_least(more, people=unseen, first=weight, rest=sum(weights) - weight) < NEGLIGIBLE
        for more, weight in zip(needed, weights, strict=False)
    )


def mean_interval_of_posterior(
    counts: NDArray[np.int64], *, low: int, eligible: int | None, seed: bytes
) -> tuple[float, float]:
    """Central 95 % of the posterior of the whole faculty's mean answer, in scale points.

    For answers without any spread, where the usual interval would have no width.

    Args:
        counts: shape (n_options,), answers per option, lowest first; at least one answer.
        low: lowest answer value.
        eligible: N; None for an unlimited faculty.
        seed: makes the draws repeatable; see `seed_of`.
    """
    seen, rng = np.asarray(counts, dtype=np.int64), _generator(seed)
    weights = seen + _prior(single_cells(seen.size))
    if eligible is None:
        faculty = rng.dirichlet(weights, size=DRAWS)
    else:
        unseen = np.full(DRAWS, max(eligible - int(seen.sum()), 0))
        faculty = np.asarray(seen + divide(rng, unseen, weights=weights).T, dtype=np.float64)
    means = item_mean(faculty, low=low)
    lower, upper = np.quantile(means, [0.025, 0.975])
    return float(lower), float(upper)


def flag_of(probability: float) -> Flag:
    """The word for a posterior probability."""
    if probability >= CLEAR:
        return "clear"
    return "possible" if probability >= POSSIBLE else "none"


def seed_of(*, scoring_version: str, item: str, counts: Sequence[int], eligible: int | None) -> bytes:
    """Seed the draws from what they are about, so that equal inputs give equal profiles."""
    text = "|".join([scoring_version, item, ",".join(str(count) for count in counts), str(eligible)])
    return hashlib.sha256(text.encode()).digest()


def _generator(seed: bytes) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(int.from_bytes(seed, "big")))


def _layout_of(cells: Sequence[Cell], rule: SplitRule) -> _Layout:
    return _layout(tuple(map(tuple, cells)), rule)


@cache
def _layout(cells: tuple[tuple[int, ...], ...], rule: SplitRule) -> _Layout:
    camps = [[n for n, cell in enumerate(cells) if set(cell) <= set(camp)] for camp in rule.camps]
    neither = [n for n in range(len(cells)) if not any(n in camp for camp in camps)]
    cell_of = [next(n for n, cell in enumerate(cells) if place in cell) for place in range(rule.n_options)]
    return _Layout(
        prior=_prior(cells),
        groups=[*camps, neither] if neither else camps,
        cell_of=None if len(cells) == rule.n_options else np.array(cell_of),
        sizes=np.array([[len(cells[n])] for n in cell_of]),
    )


def _prior(cells: Sequence[Cell]) -> NDArray[np.float64]:
    sizes = np.array([len(cell) for cell in cells], dtype=np.float64)
    return np.asarray(sizes / sizes.sum())


def _is_split(
    faculties: NDArray[np.float64] | NDArray[np.int64], *, layout: _Layout, rule: SplitRule
) -> NDArray[np.bool_]:
    """Tell of each faculty, a column of shape (n_cells, n_faculties), whether it is split."""
    low, high, *_ = (faculties[group].sum(axis=0) for group in layout.groups)
    # A hair of slack: 0.2 of 30 people is 6 people, whatever the last bit says.
    large = np.minimum(low, high) >= (rule.camp_share_at_least - _SLACK) * faculties.sum(axis=0)
    spread = faculties if layout.cell_of is None else faculties[layout.cell_of] / layout.sizes
    return np.asarray(large & (consensus(spread.T) < rule.consensus_below))
