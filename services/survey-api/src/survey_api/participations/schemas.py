"""Participations and their cards as they are sent and answered."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from survey_api.shapes import Answer, Body

State = Literal["draft", "ready", "open", "closed", "review", "released", "shredded", "published"]

_ID = "7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11"
_MEMBER: JsonDict = {
    "id": "019a9f2e-7c00-7000-8000-000000000002",
    "name": "Lakeview Middle School",
    "eligible": 42,
}
_CARD: JsonDict = {
    "code": "7K2M-9QXD-4TBN-H8VF-3CWP",
    "url": f"https://survey.example/survey/#v=1&p={_ID}&c=7K2M9QXD4TBNH8VF3CWP",
}


class ParticipatingSchool(Answer):
    """A school whose people answer in a participation."""

    model_config = ConfigDict(json_schema_extra={"examples": [_MEMBER]})

    id: UUID
    name: str
    eligible: int | None


class Participation(Answer):
    """A school's part in an administration, or that of a reporting unit of several schools."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _ID,
                    "administration": "019a9f2e-7c00-7000-8000-000000000004",
                    "school": "019a9f2e-7c00-7000-8000-000000000002",
                    "school_name": "Lakeview Middle School",
                    "schools": [_MEMBER],
                    "state": "ready",
                    "eligible": 42,
                    "replacement_cap": 3,
                    "replacements_issued": 0,
                    "cards_made": False,
                    "second_copy": "none",
                    "pin": "qUiQTy8PR5uPgZdpSzAYSw0u0cHNKh7A-4XSmaGSpEc",
                    "check_words": ["bada", "cobe", "dile", "fora", "gomi", "hare"],
                    "poster_url": f"https://survey.example/survey/#v=1&p={_ID}&pin=qUiQTy8PR5uPgZdpSzAYSw0u0cHN",
                    "preview_url": f"https://survey.example/preview/#p={_ID}",
                }
            ]
        }
    )

    id: UUID
    administration: UUID
    school: UUID = Field(description="The school, or the reporting unit that its schools are published as.")
    school_name: str
    schools: list[ParticipatingSchool] = Field(
        description="One, or all schools of the unit in the order of their ids; `eligible` is their sum."
    )
    state: State
    eligible: int | None
    replacement_cap: int
    replacements_issued: int
    cards_made: bool
    second_copy: Literal["none", "exists", "destroyed"] = Field(
        description="Whether a second copy of the key that opens the answers was made. While one exists "
        "after the release, it is not yet true that nobody can link an answer to a person."
    )
    pin: str | None = Field(description="SHA-256 of the manifest, base64url; null before `ready`.")
    check_words: list[str] | None = Field(description="Six words of the pin; they belong on every poster.")
    poster_url: str | None = Field(
        description="For the poster's QR code; the same for everyone. Null before `ready`, and where it "
        "would lead phones to themselves: `PUBLIC_URL` names this machine, asked under another name."
    )
    preview_url: str | None = Field(
        description="What the page will say and ask, for a union or a principal; it stores nothing. "
        "Null before `ready`."
    )


class ParticipationChanges(Body):
    """A corrected number of people who may answer."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"eligible": 41}]})

    school: UUID | None = Field(
        default=None, description="Whose number it is; needed where several schools are reported together."
    )

    eligible: Annotated[int, Field(ge=1, le=100_000, strict=True)] = Field(
        description="Used for rates and intervals. The manifest keeps the number of codes it was made for."
    )


class WantedReplacements(Body):
    """How many lost cards to replace; with access `email`, to which address one more message goes."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"n": 1}, {"address": "j.doe@lakeview.example"}]}
    )

    n: Annotated[int, Field(ge=1, le=1000, strict=True)] | None = None
    address: Annotated[str, Field(max_length=320)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.n is None) == (self.address is None):
            raise PydanticCustomError("replacement", "either n or address is required, not both")
        return self


class Card(Answer):
    """One card: a code and its link. It carries no pin."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CARD]})

    code: str
    url: str


class Cards(Answer):
    """Cards to print and to hand out at random. They cannot be shown again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"participation": _ID, "school_name": "Lakeview Middle School", "cards": [_CARD]}]
        }
    )

    participation: UUID
    school_name: str
    cards: list[Card] = Field(description="Empty with access `email`: the code goes to the address only.")
