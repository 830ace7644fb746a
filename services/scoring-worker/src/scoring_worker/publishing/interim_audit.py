"""R7 for interim releases: may this one stand beside those that are out and beside the final one?

The people of interim releases grow from one to the next, and all of them are in the final release. So each
factor has a chain of groups, one inside the other, and the auditor looks at the people between two of them.
Whether somebody new joined the branch of a factor is drawn by lot, so a batch of ten may hold very few of
those who were asked it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring_worker.profiles.context import Blocks
from scoring_worker.profiles.tally import block_of, reversed_items
from scoring_worker.psychometrics.persons import person_totals
from survey_core.disclosure import SchoolCore
from survey_core.disclosure.auditor import Table, choose
from survey_core.instruments import Instrument

INTERIM = "interim_release"


@dataclass(frozen=True)
class Sizes:
    """People behind an interim release and behind the final one as it stands, per factor.

    Attributes:
        now: factor to persons scored among those in the release.
        everyone: factor to persons scored among all responses so far; the final release has them and more.
    """

    now: Mapping[str, int]
    everyone: Mapping[str, int]


def people_scored(instrument: Instrument, blocks: Blocks) -> dict[str, int]:
    """Count the persons that each factor scores."""
    counts = {}
    for factor in instrument.factors:
        scale = instrument.scales[factor.scale]
        totals = person_totals(
            block_of(factor, blocks), reverse=reversed_items(factor), low=scale.low, high=scale.high
        )
        counts[factor.id] = int(totals.rows.size)
    return counts


def may_be_published(core: SchoolCore, *, earlier: Sequence[SchoolCore], sizes: Sizes) -> bool:
    """Whether the interim release tells of no fewer than k people, whatever else is or will be published.

    Args:
        core: of the release.
        earlier: cores of the interim releases that are out, oldest first.
        sizes: see there.
    """
    return all(
        _factor_may_be(factor, earlier=earlier, sizes=sizes, k=core.conditions.k)
        for factor, own in core.factors.items()
        if own.mean is not None
    )


def _factor_may_be(factor: str, *, earlier: Sequence[SchoolCore], sizes: Sizes, k: int) -> bool:
    """One factor's chain; where the size of a branch is not kept exactly, with every size it can have had."""
    shown = [core.factors[factor] for core in earlier if core.factors[factor].mean is not None]
    # A branch that left out one to k - 1 people is stored with the smallest size it can have had (R5).
    unknown = range(k - 1) if any(own.estimated for own in shown) else range(1)
    return all(
        _chain_is_safe(
            [own.n + more for own in shown], now=sizes.now[factor], all_=sizes.everyone[factor], k=k
        )
        for more in unknown
    )


def _chain_is_safe(out: Sequence[int], *, now: int, all_: int, k: int) -> bool:
    """Audit groups that lie one inside the other.

    Args:
        out: people in the releases that are out, growing.
        now: people in this one.
        all_: people in the final one as it stands.
        k: fewest people anything is shown for.
    """
    steps = [*out, now, all_]
    sizes = {
        str(place): max(people - before, 0)
        for place, (before, people) in enumerate(zip([0, *steps], steps, strict=False))
    }
    # Who is still to answer cannot be told: where nobody waits, the next may be the only one.
    last = str(len(steps) - 1)
    sizes[last] = max(sizes[last], 1)
    inside = [frozenset(map(str, range(place + 1))) for place in range(len(steps))]
    tables = [Table(name="out", kind="published", groups=tuple(inside[:-2]))] if out else []
    tables.append(Table(name="final", kind="school_profile", groups=(inside[-1],)))
    tables.append(Table(name=INTERIM, kind="interim_release", groups=(inside[-2],)))
    return not choose(tables, sizes=sizes, k=k)
