"""People as they are sent and answered."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.access.roles import ADMINISTRATOR, LEADER, PersonRole
from survey_api.access.schemas import GivenSchools
from survey_api.access.scopes import Scope
from survey_api.mail.addresses import AddressFault, normalise
from survey_api.shapes import NO_CONTROLS, Answer, Body, Name, UtcTime

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
#: What is refused whoever is asked about; more is, by what somebody is already.
_ADMINISTRATOR_OF_SCHOOLS: JsonDict = {
    "required": ["role", "schools"],
    "properties": {"role": {"const": ADMINISTRATOR}, "schools": {"type": "array"}},
}
_LEADER_OF_ALL: JsonDict = {
    "required": ["role"],
    "properties": {"role": {"const": LEADER}, "schools": {"type": "null"}},
}
_EXAMPLE: JsonDict = {
    "id": "019a9f2e-7c00-7000-8000-000000000021",
    "email": "lead@lakeview.example",
    "name": "Alex Rivera",
    "district": _DISTRICT,
    "role": "survey_lead",
    "schools": None,
    "scopes": ["exports.read", "profiles.read", "roster.write", "surveys.read", "surveys.write"],
    "state": "active",
    "created_at": "2026-11-21T08:00:00Z",
    "signed_in_at": "2026-11-22T07:45:00Z",
}


def _address(text: str) -> str:
    try:
        return normalise(text).lower()
    except AddressFault as fault:
        raise ValueError(str(fault)) from None


Email = Annotated[
    str,
    Field(max_length=254, pattern=NO_CONTROLS, examples=["lead@lakeview.example"]),
    AfterValidator(_address),
]
"""An address, in lower case: case makes no difference for who somebody is."""


class NewPerson(Body):
    """Somebody to invite."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "email": "lead@lakeview.example",
                    "name": "Alex Rivera",
                    "district": _DISTRICT,
                    "role": "survey_lead",
                }
            ],
            "not": {"anyOf": [_ADMINISTRATOR_OF_SCHOOLS, _LEADER_OF_ALL]},
        }
    )

    email: Email
    name: Name | None = None
    district: UUID | None = Field(default=None, description="Needed with an operator's key only.")
    role: PersonRole
    schools: GivenSchools = None
    send_link: bool = Field(
        default=False,
        description="Send them a link by e-mail at once; if it cannot be sent, nobody is invited.",
    )


class PersonChanges(Body):
    """What may change; what is left out stays. Another address is another person."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"role": "viewer"}],
            "not": {
                "anyOf": [
                    _ADMINISTRATOR_OF_SCHOOLS,
                    _LEADER_OF_ALL | {"required": ["role", "schools"]},
                ]
            },
        }
    )

    name: Name | None = None
    role: PersonRole | None = None
    schools: GivenSchools = None
    disabled: bool | None = Field(
        default=None, description="True ends every session and link at once; false lets them in again."
    )

    def given(self) -> dict[str, Any]:
        """What is to change, by column; null means something for a name and for schools only."""
        columns = {"name": "name", "role": "role", "schools": "school_ids"}
        return {
            column: getattr(self, field)
            for field, column in columns.items()
            if field in self.model_fields_set and (field != "role" or self.role is not None)
        }


class NewLink(Body):
    """A link to make for somebody."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"send": True}]})

    send: bool = Field(
        default=False,
        description="True sends it to their address and shows it to nobody else. False shows it in the "
        "answer, which is possible until they have signed in for the first time.",
    )


class MadeLink(Answer):
    """A one-time link."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"sent": True, "url": None, "expires_at": "2026-11-22T08:00:00Z"}],
        }
    )

    sent: bool = Field(description="Whether it is on its way to their address.")
    url: str | None = Field(description="Shown this once; null where it was sent.")
    expires_at: UtcTime = Field(description="It works once, until then.")


class Person(Answer):
    """Somebody who may sign in."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: UUID
    email: str
    name: str | None
    district: UUID
    role: PersonRole
    schools: list[UUID] | None = Field(description="The only schools they reach; null: the whole district.")
    scopes: list[Scope] = Field(description="What the role lets them do.")
    state: Literal["invited", "active", "disabled"] = Field(description="Invited: not yet signed in.")
    created_at: UtcTime
    signed_in_at: UtcTime | None = Field(description="The last time.")
