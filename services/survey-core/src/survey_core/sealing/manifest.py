"""The manifest: what everyone in a participation agrees on before the first answer."""

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from survey_core.encoding import unb64url
from survey_core.passes.suite import MODULUS_BITS, MODULUS_BYTES
from survey_core.sealing.canonical import canonical_json, parse_canonical
from survey_core.sealing.errors import MalformedManifest, NotCanonical
from survey_core.sealing.hpke import POINT_BYTES, SEAL_OVERHEAD

_UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_QUESTION = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_UNCOMPRESSED = 0x04
_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

#: Bytes of a pin.
PIN_BYTES = 32

#: Questions after which a participation's results may be told apart (R3): one table each.
MAX_SUBGROUP_TABLES = 2

#: Schools joined into one reporting unit. A unit of one school is that school.
MIN_UNIT_SCHOOLS, MAX_UNIT_SCHOOLS = 2, 50


def _time(text: str) -> str:
    if datetime.strptime(text, _TIME_FORMAT).replace(tzinfo=UTC).strftime(_TIME_FORMAT) != text:
        raise ValueError("must be RFC 3339 in UTC with whole seconds, like 2026-11-21T08:00:00Z")
    return text


def _modulus(text: str) -> str:
    n = unb64url(text)
    if len(n) != MODULUS_BYTES or int.from_bytes(n, "big").bit_length() != MODULUS_BITS or not n[-1] & 1:
        raise ValueError(f"must be an odd modulus of exactly {MODULUS_BITS} bits")
    return text


def _point(text: str) -> str:
    point = unb64url(text)
    if len(point) != POINT_BYTES or point[0] != _UNCOMPRESSED:
        raise ValueError(f"must be an uncompressed P-256 point of {POINT_BYTES} bytes")
    return text


def _distinct(ids: list[str]) -> list[str]:
    if len(set(ids)) != len(ids):
        raise ValueError("no id may be repeated")
    return ids


def _ascending(ids: list[str]) -> list[str]:
    if sorted(ids) != ids:
        raise ValueError("must be sorted, so that one unit of schools has one spelling")
    return _distinct(ids)


_Id = Annotated[str, Field(pattern=_UUID)]
_Tables = Annotated[
    list[Annotated[str, Field(pattern=_QUESTION)]],
    Field(max_length=MAX_SUBGROUP_TABLES, description="Background questions, in the instrument's order."),
    AfterValidator(_distinct),
]
_Schools = Annotated[
    list[_Id],
    Field(min_length=MIN_UNIT_SCHOOLS, max_length=MAX_UNIT_SCHOOLS),
    AfterValidator(_ascending),
]
_Time = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"), AfterValidator(_time)]


class Suites(BaseModel):
    """One suite each; nothing is negotiated and nothing falls back."""

    model_config = _STRICT

    pass_: Literal["RSABSSA-SHA384-PSS-Randomized"] = Field(
        default="RSABSSA-SHA384-PSS-Randomized", alias="pass"
    )
    seal: Literal["DHKEM-P256-HKDF-SHA256,HKDF-SHA256,AES-256-GCM"] = (
        "DHKEM-P256-HKDF-SHA256,HKDF-SHA256,AES-256-GCM"
    )


class Manifest(BaseModel):
    """Exactly the fields of a manifest; there is no free-form field to hide a mark in.

    Times are RFC 3339 UTC with whole seconds, keys canonical base64url.
    """

    model_config = _STRICT

    v: Literal[1] = 1
    administration: _Id
    participation: _Id
    access: Literal["cards", "email", "open", "import"]
    release_mode: Literal["sealed", "rolling"]
    custody: Literal["file"]
    opens_at: _Time
    closes_no_later_than: _Time
    grace_hours: int = Field(ge=0, le=168, description="Hours after close in which a held pass may be used.")
    eligible: int = Field(ge=1, le=100_000, description="People who may answer.")
    replacement_cap: int = Field(ge=0, description="At most max(2, 5 % of eligible, rounded up).")
    k: int = Field(ge=5, description="Smallest group ever reported, people.")
    subgroup_tables: _Tables
    instrument: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    instrument_version: str = Field(pattern=r"^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$", max_length=32)
    instrument_digest: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    schools: _Schools | None = Field(
        default=None, description="Members of a reporting unit, sorted; left out where one school reports."
    )
    sealed_length: int = Field(gt=SEAL_OVERHEAD, le=65_536, description="Bytes of every sealed response.")
    issuer_public_key: Annotated[str, AfterValidator(_modulus)]
    sealing_public_key: Annotated[str, AfterValidator(_point)]
    suites: Suites

    @model_validator(mode="after")
    def _hang_together(self) -> Self:
        if self.opens_at >= self.closes_no_later_than:
            raise ValueError("opens_at must come before closes_no_later_than")
        if self.replacement_cap > max(2, -(-self.eligible * 5 // 100)):
            raise ValueError("replacement_cap must be at most max(2, 5 % of eligible, rounded up)")
        return self

    @property
    def modulus(self) -> bytes:
        """The issuer's modulus n, 384 bytes."""
        return unb64url(self.issuer_public_key)

    @property
    def sealing_point(self) -> bytes:
        """The sealing public key, 65 bytes."""
        return unb64url(self.sealing_public_key)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The exact bytes that are stored, served and pinned."""
    # Only `schools` may be None: a single school's manifest has no such field.
    return canonical_json(manifest.model_dump(by_alias=True, exclude_none=True))


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest as a careful client must.

    Args:
        data: bytes as served.

    Returns:
        The manifest, with `manifest_bytes(result) == data`.

    Raises:
        MalformedManifest: not canonical, or a field is unknown, repeated, missing or impossible.
    """
    try:
        manifest = Manifest.model_validate(parse_canonical(data))
    except NotCanonical as error:
        raise MalformedManifest(str(error)) from None
    except ValidationError as error:
        where = sorted(
            {".".join(map(str, e["loc"])) or "manifest" for e in error.errors(include_input=False)}
        )
        raise MalformedManifest(f"refused fields: {', '.join(where)}") from None
    if manifest_bytes(manifest) != data:
        raise MalformedManifest("a field is missing")
    return manifest


def pin(data: bytes) -> bytes:
    """SHA-256 of the manifest's exact bytes, 32 bytes: what a poster carries."""
    return hashlib.sha256(data).digest()
