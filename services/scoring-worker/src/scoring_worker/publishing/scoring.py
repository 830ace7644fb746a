"""From what a release left in the database to what scoring takes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import numpy as np

from scoring_worker.profiles.context import Blocks, MemberSchool, ProfileContext, Routing
from scoring_worker.profiles.scored import ScoredSchool, score_school
from scoring_worker.publishing.queries import ParticipationRow, StoredAnswers
from scoring_worker.stored_instrument import instrument_of

PooledSds = Mapping[str, float | None]


def score(
    row: ParticipationRow, stored: StoredAnswers, *, context: ProfileContext, pooled: PooledSds
) -> ScoredSchool:
    """Reduce a participation's answers to its core."""
    return score_school(
        instrument=instrument_of(row.instrument),
        blocks=blocks_of(stored),
        routing=routing_of(stored),
        context=context,
        pooled_sd=pooled,
        subgroups=stored.subgroups,
    )


def blocks_of(stored: StoredAnswers) -> Blocks:
    """The blocks as arrays."""
    return {factor: np.array(block, dtype=np.int16) for factor, block in stored.blocks.items()}


def routing_of(stored: StoredAnswers) -> Routing:
    """The routing counts by question."""
    counts: dict[str, dict[str, int]] = {}
    for (question, value), n in stored.routing.items():
        counts.setdefault(question, {})[value] = n
    return counts


def context_of(
    row: ParticipationRow, stored: StoredAnswers, *, profile_id: UUID, revision: int, interim: bool
) -> ProfileContext:
    """Everything about a participation that is not an answer, published today."""
    return ProfileContext(
        profile_id=str(profile_id),
        revision=revision,
        school_id=str(row.school_id),
        school_name=row.school_name,
        external_ids=_pairs(row.external_ids),
        administration_id=str(row.administration_id),
        eligible=row.eligible,
        responses=stored.accepted,
        replacements_issued=row.replacements_issued,
        access=row.access,
        k=row.k,
        interim=interim,
        released_on=datetime.now(UTC).date(),
        digest_secret=stored.digest_secret,
        synthetic=row.synthetic,
        members=tuple(
            MemberSchool(id=one["id"], name=one["name"], external_ids=_pairs(one["external_ids"]))
            for one in row.members
        ),
        repeated=row.repeat_within_90_days,
    )


def _pairs(external_ids: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((entry["system"], entry["value"]) for entry in external_ids)
