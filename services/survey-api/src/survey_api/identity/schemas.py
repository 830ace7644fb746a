"""Identity providers as they are sent and answered."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, SecretStr, StringConstraints
from pydantic.config import JsonDict

from survey_api.identity.provider import is_issuer
from survey_api.shapes import NO_CONTROLS, Answer, Body, UtcTime

_DISTRICT = "019a9f2e-7c00-7000-8000-000000000001"
_EXAMPLE: JsonDict = {
    "issuer": "https://login.lakeview.example",
    "client_id": "throughline",
    "email_domains": ["lakeview.example"],
}
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"


def _issuer(text: str) -> str:
    if not is_issuer(text):
        raise ValueError("must begin with https:// and have no ? and no #")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=NO_CONTROLS)]
Domain = Annotated[
    str, StringConstraints(to_lower=True, max_length=253, pattern=rf"(?i)^{_LABEL}(\.{_LABEL})+$")
]


class NewIdentityProvider(Body):
    """A provider to set, in place of the one there is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [_EXAMPLE | {"client_secret": "…"}]}  # nosec B105 - an example
    )

    issuer: Annotated[Text, AfterValidator(_issuer)] = Field(
        description="Exactly as its configuration says it: a slash at the end makes a difference."
    )
    client_id: Text
    client_secret: Annotated[SecretStr, Field(min_length=1, max_length=300)]
    email_domains: list[Domain] = Field(
        min_length=1, max_length=20, description="Addresses of these domains only are accepted from it."
    )


class IdentityProvider(Answer):
    """A district's provider, without its secret."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _EXAMPLE
                | {
                    "district": _DISTRICT,
                    "redirect_uri": "https://survey.example/v1/sign-in/oidc/callback",
                    "sign_in_url": f"https://survey.example/sign-in/#district={_DISTRICT}",
                    "changed_at": "2026-11-22T08:00:00Z",
                }
            ]
        }
    )

    district: UUID
    issuer: str
    client_id: str
    email_domains: list[str]
    redirect_uri: str = Field(description="To be registered at the provider.")
    sign_in_url: str = Field(description="For the district's people.")
    changed_at: UtcTime
