"""The instrument document: what it may hold (contracts.md, "Instrument document").

Every field's description says what is allowed there; error messages and the published JSON Schema
both use it. Rules that look at several fields at once are in `checks`.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, Strict, StrictBool, StrictStr

from survey_core.instruments.digest import canonical_json, sha256_digest

IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"

Identifier = Annotated[StrictStr, Field(pattern=IDENTIFIER)]
Language = Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
# No control characters and no spaces at the ends: a text is shown as it stands.
Wording = Annotated[
    StrictStr, Field(max_length=4000, pattern=r"^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?$")
]
Text = Annotated[dict[Language, Wording], Field(min_length=1)]
"""One wording per declared language."""
Value = Annotated[int, Strict(), Field(ge=1, le=99)]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]


class Part(BaseModel):
    """What every part of the document shares: unknown fields refused, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(Part):
    """One answer of a scale."""

    value: Value = Field(description="a whole number from 1 to 99; 0 stands for an unanswered item")
    label: Text = Field(description="the answer's wording in every declared language")


def _top_third(data: Mapping[str, Any]) -> tuple[int, ...]:
    values = [point.value for point in data.get("points", ())]
    return tuple(values[len(values) - _third(len(values)) :])


def _outer_thirds(data: Mapping[str, Any]) -> tuple[tuple[int, ...], ...]:
    values = [point.value for point in data.get("points", ())]
    third = _third(len(values))
    return tuple(values[:third]), tuple(values[len(values) - third :])


