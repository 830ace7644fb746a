"""The instrument document as a whole (contracts.md, "Instrument document").

Every field's description says what is allowed there; error messages and the published JSON Schema
both use it. Rules that look at several fields at once are in `checks`.
"""

from functools import cached_property
from typing import Annotated

from pydantic import ConfigDict, Field, StrictStr

from survey_core.instruments.digest import canonical_json, sha256_digest
from survey_core.instruments.guidance import Disagreement, Levels, Protocol, Support
from survey_core.instruments.parts import Identifier, Language, Number, Part, Text
from survey_core.instruments.questions import Domain, Factor, Item, Question
from survey_core.instruments.scales import Scale

MAX_TABLE_ANSWERS = 3
"""Answers of a background question that results may be told apart by (anonymity.md R3)."""


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

    @cached_property
    def table_questions(self) -> tuple[Question, ...]:
        """The background questions by whose answers results may be told apart: of few answers."""
        return tuple(one for one in self.background if len(one.answers) <= MAX_TABLE_ANSWERS)

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
