"""Exact tallies of a school's answers, for the disclosure engine: whole numbers and fractions only."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scoring_worker.profiles.context import Blocks, Routing
from scoring_worker.psychometrics.persons import PersonTotals, option_counts, person_totals
from survey_core.disclosure import Branch, FactorTally, ItemTally
from survey_core.instruments import Factor, Instrument, Scale


def tally_school(
    instrument: Instrument, *, blocks: Blocks, routing: Routing, responses: int
) -> list[FactorTally]:
    """Tally every factor, in instrument order.

    Raises:
        ValueError: a block of another shape than its factor, or an answer outside its scale.
    """
    return [
        tally_factor(
            factor,
            scale=instrument.scales[factor.scale],
            block=block_of(factor, blocks),
            branch=branch_of(instrument, factor=factor, blocks=blocks, routing=routing, responses=responses),
        )
        for factor in instrument.factors
    ]


def block_of(factor: Factor, blocks: Blocks) -> NDArray[np.int16]:
    """The factor's block; an empty one where nobody answered it."""
    block = blocks.get(factor.id)
    if block is None or block.size == 0:
        return np.zeros((0, len(factor.items)), dtype=np.int16)
    if block.ndim != 2 or block.shape[1] != len(factor.items):  # noqa: PLR2004 - lines and items
        raise ValueError(f"{factor.id}: a block has {len(factor.items)} columns, got shape {block.shape}")
    return block


def reversed_items(factor: Factor) -> NDArray[np.bool_]:
    """Shape (n_items,), True where agreement is unfavourable."""
    return np.array([item.reverse for item in factor.items])


def branch_of(
    instrument: Instrument, *, factor: Factor, blocks: Blocks, routing: Routing, responses: int
) -> Branch | None:
    """How many were asked the factor; None if everyone is.

    Responses collected elsewhere carry no routing answers: whoever answered anything that hangs on the
    same answer counts as asked.
    """
    if factor.ask_if is None:
        return None
    answers = routing.get(factor.ask_if.question)
    if answers:
        return Branch(asked=answers.get(factor.ask_if.is_, 0), answered=sum(answers.values()))
    same = [other for other in instrument.factors if other.ask_if == factor.ask_if]
    seen = max(int(block_of(other, blocks).any(axis=1).sum()) for other in same)
    return Branch(asked=seen, answered=responses)


def tally_factor(
    factor: Factor, *, scale: Scale, block: NDArray[np.int16], branch: Branch | None
) -> FactorTally:
    """Tally one factor exactly.

    Args:
        factor: with its items.
        scale: the scale they share.
        block: shape (n_rows, n_items), 0 = not answered.
        branch: answers to its routing question, None if everyone is asked.
    """
    persons = person_totals(block, reverse=reversed_items(factor), low=scale.low, high=scale.high)
    counts = option_counts(block, low=scale.low, high=scale.high).tolist()
    mean, variance = _moments(persons)
    return FactorTally(
        id=factor.id,
        low=scale.low,
        high=scale.high,
        n=int(persons.rows.size),
        mean=mean,
        variance=variance,
        rwg_j=_rwg_j(counts),
        ad_m=_ad_m(counts),
        items=tuple(
            ItemTally(id=item.id, counts=tuple(row)) for item, row in zip(factor.items, counts, strict=True)
        ),
        favourable=tuple(value - scale.low for value in scale.favourable),
        partitions=tuple(
            tuple(tuple(value - scale.low for value in cell) for cell in partition)
            for partition in scale.partitions
        ),
        branch=branch,
    )


def _moments(persons: PersonTotals) -> tuple[Fraction, Fraction]:
    """Mean and sample variance of the person scores, exactly; 0 where there is none."""
    n = int(persons.rows.size)
    total = squares = Fraction(0)
    for answered in np.unique(persons.answered).tolist():
        totals = persons.totals[persons.answered == answered]
        total += Fraction(int(totals.sum()), answered)
        squares += Fraction(int((totals**2).sum()), answered**2)
    if n == 0:
        return Fraction(0), Fraction(0)
    mean = total / n
    return mean, (squares - n * mean**2) / (n - 1) if n > 1 else Fraction(0)


def _item_variance(counts: list[int]) -> Fraction | None:
    n = sum(counts)
    if n < 2:  # noqa: PLR2004 - a variance needs two
        return None
    total = sum(place * count for place, count in enumerate(counts))
    squares = sum(place**2 * count for place, count in enumerate(counts))
    return Fraction(n * squares - total**2, n * (n - 1))


def _rwg_j(counts: list[list[int]]) -> Fraction | None:
    """`psychometrics.agreement.rwg_j` in fractions."""
    variances = [_item_variance(row) for row in counts]
    known = [variance for variance in variances if variance is not None]
    if not known or len(known) < len(variances):
        return None
    n_items, n_options = len(counts), len(counts[0])
    ratio = min(sum(known, Fraction(0)) / n_items / Fraction(n_options**2 - 1, 12), Fraction(1))
    return n_items * (1 - ratio) / (n_items * (1 - ratio) + ratio)


def _ad_m(counts: list[list[int]]) -> Fraction | None:
    """Mean over the items of `psychometrics.agreement.mean_deviation`, in fractions."""
    if not counts or any(sum(row) == 0 for row in counts):
        return None
    return sum((_item_deviation(row) for row in counts), Fraction(0)) / len(counts)


def _item_deviation(counts: list[int]) -> Fraction:
    n = sum(counts)
    mean = Fraction(sum(place * count for place, count in enumerate(counts)), n)
    return sum((count * abs(place - mean) for place, count in enumerate(counts)), Fraction(0)) / n
