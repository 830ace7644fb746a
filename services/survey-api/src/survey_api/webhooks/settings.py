"""How webhooks leave: whom they may reach inside a network, and how long a receiver may take."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

Network: TypeAlias = IPv4Network | IPv6Network


def _words(given: object) -> object:
    return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given


class WebhookSettings(BaseSettings):
    """What an operator decides about webhooks."""

    webhook_allowed_networks: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)] = Field(
        default=(),
        description="Networks that are not public and that webhooks and identity providers may be in all the "
        "same, separated by spaces or commas (`10.20.0.0/16`); webhooks may use `http` there. Empty: public "
        "addresses and `https` only.",
    )
    webhook_ca_file: Path | None = Field(
        default=None,
        description="Certificate authority (PEM) accepted for webhooks and identity providers beside the "
        "public ones.",
    )
    webhook_timeout_seconds: Annotated[float, Field(gt=0, le=60)] = Field(
        default=15, description="How long one attempt to deliver a webhook may take, from first to last."
    )

    @field_validator("webhook_allowed_networks")
    @classmethod
    def _are_networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for one in given:
            try:
                ip_network(one)
            except ValueError:
                raise ValueError("networks look like 10.20.0.0/16 or fd12:3456::/48") from None
        return given

    @property
    def webhook_networks(self) -> tuple[Network, ...]:
        """The allowed networks."""
        return tuple(ip_network(one) for one in self.webhook_allowed_networks)
