"""What every part of an instrument document is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StrictStr

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
