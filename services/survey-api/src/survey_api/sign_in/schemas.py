"""Signing in as it is sent and answered."""

from typing import Literal

from pydantic import ConfigDict, Field

from survey_api.people.schemas import Email
from survey_api.shapes import Answer, Body, UtcTime


class LinkRequest(Body):
    """Who wants to sign in."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "lead@lakeview.example"}]})

    email: Email


class LinkAsked(Answer):
    """The same for every address, known or not."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"accepted": True}]})

    accepted: Literal[True]


class Exchange(Body):
    """A link's token, and how the session shall be held."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"token": "tl_link_…", "hold": "bearer"}]}  # nosec B105 - an example
    )

    token: str = Field(max_length=200, description="What follows `#t=` in the link.")
    hold: Literal["bearer", "cookie"] = Field(
        default="bearer", description="`cookie` for a page of this server: no script can read it then."
    )


class Session(Answer):
    """A session. Its text is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "token": "tl_session_…",  # nosec B105 - an example
                    "expires_at": "2026-11-22T17:00:00Z",
                }
            ]
        }
    )

    token: str | None = Field(description="Send it as `Authorization: Bearer …`; null with a cookie.")
    expires_at: UtcTime = Field(description="At the latest; earlier after half an hour without a request.")
