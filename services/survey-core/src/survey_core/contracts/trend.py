"""A school over its administrations: what its published profiles say, side by side.

Nothing here is computed from answers, and nothing is linked between people: each value stands in the newest
revision of a published profile. Fields are only ever added.
"""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from survey_core.contracts.measures import (
    Change,
    DomainLevel,
    DomainScore,
    FactorScore,
    Interval,
    Level,
    LocalizedText,
    Part,
    Suppressed,
)
from survey_core.contracts.profile import InstrumentReference, Participation, School
from survey_core.contracts.published import canonical_bytes

TREND_VERSION = "1.0"

NotComparable = Literal[
    "first",
    "other_schools",
    "not_asked_before",
    "items_added",
    "items_removed",
    "another_scale",
    "wording_reversed",
    "asked_of_others",
    "other_factors",
]
"""What keeps a value from being compared with the one of the administration before."""


class Comparison(Part):
    """Whether a value may be compared with the one before it, by the rule that `change` follows."""

    comparable: bool = Field(description="False for the first administration too.")
    reasons: list[NotComparable] = Field(
        description="What keeps it from being compared; empty if nothing does."
    )


class TrendAdministration(Part):
    """One administration that the school took part in, in the order in which they ended."""

    administration: str = Field(description="The administration's id.")
    profile: str = Field(description="Id of the profile that the values stand in.")
    revision: int = Field(ge=1, description="Its newest revision.")
    released_on: date = Field(description="The day that revision was published.")
    instrument: InstrumentReference
    reported_as: School = Field(
        description="The school as it was published then: by itself, or in a reporting unit with others."
    )
    participation: Participation


class TrendFactorValue(Part):
    """One factor in one administration."""

    administration: str = Field(description="The administration's id.")
    score: FactorScore | Suppressed = Field(description="As published.")
    interval: Interval | Suppressed = Field(description="As published, in scale points.")
    level: Level | Suppressed = Field(description="As published.")
    change: Change | Suppressed = Field(description="As published; `since` names the administration before.")
    comparison: Comparison


class TrendFactor(Part):
    """One factor over the administrations that asked it."""

    id: str = Field(description="The factor's id in the instrument.", examples=["team_processes"])
    title: LocalizedText
    values: list[TrendFactorValue] = Field(description="In the order of the administrations.")


class TrendDomainValue(Part):
    """One domain in one administration."""

    administration: str = Field(description="The administration's id.")
    score: DomainScore | Suppressed = Field(description="As published.")
    interval: Interval | Suppressed = Field(description="As published, in percent.")
    level: DomainLevel | Suppressed = Field(description="As published.")
    comparison: Comparison


class TrendDomain(Part):
    """One domain over the administrations that asked it."""

    id: str = Field(description="The domain's id in the instrument.", examples=["structures"])
    title: LocalizedText
    values: list[TrendDomainValue] = Field(description="In the order of the administrations.")
    factors: list[TrendFactor] = Field(description="In the newest instrument's order, then what it left out.")


class TrendSeries(Part):
    """One questionnaire, whatever its version, over the years."""

    instrument: str = Field(description="The instrument's id.", examples=["internal-coherence"])
    administrations: list[TrendAdministration] = Field(description="In the order in which they ended.")
    domains: list[TrendDomain] = Field(description="In the newest instrument's order, then what it left out.")


class TrendDocument(Part):
    """A school, or a reporting unit, over all administrations with a published profile."""

    trend_version: Literal["1.0"] = Field(description="Version of this document's shape.")
    school: School = Field(description="As it is called today.")
    series: list[TrendSeries] = Field(description="One for each questionnaire, in the order of their ids.")


def trend_bytes(document: TrendDocument) -> bytes:
    """Return the exact bytes to serve: canonical JSON, the same for equal documents."""
    return canonical_bytes(document)


def trend_schema() -> dict[str, Any]:
    """Return the JSON Schema served at `/v1/schemas/trend`."""
    return TrendDocument.model_json_schema(mode="serialization")
