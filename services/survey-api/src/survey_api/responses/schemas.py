"""Shape of a submission."""

from typing import Literal

from pydantic import BaseModel, Field

from survey_api.respondents.wire import ParticipationId, RespondentBody, SomeBytes, exact_bytes
from survey_core.passes.message import INPUT_MSG_BYTES
from survey_core.passes.suite import MODULUS_BYTES


class Submission(RespondentBody):
    """A pass and a sealed response. Nothing in it says who or when."""

    participation: ParticipationId
    message: exact_bytes(INPUT_MSG_BYTES) = Field(  # type: ignore[valid-type]  # a type made for its length
        description="What was blinded: 32 random bytes and the pass's own message, base64url."
    )
    signature: exact_bytes(MODULUS_BYTES) = Field(  # type: ignore[valid-type]
        description="The unblinded signature, base64url."
    )
    sealed: SomeBytes = Field(description="HPKE ciphertext of the manifest's `sealed_length`, base64url.")


class Recorded(BaseModel):
    """The only good answer."""

    recorded: Literal[True] = True
