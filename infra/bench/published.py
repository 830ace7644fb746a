"""What is published of a made-up factor: reduced to its core first, by the product's own functions."""

from fractions import Fraction
from functools import lru_cache

from infra.bench.faculties import HIGH, ITEMS, LOW
from scoring_worker.profiles.placing import PlacedFactor, place_factor
from survey_core.disclosure import CodedMean, FactorCore
from survey_core.disclosure.factors import coarse_sd
from survey_core.disclosure.means import coded_mean
from survey_core.disclosure.standing import ITEM_ANSWERS
from survey_core.instruments import shipped

SCALE = shipped("internal-coherence").scales["agreement6"]


def published(total: int, *, squares: int, n: int, eligible: int, pooled: float | None) -> PlacedFactor:
    """What is published of a factor of five items.

    Args:
        total: sum of the persons' totals.
        squares: sum of their squares.
        n: persons.
        eligible: N.
        pooled: the administration's within-school SD, None where there is none.

    Raises:
        ValueError: nothing would be published.
    """
    mean = _mean(total, n)
    if mean is None:
        raise ValueError(f"no mean is published for n = {n}")
    return _placed(mean, _sd(n * squares - total**2, n, pooled), n, eligible)


@lru_cache(maxsize=1 << 14)
def _mean(total: int, n: int) -> CodedMean | None:
    return coded_mean(Fraction(total, ITEMS * n), n=n, n_items=ITEMS, low=LOW, high=HIGH)


@lru_cache(maxsize=1 << 16)
def _sd(spread: int, n: int, pooled: float | None) -> Fraction:
    variance = Fraction(spread, n * (n - 1) * ITEMS**2)
    return coarse_sd(variance, own=n >= ITEM_ANSWERS, pooled=pooled, low=LOW, high=HIGH)


@lru_cache(maxsize=1 << 16)
def _placed(mean: CodedMean, sd: Fraction, n: int, eligible: int) -> PlacedFactor:
    core = FactorCore(n=n, eligible=eligible, estimated=False, mean=mean, sd=sd)
    placed = place_factor(core, scale=SCALE)
    if placed is None:
        raise ValueError("a core with a mean and a spread has a place")
    return placed
