"""What people are asked: items in factors in domains, and questions with named answers."""

from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, Strict, StrictBool, StrictStr

from survey_core.instruments.parts import Identifier, Part, Text


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
