"""From a school's answers to its core: the last place where answers are seen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring_worker.profiles.context import NO_SUBGROUPS, Blocks, ProfileContext, Routing, Subgroups
from scoring_worker.profiles.digest import input_digest
from scoring_worker.profiles.subgroup_core import subgroup_cores
from scoring_worker.profiles.tally import block_of, tally_school
from survey_core.disclosure import Conditions, SchoolCore, coarsen
from survey_core.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class ScoredSchool:
    """What is left of a school's answers once they are scored.

    Attributes:
        core: everything that may be known.
        digest: of the rows, with a secret.
    """

    core: SchoolCore
    digest: str


def score_school(
    *,
    instrument: Instrument,
    blocks: Blocks,
    routing: Routing,
    context: ProfileContext,
    pooled_sd: Mapping[str, float | None],
    subgroups: Subgroups = NO_SUBGROUPS,
) -> ScoredSchool:
    """Reduce a school's answers to its core; nothing after this sees an answer.

    The same rows, in any order, give the same core.

    Args:
        instrument: that was answered.
        blocks: factor id to answers, shape (n_rows, n_items), 0 = not answered; lines without any answer
            may be there or not.
        routing: routing question to answer value to how many gave it; empty for answers from elsewhere.
        context: everything that is not an answer.
        pooled_sd: per factor, the administration's pooled within-school SD (`pooled_sds`).
        subgroups: what the release kept of background questions; none for answers from elsewhere.

    Raises:
        ValueError: a block of the wrong shape, an answer outside its scale, or more lines with answers
            than responses.
    """
    _check(instrument, blocks, context)
    conditions = Conditions(
        responses=context.responses,
        eligible=context.eligible,
        replacements=context.replacements_issued,
        access=context.access,
        interim=context.interim,
        k=context.k,
        repeated=context.repeated,
    )
    tallies = tally_school(instrument, blocks=blocks, routing=routing, responses=context.responses)
    used = {factor.id: block_of(factor, blocks) for factor in instrument.factors}
    core = coarsen(conditions, factors=tallies, pooled_sd=pooled_sd)
    return ScoredSchool(
        core=replace(core, subgroups=subgroup_cores(core, subgroups, instrument=instrument)),
        digest=input_digest(used, secret=context.digest_secret),
    )


def _check(instrument: Instrument, blocks: Blocks, context: ProfileContext) -> None:
    unknown = set(blocks) - {factor.id for factor in instrument.factors}
    if unknown:
        raise ValueError(f"no such factor: {', '.join(sorted(unknown))}")
    for factor in instrument.factors:
        lines = int(block_of(factor, blocks).any(axis=1).sum())
        if lines > context.responses:
            raise ValueError(f"{factor.id}: more lines than responses")
