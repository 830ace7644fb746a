"""Addresses and messages as they are sent and answered."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from survey_api.shapes import Answer, Body

_ID = "7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11"
Address = Annotated[str, Field(max_length=320)]
Few = Literal["none", "fewer_than_five", "five_or_more"]


class AddressList(Body):
    """Addresses to invite, and bounced ones that they stand for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"addresses": ["j.doe@lakeview.example"], "corrects": ["j.deo@lakeview.example"]},
            ]
        }
    )

    addresses: Annotated[list[Address], Field(min_length=1, max_length=100_000)]
    corrects: Annotated[list[Address], Field(max_length=100_000)] = Field(
        default_factory=list, description="Bounced addresses to take off the list of bounces."
    )


class MailStanding(Answer):
    """How far the messages of a participation are; coarse, and without any address."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"participation": _ID, "addresses": 42, "waiting": False, "bounced": "none"}]
        }
    )

    participation: UUID
    addresses: int = Field(description="People with an address that did not bounce.")
    waiting: bool = Field(description="Whether messages wait: for the opening, or for the mail server.")
    bounced: Few = Field(description="Addresses the mail server refused and nobody has corrected yet.")


class Bounces(Answer):
    """Addresses the mail server refused. Their codes never left and were withdrawn."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"participation": _ID, "addresses": ["j.deo@lakeview.example"]}]}
    )

    participation: UUID
    addresses: list[str] = Field(description="In alphabetical order.")


class TestMessage(Body):
    """Where to send a test message."""

    __test__ = False  # no test of pytest's
    model_config = ConfigDict(json_schema_extra={"examples": [{"address": "office@lakeview.example"}]})

    address: Address


class TestAccepted(Answer):
    """The mail server took the test message; whether it arrives, only the mailbox tells."""

    __test__ = False
    model_config = ConfigDict(json_schema_extra={"examples": [{"accepted": True}]})

    accepted: Literal[True] = True


class ReminderText(Answer):
    """What a reminder says, in both languages."""

    en: str
    es: str


class Reminders(Answer):
    """A reminder: on its way to everyone, or a text to hand on oneself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sent_to_everyone": True,
                    "text": {
                        "en": "The anonymous staff survey of your school is still open. …",
                        "es": "La encuesta anónima del personal de su escuela sigue abierta. …",
                    },
                }
            ]
        }
    )

    sent_to_everyone: bool = Field(
        description="True with access `email`. Otherwise nothing was sent: the text is there to be copied."
    )
    text: ReminderText
