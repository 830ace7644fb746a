"""The measures a published profile is made of; the document itself is in `profile`.

Every number here is a function of a coarsened core, the instrument and the number of eligible people
(anonymity.md R0), so none of them can be turned back into answers. What may not be shown is a typed
`Suppressed`, never 0 and never null.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from survey_core.contracts.explained import add_explanations

LocalizedText = Annotated[
    dict[str, str],
    Field(
        description="One wording per language.",
        examples=[{"en": "Team processes", "es": "Procesos de los equipos"}],
    ),
]

SuppressionReason = Literal[
    "not_enough_responses",
    "preliminary",
    "fewer_than_eight_responses",
    "fewer_than_twenty_responses",
    "interim_release",
    "open_access",
    "branch_size",
    "cells_too_small",
    "cells_too_coarse",
    "repeated_within_90_days",
    "differencing",
    "eligible_unknown",
    "factor_suppressed",
    "everyone_answered",
    "no_comparison",
    "not_comparable",
    "coded_score",
    "fewer_than_ten_schools",
    "district_incomplete",
    "fewer_than_three_schools",
    "left_out_of_district",
    "enough_responses",
    "too_few_statements",
    "too_few_careless",
    "not_estimable",
]
"""Why something is not shown; a reason names a rule, never a count."""

SUPPRESSION_REASONS: dict[SuppressionReason, str] = {
    "not_enough_responses": "Too few people answered for anything to be shown.",
    "preliminary": "Fewer than 65 % of those eligible answered: factor scores with their bounds only.",
    "fewer_than_eight_responses": "Fewer than eight answers: factor scores and levels only.",
    "fewer_than_twenty_responses": "Fewer than twenty answers: shown as a word or not at all.",
    "interim_release": "The survey is still open: factor scores only until the final release.",
    "open_access": "One answer per person was not enforced: scores only.",
    "branch_size": "Showing this would tell how few people were, or were not, asked.",
    "cells_too_small": "Too few people chose some of the answers.",
    "cells_too_coarse": "The answers are shown in groups too wide to tell.",
    "repeated_within_90_days": "The same questions were asked less than 90 days before or after.",
    "differencing": "Beside what is published already, this would tell of very few people.",
    "eligible_unknown": "The number of people eligible to answer is not known.",
    "factor_suppressed": "A factor this depends on is not shown.",
    "everyone_answered": "Nobody is missing, so there is nobody who could change it.",
    "no_comparison": "There is no earlier published profile to compare with.",
    "not_comparable": "The questions, their scale or the schools that answer together have changed since.",
    "coded_score": "A score lies nearer to an end of the scale than may be told, so no difference may be.",
    "fewer_than_ten_schools": "Shown from ten schools on, or a school could be told from the others.",
    "district_incomplete": "The other schools of the administration are not published yet.",
    "fewer_than_three_schools": "A total is shown from three schools on, or two could work out each other's.",
    "left_out_of_district": "Left out of the district's totals, so that no other school can be worked out.",
    "enough_responses": "Ten or more answered: the mean needs no steadying.",
    "too_few_statements": "Shown for factors of at least three statements.",
    "too_few_careless": "Too few, or in too few schools, to tell without pointing at anyone; or not counted.",
    "not_estimable": "The answers do not determine it.",
}
"""What each reason means, in the words of the schema's readers."""

Bound = Literal["exact", "at_most", "at_least"]
"""Whether a coded number is the value itself or the edge of what may be told (R2, R8)."""


class Part(BaseModel):
    """Shared by every part of the document: unknown fields refused, nothing has a default."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
        json_schema_extra=add_explanations,
    )


class Suppressed(Part):
    """Something that may not be shown, with the rule that hides it."""

    suppressed: Literal[True] = True
    reason: SuppressionReason = Field(description="The rule that hides it.")


class ScaleRange(Part):
    """The answer scale a mean is expressed on."""

    id: str = Field(description="The scale's name in the instrument.", examples=["agreement6"])
    low: int = Field(description="The lowest value, least favourable after reversal.", examples=[1])
    high: int = Field(description="The highest value.", examples=[6])


class FactorScore(Part):
    """Mean of the persons' scores, rounded so that no sum of answers can be recovered (R8)."""

    mean: float = Field(description="Mean in scale points, a multiple of `rounded_to`.", examples=[4.1])
    percent: int = Field(
        ge=0, le=100, description="The same as a share of the scale, 0 to 100.", examples=[62]
    )
    scale: ScaleRange
    bound: Bound = Field(description="`at_most`/`at_least`: nearer to an end of the scale than may be told.")
    rounded_to: float = Field(
        description="The unit of rounding in scale points: 0.1, 0.2 or 0.5.", examples=[0.1]
    )