def _third(n_points: int) -> int:
    """How many points lie in the outer third of a scale, its ends counted in: ceil(K / 3)."""
    return -(-n_points // 3)


class Scale(Part):
    """An agreement, frequency or other ordered scale."""

    points: tuple[Point, ...] = Field(
        min_length=2,
        max_length=11,
        description="2 to 11 points, values rising by one, most unfavourable first",
    )
    favourable: tuple[Value, ...] = Field(
        default_factory=_top_third,
        min_length=1,
        description="values of this scale that count as favourable, ascending; default: the top third",
    )
    camps: tuple[tuple[Value, ...], ...] = Field(
        default_factory=_outer_thirds,
        min_length=2,
        max_length=2,
        description="two groups of neighbouring values, low camp first; default: the outer thirds",
    )
    partitions: tuple[tuple[tuple[Value, ...], ...], ...] = Field(
        default=(),
        description="ways to merge neighbouring points, finest first, each covering the scale in order",
    )
    cuts: tuple[Number, ...] = Field(
        description="ascending, inside the scale, one fewer than the levels; each belongs to the level above",
    )

    @property
    def low(self) -> int:
        """The lowest value, L."""
        return self.points[0].value

    @property
    def high(self) -> int:
        """The highest value, H."""
        return self.points[-1].value

    @property
    def options(self) -> int:
        """How many points, K."""
        return len(self.points)


class Item(Part):
    """One statement to answer."""

    id: Identifier = Field(description="letters, digits, '_', '-', '.'; unique among all questions")
    scale: Identifier = Field(description="the name of a scale in `scales`")
    reverse: StrictBool = Field(default=False, description="true if agreement is unfavourable")
    text: Text = Field(description="the statement in every declared language")


class Condition(Part):
    """Who is asked: those who gave one answer to a routing question."""

    question: Identifier = Field(description="the id of a routing question")
    is_: StrictStr = Field(alias="is", description="one of that question's answer values")


class Factor(Part):
    """A construct measured by several items on one scale."""

    id: Identifier = Field(description="letters, digits, '_', '-', '.'; unique among factors")
    title: Text = Field(description="the factor's name in every declared language")
    group: Literal["whole_school", "teams"] | None = Field(
        default=None, description="whole_school or teams, or left out"
    )
    items: tuple[Item, ...] = Field(min_length=1, description="at least one item, all on one scale")
    ask_if: Condition | None = Field(
        default=None, description="{question, is}, or left out: asked of everyone"
    )

    _domain_id: str = PrivateAttr(default="")

    @property
    def domain_id(self) -> str:
        """The id of the domain this factor belongs to."""
        return self._domain_id

    @property
    def scale(self) -> str:
        """The name of the scale all its items share."""
        return self.items[0].scale


class Domain(Part):
    """A stage of the provisional causal order."""

    id: Identifier = Field(description="letters, digits, '_', '-', '.'; unique among domains")
    causal_position: Annotated[int, Strict(), Field(ge=1, le=3)] = Field(
        description="1 leadership, 2 structures and processes, 3 efficacy"
    )
    title: Text = Field(description="the domain's name in every declared language")
    factors: tuple[Factor, ...] = Field(min_length=1, description="at least one factor")

    def model_post_init(self, _context: Any, /) -> None:
        """Tell each factor where it belongs."""
        for factor in self.factors:
            factor._domain_id = self.id  # noqa: SLF001 - a factor learns its domain once, here


class Choice(Part):
    """One answer of a routing or background question."""

    value: Identifier = Field(
        description="letters, digits, '_', '-', '.'; unique within the question; quote yes and no"
    )
    label: Text = Field(description="the answer's wording in every declared language")


class Question(Part):
    """A question with named answers: routing (who is asked what) or optional background."""

    id: Identifier = Field(description="letters, digits, '_', '-', '.'; unique among all questions")
    text: Text = Field(description="the question in every declared language")
    answers: tuple[Choice, ...] = Field(min_length=2, description="at least two answers")


class Levels(Part):
    """The developmental continuum: names from lowest to highest and what a visitor would see."""

    names: tuple[Identifier, ...] = Field(
        default=("beginning", "emergent", "functional", "exemplary"),
        min_length=2,
        max_length=8,
        description="2 to 8 different names, lowest first",
    )
    descriptors: dict[Identifier, dict[Identifier, Text]] = Field(
        default_factory=dict, description="{factor id: {level name: text}}"
    )


class Disagreement(Part):
    """When an item counts as broad disagreement within a faculty."""

    consensus_below: Annotated[Number, Field(gt=0, le=1)] = Field(
        default=0.62, description="above 0, at most 1"
    )
    camp_share_at_least: Annotated[Number, Field(gt=0, le=0.5)] = Field(
        default=0.20, description="a share above 0, at most 0.5"
    )


class Support(Part):
    """An action a team can begin next month."""

    factor: Identifier = Field(description="the id of a factor")
    levels: tuple[Identifier, ...] = Field(min_length=1, description="names of levels, each once")
    title: Text = Field(description="the action's name in every declared language")
    text: Text = Field(description="what to do, in every declared language")


class Prompt(Part):
    """One question for an interview or focus group, or one thing to look for in an observation."""

    id: Identifier = Field(description="letters, digits, '_', '-', '.'; unique among prompts")
    factors: tuple[Identifier, ...] = Field(default=(), description="ids of the factors it sheds light on")
    text: Text = Field(description="the prompt in every declared language")


class Protocol(Part):
    """A guide for collecting evidence beside the survey."""

    kind: Literal["interview", "focus_group", "observation"] = Field(
        description="interview, focus_group or observation"
    )
    audience: Literal["teachers", "principal"] | None = Field(
        default=None, description="teachers or principal, or left out (observations)"
    )
    title: Text = Field(description="the protocol's name in every declared language")
    introduction: Text = Field(description="what to say or know before starting, in every declared language")
    prompts: tuple[Prompt, ...] = Field(min_length=1, description="at least one prompt")


class Instrument(Part):
    """A questionnaire with everything needed to ask it, score it and talk about its results.

    Made by `load_instrument` only: the loader checks what a single field cannot know.
    """

    model_config = ConfigDict(title="Instrument document")

    id: Annotated[StrictStr, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)] = Field(
        alias="instrument", description="lower-case words joined by '-', at most 64 characters"
    )
    version: Annotated[StrictStr, Field(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")] = Field(
        description="three numbers joined by dots, e.g. 1.0.0"
    )
    title: Text = Field(description="the instrument's name in every declared language")
    languages: tuple[Language, ...] = Field(
        min_length=1, description="language tags, e.g. en or es-MX, each once; the first is the default"
    )
    scales: dict[Identifier, Scale] = Field(min_length=1, description="at least one named scale")
    domains: tuple[Domain, ...] = Field(min_length=1, description="at least one domain")
    routing: tuple[Question, ...] = Field(
        default=(), description="questions that decide who is asked what; never published"
    )
    background: tuple[Question, ...] = Field(default=(), description="optional questions; default: none")
    levels: Levels = Field(default=Levels(), description="{names, descriptors}; default: the four levels")
    disagreement: Disagreement = Field(
        default=Disagreement(), description="{consensus_below, camp_share_at_least}"
    )
    min_change: Annotated[Number, Field(gt=0, le=10)] = Field(
        default=0.2, description="scale points, above 0; smaller changes cannot be told apart"
    )
    supports: tuple[Support, ...] = Field(default=(), description="actions per factor and level")
    protocols: tuple[Protocol, ...] = Field(
        default=(), description="interview, focus group and observation guides"
    )

    @cached_property
    def digest(self) -> str:
        """`sha256:<hex>` over `canonical_json`: the same for every spelling of the same document."""
        return sha256_digest(self.canonical_json)

    @cached_property
    def canonical_json(self) -> bytes:
        """The document with defaults left out, as canonical JSON (RFC 8785). Loads as this instrument."""
        return canonical_json(self.model_dump(mode="json", by_alias=True, exclude_defaults=True))

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """All factors in document order."""
        return tuple(factor for domain in self.domains for factor in domain.factors)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in document order."""
        return tuple(item for factor in self.factors for item in factor.items)

    def factor(self, factor_id: str) -> Factor:
        """The factor with this id; KeyError if there is none."""
        return self._factors_by_id[factor_id]

    def item(self, item_id: str) -> Item:
        """The item with this id; KeyError if there is none."""
        return self._items_by_id[item_id]

    def __eq__(self, other: object) -> bool:
        """Instruments are equal when their documents are."""
        return isinstance(other, Instrument) and self.canonical_json == other.canonical_json

    def __hash__(self) -> int:
        """Hash of the canonical document."""
        return hash(self.canonical_json)

    @cached_property
    def _factors_by_id(self) -> dict[str, Factor]:
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}
