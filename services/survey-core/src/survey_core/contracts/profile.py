"""The published profile of one school (contracts.md, "Published profile").

This document is the only form in which results leave the system: page, API, PDF, exports and webhooks
all read it. Fields are only ever added.
"""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from survey_core.contracts.measures import Domain, FactorScore, LocalizedText, Part, Suppressed
from survey_core.contracts.published import canonical_bytes, same_but_for

PROFILE_VERSION = "1.1"

Certainty = Literal["very_likely", "likely", "more_likely_than_not"]
"""In words: from .9, from .75, from .5."""

NoteCode = Literal[
    "synthetic",
    "collected_elsewhere",
    "interim",
    "preliminary",
    "open_access",
    "eligible_unknown",
    "more_responses_than_eligible",
    "replacements_issued",
    "small_group",
    "cut_points_provisional",
    "team_factors_estimated",
]
"""Names of the notes, in the order a profile gives them."""


class ExternalId(Part):
    """A school's identifier in someone else's system."""

    system: str = Field(description="nces, state, oneroster or local.", examples=["nces"])
    value: str = Field(description="Always a text: leading zeros matter.", examples=["060000100001"])


class MemberSchool(Part):
    """A school whose people answered together with those of others."""

    id: str = Field(description="The school's id.")
    name: str = Field(description="The school's name.")
    external_ids: list[ExternalId] = Field(description="Its identifiers in other systems.")


class School(Part):
    """The school the profile is about, or the reporting unit that several small schools form."""

    id: str = Field(description="The school's id; of a reporting unit its own, the same over the years.")
    name: str = Field(description="The school's name, or the unit's.")
    external_ids: list[ExternalId] = Field(description="Its identifiers in other systems; a unit has none.")
    members: list[MemberSchool] = Field(
        default_factory=list,
        description="The schools of a reporting unit, in the order of their ids; empty for a single school.",
    )


class InstrumentReference(Part):
    """Exactly which questionnaire was answered."""

    id: str = Field(examples=["internal-coherence"], description="The instrument's id.")
    version: str = Field(examples=["1.0.0"], description="The instrument's version.")
    digest: str = Field(description="`sha256:` and 64 hex digits of its canonical document.")


class Participation(Part):
    """How many answered, and how far the results may be trusted for it."""

    eligible: int | None = Field(ge=0, description="People eligible to answer; null if not known.")
    responses: int | Suppressed = Field(description="Accepted responses.")
    response_rate: float | Suppressed | None = Field(
        description="Responses / eligible, 0 to 1, rounded down to 0.001; null if eligible is not known.",
        examples=[0.775],
    )
    standing: Literal["profile", "preliminary", "suppressed"] = Field(
        description="profile: 65 % or more answered; preliminary: 40-64 %; suppressed: too few for anything."
    )
    replacements_issued: int = Field(
        ge=0, description="Replacement codes issued; thresholds leave as many answers out."
    )
    access: Literal["cards", "email", "open", "import"] = Field(
        description="How people got in. `open`: one each was not enforced; `import`: collected elsewhere."
    )
    interim: bool = Field(description="True while the survey is still open and this is an interim release.")
    minimum_group: int = Field(ge=5, description="k: the fewest answers anything is shown for.")


class Support(Part):
    """An action a team can begin next month."""

    factor: str = Field(description="The factor it helps.")
    title: LocalizedText
    text: LocalizedText


class StartHere(Part):
    """Where to start, by the provisional causal order; it names the rule that fired."""

    domain: str | None = Field(description="Where to start; null if nothing is weak.")
    factors: list[str] = Field(description="Factors to start with, in instrument order.")
    then: list[str] = Field(description="Factors to strengthen over time, after the first.")
    rule: Literal["teams_weak", "first_weak_domain", "nothing_weak"] = Field(
        description="The rule that fired."
    )
    certainty: Certainty = Field(description="How sure it is that the rule applies, in words.")
    text: LocalizedText = Field(
        description="The recommendation as a reader would be told it, labelled provisional."
    )
    supports: list[Support] = Field(description="Written for these factors at their levels.")
    provisional: Literal[True] = Field(description="The causal order and the cut points are provisional.")


