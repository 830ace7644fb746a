"""What a district's summary counts of its schools' own profiles: how they stand, where they start.

Every count here can be made anew from the published profiles of the same administration, by anyone who may
read the summary; so it tells nothing of a school that its own profile does not tell, hidden or not. Counts of
schools are no sums of answers: nothing can be subtracted from them to find a person's.
"""

from pydantic import Field

from survey_core.contracts.measures import LocalizedText, Part


class ResponseStanding(Part):
    """How many of all schools may show how much, as each one's profile says in `participation.standing`."""

    profile: int = Field(ge=0, description="Schools where 65 % or more answered.", examples=[10])
    preliminary: int = Field(
        ge=0, description="Schools where 40-64 % answered: scores with their bounds only.", examples=[1]
    )
    suppressed: int = Field(
        ge=0, description="Schools where too few answered for anything to be shown.", examples=[1]
    )


class StartingPoint(Part):
    """In how many of the schools a factor is where to start."""

    factor: str = Field(description="The factor's id.", examples=["psychological_safety"])
    start: int = Field(ge=0, description="Schools that start with it.", examples=[4])
    then: int = Field(ge=0, description="Schools that strengthen it after their first factor.", examples=[2])


class StartingPoints(Part):
    """Where the included schools start. A school may start with several factors."""

    schools: int = Field(
        ge=0, description="Included schools whose profile says where to start; small ones do not."
    )
    nothing_weak: int = Field(ge=0, description="Of these, schools where nothing is weak.", examples=[3])
    factors: list[StartingPoint] = Field(
        description="Every factor in the instrument's order, never by number."
    )


class NeededSupport(Part):
    """A support that several schools' profiles offer."""

    factor: str = Field(description="The factor it helps.")
    title: LocalizedText
    text: LocalizedText
    schools: int = Field(ge=2, description="Included schools whose profile offers it.", examples=[5])
