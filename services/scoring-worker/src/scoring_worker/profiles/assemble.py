"""Assemble the published profile: from the core of a school, and of its earlier administration."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from scoring_worker.districts.comparison import Compared, compared_school
from scoring_worker.districts.core import DistrictCore
from scoring_worker.profiles.change_part import EarlierProfile, changes
from scoring_worker.profiles.context import Blocks, ProfileContext
from scoring_worker.profiles.domain_part import domain_part
from scoring_worker.profiles.factor_part import factor_part
from scoring_worker.profiles.notes import notes
from scoring_worker.profiles.placing import PlacedFactor, place_factor
from scoring_worker.profiles.start import levelled, leverage, start_here, why_no_start
from scoring_worker.profiles.subgroup_part import subgroup_tables
from scoring_worker.profiles.tally import block_of, reversed_items
from scoring_worker.profiles.version import SCORING_VERSION
from scoring_worker.psychometrics.persons import person_totals, pooled_within_sd
from survey_core.contracts import profile as document
from survey_core.contracts.measures import Change, Domain, Suppressed
from survey_core.disclosure import SchoolCore
from survey_core.instruments import Instrument


def pooled_sds(instrument: Instrument, *, schools: Sequence[Blocks]) -> dict[str, float | None]:
    """Pool the within-school SD of person scores over the schools of an administration.

    Returns:
        Per factor, in scale points; None with fewer than three schools of eight persons.
    """
    pooled: dict[str, float | None] = {}
    for factor in instrument.factors:
        scale, reverse = instrument.scales[factor.scale], reversed_items(factor)
        groups = [
            person_totals(block_of(factor, blocks), reverse=reverse, low=scale.low, high=scale.high).scores
            for blocks in schools
        ]
        # Sorted, so that neither the order of rows nor that of schools can move the last bit.
        pooled[factor.id] = pooled_within_sd(
            sorted((np.sort(scores) for scores in groups), key=lambda scores: scores.tolist())
        )
    return pooled


def derive_profile(
    core: SchoolCore,
    *,
    instrument: Instrument,
    context: ProfileContext,
    digest: str,
    earlier: EarlierProfile | None = None,
    district: DistrictCore | None = None,
) -> document.ProfileDocument:
    """Write the document from the core: no answer is within reach here.

    Apart from identity and `input_digest`, which a secret protects, everything in it is a function of the
    school's core (anonymity.md R0) and, for change and its place among the schools, of other cores.

    Args:
        core: of the school.
        instrument: that was answered.
        context: everything that is not an answer.
        digest: `ScoredSchool.digest`.
        earlier: what change is measured from; None if there is nothing.
        district: every school of the administration; None as long as one of them is missing.
    """
    placed = {
        factor.id: place_factor(core.factors[factor.id], scale=instrument.scales[factor.scale])
        for factor in instrument.factors
    }
    since = changes(core, instrument=instrument, earlier=earlier)
    beside = compared_school(core, school=context.school_id, district=district)
    domains = _domains(core, instrument=instrument, placed=placed, since=since, beside=beside)
    judged = levelled(placed)
    start = why_no_start(core, judged)
    return document.ProfileDocument(
        profile_version=document.PROFILE_VERSION,
        id=context.profile_id,
        revision=context.revision,
        school=_school(context),
        administration=context.administration_id,
        instrument=document.InstrumentReference(
            id=instrument.id, version=instrument.version, digest=instrument.digest
        ),
        scoring_version=SCORING_VERSION,
        input_digest=digest,
        released_on=context.released_on,
        participation=_participation(core, context=context),
        domains=domains,
        disagreement_items=_disagreement_items(core, domains),
        start_here=start or start_here(instrument, placed=judged),
        leverage=start or leverage(instrument, placed=judged),
        subgroups=subgroup_tables(core, instrument=instrument),
        notes=notes(core, context=context),
    )


def _school(context: ProfileContext) -> document.School:
    return document.School(
        id=context.school_id,
        name=context.school_name,
        external_ids=_external_ids(context.external_ids),
        members=[
            document.MemberSchool(
                id=member.id, name=member.name, external_ids=_external_ids(member.external_ids)
            )
            for member in context.members
        ],
    )


def _external_ids(pairs: Sequence[tuple[str, str]]) -> list[document.ExternalId]:
    return [document.ExternalId(system=system, value=value) for system, value in pairs]


def _domains(
    core: SchoolCore,
    *,
    instrument: Instrument,
    placed: Mapping[str, PlacedFactor | None],
    since: Mapping[str, Change | Suppressed],
    beside: Mapping[str, Compared],
) -> list[Domain]:
    return [
        domain_part(
            domain,
            instrument=instrument,
            core=core,
            placed=placed,
            factors=[
                factor_part(
                    factor,
                    instrument=instrument,
                    core=core.factors[factor.id],
                    placed=placed[factor.id],
                    items=core.items,
                    change=since[factor.id],
                    shrunken_mean=beside[factor.id].shrunken_mean,
                    reference=beside[factor.id].reference,
                )
                for factor in domain.factors
            ],
        )
        for domain in instrument.domains
    ]


def _participation(core: SchoolCore, *, context: ProfileContext) -> document.Participation:
    conditions = core.conditions
    gone = Suppressed(reason="not_enough_responses") if core.standing == "suppressed" else None
    rate = None
    if conditions.population is not None and conditions.population > 0:
        rate = math.floor(1000 * Fraction(conditions.responses, conditions.population)) / 1000
    return document.Participation(
        eligible=conditions.eligible,
        responses=gone or conditions.responses,
        response_rate=gone or rate,
        standing=core.standing,
        replacements_issued=conditions.replacements,
        access=context.access,
        interim=conditions.interim,
        minimum_group=conditions.k,
    )


def _disagreement_items(
    core: SchoolCore, domains: list[Domain]
) -> list[document.DisagreementItem] | Suppressed:
    """The split items in instrument order; never by size."""
    reason = core.withheld.get("items")
    if reason is not None:
        return Suppressed(reason=reason)
    return [
        document.DisagreementItem(item=item.id, factor=factor.id, flag=item.disagreement.flag)
        for domain in domains
        for factor in domain.factors
        if not isinstance(factor.items, Suppressed)
        for item in factor.items
        if not isinstance(item.disagreement, Suppressed) and item.disagreement.flag != "none"
    ]