class DomainScore(Part):
    """Mean of the domain's factor scores as percents."""

    percent: float = Field(ge=0, le=100, description="0 to 100, to one decimal.", examples=[63.3])
    factors: list[str] = Field(
        description="Ids of the factors it is the mean of; one asked of too few people may be missing."
    )


class Interval(Part):
    """95 % interval for the whole faculty, rounded outward to 0.1.

    It narrows as more of the faculty answers. With everyone in, only rounding keeps the ends apart: nobody is
    missing, which is not the same as certain.
    """

    low: float = Field(description="Lower end, in the unit of the score it belongs to.", examples=[3.9])
    high: float = Field(description="Upper end.", examples=[4.3])
    everyone_answered: bool = Field(
        description="True if nobody is missing; whatever width is left is rounding."
    )


class Level(Part):
    """Place on the developmental continuum; the cut points are provisional and come from the instrument."""

    name: str = Field(description="The level the score lies in.", examples=["functional"])
    probabilities: list[float] = Field(
        description="Probability of each level, lowest first, each rounded to 0.05.",
        examples=[[0, 0.05, 0.95, 0]],
    )
    certain: bool = Field(description="False when the score lies between two levels: see `between`.")
    between: list[str] = Field(description="The two levels it lies between, lower first; empty if certain.")
    descriptor: LocalizedText = Field(
        description="What a visitor would see at this level; empty if not written."
    )


class DomainLevel(Part):
    """Place of a whole domain on the continuum."""

    name: str = Field(description="The level the score lies in.", examples=["functional"])
    probabilities: list[float] = Field(
        description="Probability of each level, lowest first, each rounded to 0.05."
    )
    certain: bool = Field(description="False when the score lies between two levels.")
    between: list[str] = Field(description="The two levels it lies between, lower first; empty if certain.")


class Agreement(Part):
    """How much the answers of the faculty agree with each other."""

    word: Literal["strong", "moderate", "weak"] = Field(
        description="Agreement within the faculty, in a word."
    )
    rwg_j: float | Suppressed = Field(description="r_wg(j) to 0.1, from 20 answers on.", examples=[0.9])
    ad_m: float | Suppressed = Field(
        description="Mean deviation AD_M(j) to 0.1, from 20 answers on.", examples=[0.7]
    )


class Bounds(Part):
    """Where the whole faculty's mean must lie whatever the missing people would have said."""

    low: float = Field(description="If everyone missing gave the lowest answer; rounded outward to 0.1.")
    high: float = Field(description="If everyone missing gave the highest answer; rounded outward to 0.1.")


class TippingPoint(Part):
    """How different the missing people would have to be to move the level."""

    points: float = Field(ge=0, description="Scale points between their mean and that of those who answered.")
    direction: Literal["lower", "higher"] = Field(description="Which way they would have to differ.")
    to_level: str = Field(description="The level the school would then be in.", examples=["emergent"])
    possible: bool = Field(description="False if the scale leaves no room for so large a difference.")


class Earlier(Part):
    """The profile a change is measured from."""

    administration: str = Field(description="The earlier administration's id.")
    released_on: date | None = Field(
        description="The day its profile was published; null where collected elsewhere and not told."
    )
    instrument_version: str = Field(
        description="The instrument's version then; the factor's questions and scale were the same.",
        examples=["1.0.0"],
    )


class Change(Part):
    """Change of the faculty's mean since an earlier administration, from the two published scores.

    The answers of the two are not linked: it is the faculty that changed, by new opinions or new people.
    """

    since: Earlier
    difference: float = Field(
        description="Later minus earlier published mean, in scale points, to 0.1.", examples=[0.4]
    )
    interval: Interval = Field(
        description=(
            "95 % interval of the difference, in scale points, rounded outward to 0.1. With everyone in both"
            " times only the rounding of the two scores is left."
        )
    )
    verdict: Literal["higher", "lower", "cannot_be_told_apart"] = Field(
        description="`higher`/`lower`: the interval leaves out 0, and the difference is large enough."
    )
    holds_for_all: bool = Field(
        description=(
            "True if that verdict also holds when all factors are judged together (Holm);"
            " false where the two cannot be told apart."
        )
    )


