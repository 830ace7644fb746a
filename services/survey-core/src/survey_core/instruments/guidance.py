"""What helps people read and use results: levels, disagreement, supports and evidence protocols."""

from typing import Annotated, Literal

from pydantic import Field

from survey_core.instruments.parts import Identifier, Number, Part, Text


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
