"""The published summary of one administration over a district.

Made of the published cores of its schools alone. No school is named, counted out or put in order: it is a
mirror for those who support schools, never a league table. Fields are only ever added.
"""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from survey_core.contracts.measures import (
    Interval,
    LocalizedText,
    Part,
    ScaleRange,
    Suppressed,
    SuppressionReason,
)
from survey_core.contracts.profile import InstrumentReference, Note
from survey_core.contracts.published import canonical_bytes, same_but_for
from survey_core.contracts.starting_points import NeededSupport, ResponseStanding, StartingPoints

SUMMARY_VERSION = "1.1"


class SummarisedDistrict(Part):
    """The district the summary is about."""

    id: str = Field(description="The district's id.")
    name: str = Field(description="The district's name.")


class Coverage(Part):
    """How much of the district the summary speaks for."""

    schools_included: int = Field(
        ge=0, description="Schools whose published profiles it is made of; 0 where it must be withheld."
    )
    schools_total: int = Field(
        ge=0, description="Schools that took part; those reported together count as one, here as everywhere."
    )
    reporting_units: int = Field(
        default=0, ge=0, description="How many of the total are several schools reported together."
    )
    text: LocalizedText = Field(
        description="The same in words.",
        examples=[{"en": "11 of 12 schools", "es": "11 de 12 escuelas"}],
    )


class DistrictScore(Part):
    """Mean over the faculty members of the included schools."""

    mean: float = Field(description="Mean in scale points, to 0.1.", examples=[4.1])
    percent: int = Field(ge=0, le=100, description="The same as a share of the scale.", examples=[62])
    scale: ScaleRange


class DistrictDomainScore(Part):
    """Mean of the included schools' domain scores, over faculty members."""

    percent: float = Field(ge=0, le=100, description="0 to 100, to one decimal.", examples=[63.3])


class BetweenSchools(Part):
    """How much the schools differ, beyond what chance answers within them explain (REML)."""

    sd: float = Field(
        ge=0, description="Standard deviation of the schools' true means, in scale points, to 0.1."
    )
    icc1: float = Field(
        ge=0, le=1, description="ICC(1): share of the variance that lies between schools, to 0.1."
    )
    icc2: float = Field(
        ge=0, le=1, description="ICC(2): how reliably a mean of average size tells schools apart, to 0.1."
    )


class Reliability(Part):
    """How well the factor's statements measure one thing, over all people of the included schools."""

    alpha: float | Suppressed = Field(description="Cronbach's alpha, to 0.1; may be negative.")
    omega: float | Suppressed = Field(description="McDonald's omega of one factor, to 0.1.")


class LevelCount(Part):
    """How many of the included schools lie in a level."""

    name: str = Field(description="The level.", examples=["functional"])
    schools: int = Field(ge=0, description="Schools whose score lies in it, certain or not.")


class DistrictFactor(Part):
    """One factor over the included schools."""

    id: str = Field(description="The factor's id in the instrument.", examples=["team_processes"])
    title: LocalizedText
    schools_included: int = Field(ge=0, description="Schools it is made of; 0 where it is withheld.")
    score: DistrictScore | Suppressed = Field(
        description="Each school counts by its eligible faculty, or its answers where that is not known."
    )
    interval: Interval | Suppressed = Field(
        description="For the faculties of the included schools; the rounding of their scores counts as error."
    )
    between_schools: BetweenSchools | Suppressed = Field(description="From ten schools.")
    reliability: Reliability | Suppressed = Field(description="From twenty answers and three statements.")
    levels: list[LevelCount] | Suppressed = Field(description="Lowest level first; from ten schools.")


class DistrictDomain(Part):
    """A stage of the provisional causal order, over the included schools."""

    id: str = Field(description="The domain's id in the instrument.", examples=["structures"])
    title: LocalizedText
    causal_position: int = Field(ge=1, description="1 leadership, 2 structures and processes, 3 efficacy.")
    schools_included: int = Field(ge=0, description="Schools it is made of; 0 where it is withheld.")
    score: DistrictDomainScore | Suppressed = Field(description="Each school counts by its faculty.")
    interval: Interval | Suppressed = Field(description="In percent; a safe upper bound of the true width.")
    levels: list[LevelCount] | Suppressed = Field(description="Lowest level first; from ten schools.")
    factors: list[DistrictFactor] = Field(description="In the instrument's order, never by size.")


class CarelessShare(Part):
    """Answers that look as if the questions were not read; nothing was left out because of it."""

    percent: int = Field(ge=0, le=100, description="Of all people of the included schools.", examples=[4])


class WithheldTable(Part):
    """A table that was not published: beside what is, it would have told of very few people."""

    table: str = Field(
        description=(
            "`factor/…` or `domain/…`: that total; `subgroups/…`: a school's table by that question;"
            " `interim_release`: a school's interim release. Never how many people it was about."
        ),
        examples=["subgroups/years_here"],
    )
    school: str | None = Field(description="Id of the school whose table it is; null for a total.")
    reason: SuppressionReason = Field(description="The rule that hides it.")


class DistrictSummary(Part):
    """An administration over a district, one revision of it."""

    summary_version: Literal["1.1"] = Field(
        description=(
            "Version of this document's shape. Summaries published as 1.0 stay as they were written: theirs"
            " have no `response_standing`, no `starting_points` and no `supports_needed`."
        )
    )
    revision: int = Field(ge=1, description="Counts up whenever published content changes.")
    district: SummarisedDistrict
    administration: str = Field(description="The administration's id.")
    instrument: InstrumentReference
    scoring_version: str = Field(description="Version of the rules and formulas that made the numbers.")
    released_on: date = Field(description="The day of publication.")
    coverage: Coverage
    response_standing: ResponseStanding
    domains: list[DistrictDomain] = Field(description="In the instrument's order.")
    starting_points: StartingPoints | Suppressed = Field(
        description="Where the included schools start, as their own profiles say; from ten included schools."
    )
    supports_needed: list[NeededSupport] | Suppressed = Field(
        description=(
            "Supports that the profiles of two or more included schools offer, in the instrument's order;"
            " from ten included schools."
        )
    )
    careless: CarelessShare | Suppressed = Field(
        description="Only from twenty people flagged in five schools."
    )
    withheld: list[WithheldTable] = Field(
        description="Tables that were made and not published, and why; what R4 leaves out is not listed."
    )
    notes: list[Note] = Field(description="What to know before reading the numbers.")


_IDENTITY = ("revision", "released_on")


def summary_bytes(document: DistrictSummary) -> bytes:
    """Return the exact bytes to serve: canonical JSON, the same for equal documents."""
    return canonical_bytes(document)


def same_summary(document: DistrictSummary, stored: bytes) -> bool:
    """Tell whether a summary publishes what the stored one does; a revision exists only if it does not."""
    return same_but_for(_IDENTITY, document, stored=stored)


def summary_schema() -> dict[str, Any]:
    """Return the JSON Schema served at `/v1/schemas/district-summary`."""
    return DistrictSummary.model_json_schema(mode="serialization")
