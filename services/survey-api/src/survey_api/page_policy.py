"""What browsers are told about the pages: addresses in config.json, and the headers that follow."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from survey_api.origins import check_origin

CONFIG: Final = "config.json"
#: No feature of a device is needed; the list names those that could tell something about a person.
_FEATURES: Final = (
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
#: Every answer of the API has it anyway; another host has to be told.
NO_SNIFFING: Final = {"X-Content-Type-Options": "nosniff"}
#: For what the bundler names by its content; everything else is asked for again.
FOREVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"
#: A year, for this host only: what else runs under the same name is not ours to decide.
HSTS: Final = {"Strict-Transport-Security": "max-age=31536000"}


class InvalidConfig(ValueError):
    """config.json does not say where the servers are; the message says what it must hold."""


@dataclass(frozen=True)
class Addresses:
    """Where pages find their servers; empty: where the page came from, for the collector: the API's."""

    api: str = ""
    collector: str = ""

    def as_json(self) -> str:
        """config.json, in the one form the pages read."""
        return json.dumps({"api": self.api, "collector": self.collector}, separators=(",", ":")) + "\n"

    @property
    def connect(self) -> str:
        """The policy's list of those a page may talk to."""
        return " ".join(("'self'", *dict.fromkeys(one for one in (self.api, self.collector) if one)))


def read_config(text: str) -> Addresses:
    """Read config.json as strictly as the pages do.

    Raises:
        InvalidConfig: it holds anything but two addresses.
    """
    try:
        found = json.loads(text)
    except ValueError:
        raise InvalidConfig("is not valid JSON") from None
    if not isinstance(found, dict) or list(found) != ["api", "collector"]:
        raise InvalidConfig('must hold exactly "api" and "collector", in this order')
    return addresses(**found)


def addresses(*, api: object, collector: object) -> Addresses:
    """Check two addresses.

    Raises:
        InvalidConfig: naming the one that is no exact origin.
    """
    for name, origin in (("api", api), ("collector", collector)):
        if not isinstance(origin, str):
            raise InvalidConfig(f'"{name}" must be a text')
        try:
            if origin:
                check_origin(origin)
        except ValueError as error:
            raise InvalidConfig(f'"{name}" {error}') from None
    return Addresses(str(api), str(collector))


def page_headers(where: Addresses) -> Mapping[str, str]:
    """Only our own files and servers, no frames, no form posts, no referrer: an address may name a survey."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src {where.connect}; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
