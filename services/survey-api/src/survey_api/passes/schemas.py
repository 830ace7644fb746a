"""Shape of a pass request."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from survey_api.respondents.wire import ParticipationId, RespondentBody, bytes_checked_later
from survey_core.passes.suite import MODULUS_BYTES


class PassRequest(RespondentBody):
    """A code, or the meeting's word, for one blind signature."""

    participation: ParticipationId
    code: Annotated[str, Field(max_length=64)] | None = Field(
        default=None, description="From a card, in any spelling; for access `cards` and `email`."
    )
    word: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="Shown in the meeting; for access `open`."
    )
    # The window comes before the length (docs/privacy.md, check-in).
    blinded: bytes_checked_later(MODULUS_BYTES) = Field(  # type: ignore[valid-type]  # a type made for its length
        description="RFC 9474 blinded message, base64url."
    )

    @model_validator(mode="after")
    def _one_credential(self) -> Self:
        if (self.code is None) == (self.word is None):
            raise PydanticCustomError("credential", "either code or word is required, not both")
        return self

    @property
    def participation_id(self) -> UUID:
        """The participation as the database knows it."""
        return UUID(self.participation)


class IssuedPass(BaseModel):
    """The answer to a pass request."""

    signature: str = Field(description="RFC 9474 blind signature, base64url.")