class Leverage(Part):
    """A strong factor to build on."""

    factor: str = Field(description="The factor's id.")
    domain: str = Field(description="Its domain's id.")
    certainty: Certainty = Field(description="How sure it is that the factor is strong, in words.")


class DisagreementItem(Part):
    """A statement the faculty is split on; listed in instrument order, never by size."""

    item: str = Field(description="The item's id.")
    factor: str = Field(description="Its factor's id.")
    flag: Literal["possible", "clear"] = Field(description="How sure it is that the faculty is split.")


class SubgroupFactor(Part):
    """One factor's score in one group."""

    id: str = Field(description="The factor's id.")
    score: FactorScore | Suppressed = Field(description="Mean of the group's scores; only a score is shown.")


class SubgroupBand(Part):
    """The people who gave one answer; how many they are is not told."""

    value: str = Field(description="The answer; empty for those who left the question out.")
    label: LocalizedText
    factors: list[SubgroupFactor] = Field(description="In the instrument's order.")


class Subgroups(Part):
    """Factor scores by the answers to one background question, chosen before the survey opened (R3)."""

    question: str = Field(description="The question's id in the instrument.", examples=["years_here"])
    title: LocalizedText
    bands: list[SubgroupBand] | Suppressed = Field(
        description="Every answer in the instrument's order, then those who left the question out."
    )


class Note(Part):
    """Something a reader must know to read the numbers rightly."""

    code: NoteCode = Field(description="Stable name of the note.")
    text: LocalizedText


class ProfileDocument(Part):
    """A school's published profile, one revision of it."""

    profile_version: Literal["1.1"] = Field(
        description=(
            "Version of this document's shape. Profiles published as 1.0 stay as they were written: theirs"
            " have no `shrunken_mean`, no `reference`, and every `change` is suppressed."
        )
    )
    id: str = Field(description="The profile's id; the same over its revisions.")
    revision: int = Field(ge=1, description="Counts up whenever published content changes.")
    school: School
    administration: str = Field(description="The administration's id.")
    instrument: InstrumentReference
    scoring_version: str = Field(description="Version of the rules and formulas that made the numbers.")
    input_digest: str = Field(
        description="`sha256:` of 32 secret bytes and the rows: tells if two revisions used the same rows."
    )
    released_on: date = Field(description="The day of publication.")
    participation: Participation
    domains: list[Domain] = Field(description="In the instrument's order.")
    disagreement_items: list[DisagreementItem] | Suppressed = Field(
        description="Statements with broad disagreement, in the instrument's order."
    )
    start_here: StartHere | Suppressed = Field(description="Where to start, and by which rule.")
    leverage: list[Leverage] | Suppressed = Field(
        description="Strong factors to build on, in instrument order."
    )
    subgroups: list[Subgroups] = Field(
        default_factory=list,  # profiles of 1.1 were published before there were any
        description="One table for each background question that was asked; never two questions crossed.",
    )
    notes: list[Note] = Field(description="What to know before reading the numbers.")


# What tells two revisions apart without any published content having changed.
_IDENTITY = ("id", "revision", "input_digest", "released_on")


def profile_bytes(document: ProfileDocument) -> bytes:
    """Return the exact bytes to serve: canonical JSON, the same for equal documents."""
    return canonical_bytes(document)


def parse_profile(raw: bytes) -> ProfileDocument:
    """Read a document of this version; raises `pydantic.ValidationError` for anything else."""
    return ProfileDocument.model_validate_json(raw)


def same_content(document: ProfileDocument, stored: bytes) -> bool:
    """Tell whether a document publishes what the stored one does; a revision exists only if it does not."""
    return same_but_for(_IDENTITY, document, stored=stored)


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema served at `/v1/schemas/profile`."""
    return ProfileDocument.model_json_schema(mode="serialization")