class Reference(Part):
    """Where the school lies among the schools of its administration, which stay unnamed."""

    schools: int = Field(ge=10, description="Schools in the comparison, this one included.", examples=[12])
    sds: float = Field(
        description="Standard deviations from the mean of the schools, to 0.1; negative is below.",
        examples=[-0.4],
    )
    highest_sds: float = Field(description="The same for the highest of the schools.", examples=[1.9])
    lowest_sds: float = Field(description="The same for the lowest of the schools.", examples=[-1.6])


class AgreeShare(Part):
    """Share of the answers that agree most; which options count is part of the value."""

    options: list[int] = Field(
        description="The answer values counted, from the shown groups.", examples=[[5, 6]]
    )
    percent: int = Field(ge=0, le=100, description="Share of all answers, as a whole percent.", examples=[55])
    bound: Bound = Field(description="`at_most`/`at_least`: nearer to none or all than may be told.")


class Disagreement(Part):
    """Whether the faculty is split into two camps on a statement, from the shown shares only."""

    flag: Literal["none", "possible", "clear"] = Field(
        description="Broad disagreement in the whole faculty: clear from probability .8, possible from .5."
    )
    probability: float = Field(ge=0, le=1, description="Posterior probability, to 0.05.", examples=[0.85])


class Item(Part):
    """One statement with the shares of its answers, as finely as may be shown (R2)."""

    id: str = Field(description="The item's id in the instrument.", examples=["tp1"])
    text: LocalizedText
    answered: Literal["at_least_95", "80_to_95", "below_80"] = Field(
        description="Percent of the people asked who answered this item, in three bands."
    )
    partition: list[list[int]] | Suppressed = Field(
        description="The groups of neighbouring answer values shown, in order.",
        examples=[[[1, 2], [3, 4], [5, 6]]],
    )
    shares: list[int] | Suppressed = Field(
        description="Whole percent of the answers in each group of `partition`; may sum to 99 or 101.",
        examples=[[10, 35, 55]],
    )
    agree: AgreeShare | Suppressed = Field(description="How many agree, as nearly as may be told.")
    mean: float | Suppressed = Field(description="Mean before reversal; only where every option is shown.")
    disagreement: Disagreement | Suppressed = Field(description="Whether the faculty is split on it.")


class Factor(Part):
    """A construct measured by several items."""

    id: str = Field(description="The factor's id in the instrument.", examples=["team_processes"])
    title: LocalizedText
    group: Literal["whole_school", "teams"] | None = Field(
        description="Whom it is about; null if not stated."
    )
    eligible_estimated: bool = Field(
        description="True if only part of the faculty was asked, so that their number is an estimate."
    )
    score: FactorScore | Suppressed = Field(description="Mean of the persons' scores.")
    interval: Interval | Suppressed = Field(description="In scale points.")
    level: Level | Suppressed = Field(description="Place on the continuum, with its certainty.")
    agreement: Agreement | Suppressed = Field(description="In a word; from eight answers.")
    bounds: Bounds | Suppressed = Field(description="Worst cases, in scale points.")
    tipping_point: TippingPoint | Suppressed = Field(description="What it would take to move the level.")
    change: Change | Suppressed = Field(
        description="Change since the newest earlier profile with the same questions."
    )
    shrunken_mean: float | Suppressed = Field(
        description="Mean drawn towards the district's, more so where few answered; in scale points, to 0.1.",
        examples=[4.0],
    )
    reference: Reference | Suppressed = Field(
        description="Place among the schools of the administration; no school is named."
    )
    items: list[Item] | Suppressed = Field(description="In the instrument's order, from eight answers.")


class Domain(Part):
    """A stage of the provisional causal order."""

    id: str = Field(description="The domain's id in the instrument.", examples=["structures"])
    title: LocalizedText
    causal_position: int = Field(ge=1, description="1 leadership, 2 structures and processes, 3 efficacy.")
    score: DomainScore | Suppressed = Field(description="Mean of the factors' percents.")
    interval: Interval | Suppressed = Field(description="In percent; a safe upper bound of the true width.")
    level: DomainLevel | Suppressed = Field(description="Place of the domain on the continuum.")
    factors: list[Factor] = Field(description="In the instrument's order, never by size.")
